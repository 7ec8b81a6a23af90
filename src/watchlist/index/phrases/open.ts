import { checkInside, partFault } from '../partFault.ts';
import * as layout from './layout.ts';

export type PhrasesView = {
  readonly numPhrases: number;
  /** Texts of the lists that are not searched for: without words, or too short or long. */
  readonly numLeft: number;
  readonly scratchBytes: number;
};

/**
 * Costs the same for any size: the core bounds what nodes and outputs say where it follows them.
 * @param numEntries of the index
 * @throws PosternError BUNDLE_INVALID where tables do not lie inside the part, or name entries that the index lacks
 */
export function openPhrases(part: Uint8Array, numEntries: number): PhrasesView {
  if (part.length < layout.PHRASES_HEADER_BYTES) throw partFault('phrases', 'expected a header');
  const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
  const word = (at: number): number => view.getUint32(at, true);
  const numNodes = word(layout.PHRASES_NUM_NODES);
  if (numNodes === 0) throw partFault('phrases', 'expected a root');
  const check = (what: string, offset: number, count: number, itemBytes: number): void =>
    checkInside('phrases', part.length, what, offset, count, itemBytes, itemBytes);
  check('first children', word(layout.PHRASES_FIRSTS), numNodes + 1, 4);
  check('fail links', word(layout.PHRASES_FAILS), numNodes, 4);
  check('outputs', word(layout.PHRASES_OUTPUTS), numNodes, 4);
  check('items', word(layout.PHRASES_ITEMS), word(layout.PHRASES_NUM_ITEM_WORDS), 4);
  check('labels', word(layout.PHRASES_LABELS), numNodes + layout.PHRASES_PADDING_BYTES, 1);
  if (word(layout.PHRASES_NUM_ENTRIES) > numEntries) {
    throw partFault('phrases', `expected at most ${numEntries} entries, got ${word(layout.PHRASES_NUM_ENTRIES)}`);
  }
  return { numPhrases: word(layout.PHRASES_NUM_PHRASES), numLeft: word(layout.PHRASES_NUM_LEFT), scratchBytes: 0 };
}
