/** Lays identifiers into buckets: sorted by home, equal ones joined, each as near to its home as those before let it. */
import { attributes } from '../attributes.ts';
import { IDENTIFIERS_BUCKET_SLOTS as SLOTS } from './layout.ts';
import * as layout from './layout.ts';
import { addToFilter, placeHash, scaled } from './slots.ts';

/** An identifier a place in each. */
export type IdentifierColumns = {
  readonly kind: Uint32Array;
  readonly a: Uint32Array;
  readonly b: Uint32Array;
  readonly c: Uint32Array;
  readonly d: Uint32Array;
  readonly written: Uint32Array;
  readonly entry: Uint32Array;
};

const PHONE = attributes.phone;
/** Of all slots; fuller ones make look-ups longer. */
const FULLEST = 0.9;

/** @returns the part, or null where some home has more buckets behind it than its reach can say. */
export function layTable(columns: IdentifierColumns, mix: number): Uint8Array<ArrayBuffer> | null {
  const count = columns.kind.length;
  // sorted once as if all were distinct; again where many are not
  let numBuckets = bucketsFor(count);
  let order = sortByHome(columns, mix, numBuckets);
  let numGroups = countGroups(columns, order);
  if (numGroups < count * 0.9) {
    numBuckets = bucketsFor(numGroups);
    order = sortByHome(columns, mix, numBuckets);
    numGroups = countGroups(columns, order);
  }
  const { numStored, reaches, places } = placeGroups(columns, order, numGroups, mix, numBuckets);
  if (reaches === null) return null;
  const postings = numPostingWords(columns, order, numGroups);
  const filterAt = layout.IDENTIFIERS_HEADER_BYTES + numStored * layout.IDENTIFIERS_BUCKET_BYTES;
  const filterWords = Math.max(1, Math.ceil(numGroups / layout.IDENTIFIERS_FILTER_KEYS));
  const postingsAt = filterAt + filterWords * 8;
  const part = new Uint8Array(postingsAt + postings * 4);
  const words = new Uint32Array(part.buffer);
  words[layout.IDENTIFIERS_NUM_BUCKETS / 4] = numBuckets;
  words[layout.IDENTIFIERS_NUM_STORED / 4] = numStored;
  words[layout.IDENTIFIERS_BUCKETS / 4] = layout.IDENTIFIERS_HEADER_BYTES;
  words[layout.IDENTIFIERS_FILTER / 4] = filterAt;
  words[layout.IDENTIFIERS_NUM_FILTER_WORDS / 4] = filterWords;
  words[layout.IDENTIFIERS_POSTINGS / 4] = postingsAt;
  words[layout.IDENTIFIERS_NUM_POSTING_WORDS / 4] = postings;
  words[layout.IDENTIFIERS_MIX / 4] = mix;
  words[layout.IDENTIFIERS_KINDS / 4] = columns.kind.reduce((kinds, kind) => kinds | (1 << kind), 0);
  words[layout.IDENTIFIERS_NUM_IDENTIFIERS / 4] = count;
  words[layout.IDENTIFIERS_SCRATCH / 4] = layout.IDENTIFIERS_SCRATCH_BYTES;
  for (let home = 0; home < numBuckets; home++) {
    part[layout.IDENTIFIERS_HEADER_BYTES + home * layout.IDENTIFIERS_BUCKET_BYTES] = reaches[home];
  }
  const filter = words.subarray(filterAt / 4, postingsAt / 4);
  for (let i = 0; i < count; i++) addToFilter(filter, placeHash(columns.a[i], columns.d[i], mix));
  writeSlots(columns, order, places, part, words, postingsAt / 4);
  return part;
}

function bucketsFor(count: number): number {
  return Math.max(1, Math.ceil(count / (SLOTS * FULLEST)));
}

/** Places in the columns by home, then kind, then key, then entry: equal identifiers stand together. */
function sortByHome(columns: IdentifierColumns, mix: number, numBuckets: number): Uint32Array {
  const { a, d } = columns;
  const count = a.length;
  const homes = new Uint32Array(count);
  const ends = new Uint32Array(numBuckets + 1);
  for (let i = 0; i < count; i++) {
    homes[i] = scaled(placeHash(a[i], d[i], mix), numBuckets);
    ends[homes[i] + 1]++;
  }
  for (let home = 0; home < numBuckets; home++) ends[home + 1] += ends[home];
  const order = new Uint32Array(count);
  const next = ends.slice(0, numBuckets);
  for (let i = 0; i < count; i++) order[next[homes[i]]++] = i;
  for (let home = 0; home < numBuckets; home++) {
    if (ends[home + 1] - ends[home] > 1)
      order.subarray(ends[home], ends[home + 1]).sort((one, two) => compare(columns, one, two));
  }
  return order;
}

function compare({ kind, a, b, c, entry, written }: IdentifierColumns, one: number, two: number): number {
  return (
    kind[one] - kind[two] ||
    a[one] - a[two] ||
    b[one] - b[two] ||
    c[one] - c[two] ||
    entry[one] - entry[two] ||
    written[one] - written[two]
  );
}

/** Of one key; phones that differ only before their tail are found together. */
function areOne({ kind, a, b, c }: IdentifierColumns, one: number, two: number): boolean {
  const isSame = kind[one] === kind[two] && a[one] === a[two] && b[one] === b[two];
  return isSame && (kind[one] === PHONE || c[one] === c[two]);
}

function countGroups(columns: IdentifierColumns, order: Uint32Array): number {
  let numGroups = 0;
  for (let i = 0; i < order.length; i++) if (i === 0 || !areOne(columns, order[i - 1], order[i])) numGroups++;
  return numGroups;
}

/** `places`: of each group its slot among all; `reaches`: of each home. */
function placeGroups(
  columns: IdentifierColumns,
  order: Uint32Array,
  numGroups: number,
  mix: number,
  numBuckets: number,
): { numStored: number; reaches: Uint8Array | null; places: Uint32Array } {
  const reaches = new Uint8Array(numBuckets);
  const places = new Uint32Array(numGroups);
  let [group, free] = [0, 0];
  for (let i = 0; i < order.length; i++) {
    if (i > 0 && areOne(columns, order[i - 1], order[i])) continue;
    const home = scaled(placeHash(columns.a[order[i]], columns.d[order[i]], mix), numBuckets);
    const slot = Math.max(free, home * SLOTS);
    const reach = Math.floor(slot / SLOTS) - home;
    if (reach > layout.IDENTIFIERS_MOST_REACH) return { numStored: 0, reaches: null, places };
    // homes rise, so the last of a home reaches farthest
    reaches[home] = reach;
    places[group++] = slot;
    free = slot + 1;
  }
  return { numStored: Math.max(numBuckets, Math.ceil(free / SLOTS)), reaches, places };
}

function numPostingWords(columns: IdentifierColumns, order: Uint32Array, numGroups: number): number {
  let numJoined = 0;
  let numShared = 0;
  for (let i = 1; i < order.length; i++) {
    if (!areOne(columns, order[i - 1], order[i])) continue;
    if (i < 2 || !areOne(columns, order[i - 2], order[i - 1])) numShared++;
    numJoined++;
  }
  return numGroups === order.length ? 0 : numShared + (numJoined + numShared) * 3;
}

function writeSlots(
  columns: IdentifierColumns,
  order: Uint32Array,
  places: Uint32Array,
  part: Uint8Array,
  words: Uint32Array,
  postings: number,
): void {
  let posting = 0;
  for (let first = 0, group = 0; first < order.length; group++) {
    let end = first + 1;
    while (end < order.length && areOne(columns, order[first], order[end])) end++;
    const bucket = Math.floor(places[group] / SLOTS);
    const inBucket = places[group] % SLOTS;
    const bucketAt = layout.IDENTIFIERS_HEADER_BYTES + bucket * layout.IDENTIFIERS_BUCKET_BYTES;
    part[bucketAt + 1 + inBucket] = columns.kind[order[first]];
    const slot = (bucketAt + layout.IDENTIFIERS_FIRST_SLOT + inBucket * layout.IDENTIFIERS_SLOT_BYTES) / 4;
    words[slot] = columns.a[order[first]];
    words[slot + 1] = columns.b[order[first]];
    words[slot + 2] = columns.c[order[first]];
    words[slot + 3] = columns.written[order[first]];
    words[slot + 4] = columns.entry[order[first]];
    if (end - first > 1) {
      words[slot + 4] = (layout.IDENTIFIERS_IS_POSTING | posting) >>> 0;
      words[postings + posting++] = end - first;
      for (let i = first; i < end; i++) {
        words[postings + posting++] = columns.c[order[i]];
        words[postings + posting++] = columns.written[order[i]];
        words[postings + posting++] = columns.entry[order[i]];
      }
    }
    first = end;
  }
}
