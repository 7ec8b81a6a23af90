/**
 * The list index: everything that matching needs of one set of lists, as one position-independent buffer that is
 * opened without decoding, read-only and shared by all threads. Little-endian.
 *
 *   byte  0        4         8             12          16               24 .. 63
 *         ├ magic │ version │ total bytes │ num parts │ identity (u64) │ 0 ┤
 *   64    ├ u32 offset, u32 bytes │ …     the directory, a pair a part in the order of `listParts`; 0, 0 is absent
 *   …     ├ part │ …                      each on a line of 64 bytes, offsets inside it count from its own start
 *
 * The identity is the first 8 bytes of the SHA-256 of everything from byte 64 on.
 * The generator passes every number of this folder's layouts on to the core (`src/core/listSource.ts`).
 */

/** "PLIX" as a little-endian u32. */
export const LISTS_MAGIC = 0x58494c50;
export const LISTS_VERSION = 2;
export const LISTS_ALIGN = 64;

export const LISTS_BYTES = 8;
export const LISTS_NUM_PARTS = 12;
export const LISTS_IDENTITY = 16;
export const LISTS_DIRECTORY = 64;
export const LISTS_DIRECTORY_BYTES = 8;

/** Their order is the directory's. */
export const listParts = [
  'entries',
  'corroboration',
  'identifiers',
  'phrases',
  'names',
  'addresses',
  'tombstones',
  'blinded',
] as const;
export type ListPart = (typeof listParts)[number];
