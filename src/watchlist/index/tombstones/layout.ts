/**
 * Part `tombstones`, of changes to lists only: which entries of the lists they change are gone, or stand anew among the
 * changes.
 *
 *   header  u32 entries of the lists that are changed
 *   marks   a bit an entry, the lowest bit of a byte first; set: it counts no more
 */
export const TOMBSTONES_NUM_ENTRIES = 0;
export const TOMBSTONES_MARKS = 64;
