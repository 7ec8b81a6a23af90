/** A listed name as the index keeps it: its words in the form in which they are compared. */
import * as layout from './layout.ts';

export type ListedName = { readonly text: string; readonly isWeak: boolean; readonly bits: readonly number[] };

/**
 * @param part  of names, opened before (open.ts)
 * @param place which of its entry's names, as a hit's detail has it above the low byte
 */
export function listedName(part: Uint8Array, entry: number, place: number): ListedName | null {
  const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
  const word = (at: number): number => view.getUint32(at, true);
  const recordOf = (number: number): number => word(layout.NAMES_NAMES) + number * layout.NAMES_NAME_BYTES;
  const entryOf = (number: number): number => word(recordOf(number) + layout.NAMES_NAME_ENTRY);
  const numNames = word(layout.NAMES_NUM_NAMES);
  const number = firstFrom(numNames, (each) => entryOf(each) >= entry) + place;
  if (number >= numNames || entryOf(number) !== entry) return null;
  const record = recordOf(number);
  const [first, end] = [record, record + layout.NAMES_NAME_BYTES].map((at) => word(at + layout.NAMES_NAME_PLACE));
  const words = Array.from({ length: end - first }, (_, i) => {
    const at = word(layout.NAMES_PLACES) + (first + i) * layout.NAMES_PLACE_BYTES;
    return word(layout.NAMES_WORDS) + (part[at] | (part[at + 1] << 8) | (part[at + 2] << 16)) * layout.NAMES_WORD_BYTES;
  });
  const texts = word(layout.NAMES_TEXTS);
  const textOf = (at: number): string => {
    const [from, to] = [at, at + layout.NAMES_WORD_BYTES].map((each) => word(each + layout.NAMES_WORD_TEXT));
    return Buffer.from(part.subarray(texts + from, texts + to)).toString('utf8');
  };
  return {
    text: words.map(textOf).join(' '),
    isWeak: (word(record + layout.NAMES_NAME_INFO) & layout.NAMES_IS_WEAK) !== 0,
    bits: words.map((at) => view.getFloat32(at + layout.NAMES_WORD_RARITY, true)),
  };
}

/** The first number for which it holds, of numbers for which it holds from some on. */
function firstFrom(count: number, holds: (number: number) => boolean): number {
  let [from, to] = [0, count];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (holds(middle)) to = middle;
    else from = middle + 1;
  }
  return from;
}
