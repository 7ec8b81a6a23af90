/** The bytes of a part. */
import { createHash } from 'node:crypto';
import { alignUp } from '../../../base/alignUp.ts';
import { addressTable } from '../../text/addressTable.ts';
import { GrowingText } from '../growing.ts';
import * as layout from './layout.ts';
import type { Numbers, Postings } from './post.ts';
import { specialNumbers } from './roles.ts';
import { typoTables } from './typoTables.ts';
import { wordHash, wordSum } from './wordHash.ts';
import { WordSlots } from './wordSlots.ts';

const LINE_BYTES = 64;
const GROUP_WORDS = layout.ADDRESSES_GROUP_BYTES / 4;
const WORD_WORDS = layout.ADDRESSES_WORD_BYTES / 4;

export function assembleAddresses(numbers: Numbers, postings: Postings, least: number): Uint8Array {
  const { words, records, starts, items } = numbers;
  const numWords = words.texts.length;
  const texts = new GrowingText();
  const slots = new WordSlots();
  const wordTable = new Uint32Array(WORD_WORDS * (numWords + 1));
  const wordBytes = new Uint8Array(wordTable.buffer);
  for (const [number, text] of words.texts.entries()) {
    const start = texts.append(text);
    const bytes = texts.bytes.subarray(start);
    wordTable[WORD_WORDS * number] = start;
    wordTable[WORD_WORDS * number + 1] = postings.starts[number];
    wordBytes.set(
      bytes.subarray(0, layout.ADDRESSES_WORD_START_BYTES),
      layout.ADDRESSES_WORD_BYTES * number + layout.ADDRESSES_WORD_START,
    );
    slots.add(wordHash(wordSum(bytes), bytes.length), number);
  }
  wordTable[WORD_WORDS * numWords] = texts.length;
  wordTable[WORD_WORDS * numWords + 1] = postings.starts[numWords];
  const specials = Uint32Array.from(
    [...addressTable.values()],
    ({ short, role }) => words.numberOf(short) | (specialNumbers[role] << layout.ADDRESSES_NUMBER_BITS),
  );
  // the kernel reads texts eight bytes at a time
  const paddedTexts = new Uint8Array(Math.ceil(texts.length / 4) * 4 + 8);
  paddedTexts.set(texts.bytes);
  const groupTable = new Uint32Array(GROUP_WORDS * (layout.ADDRESSES_NUM_GROUPS + 1));
  for (const [group, start] of starts.entries()) {
    groupTable[GROUP_WORDS * group] = start;
    groupTable[GROUP_WORDS * group + 1] = postings.numTypos[group] ?? 0;
  }
  const slotTable = slots.finish();
  const typos = typoTables(words, postings.typos);
  const sections: readonly (readonly [number, Uint8Array | Uint32Array])[] = [
    [layout.ADDRESSES_SPECIALS, specials],
    [layout.ADDRESSES_WORDS, wordTable],
    [layout.ADDRESSES_TEXTS, paddedTexts],
    [layout.ADDRESSES_SLOTS, slotTable],
    [layout.ADDRESSES_ALIKE, typos.alike],
    [layout.ADDRESSES_TYPO_SLOTS, typos.slots],
    [layout.ADDRESSES_FILTER, typos.filter],
    [layout.ADDRESSES_POSTINGS, postings.addresses],
    [layout.ADDRESSES_GROUPS, groupTable],
    [layout.ADDRESSES_RECORDS, records],
    [layout.ADDRESSES_ITEMS, items],
  ];
  const length = sections.reduce(
    (sum, [, { byteLength }]) => sum + alignUp(byteLength, LINE_BYTES),
    layout.ADDRESSES_HEADER_BYTES,
  );
  const part = new Uint8Array(length);
  const header = new DataView(part.buffer);
  let at = layout.ADDRESSES_HEADER_BYTES;
  for (const [place, { buffer, byteOffset, byteLength }] of sections) {
    part.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    header.setUint32(place, at, true);
    at += alignUp(byteLength, LINE_BYTES);
  }
  const numAddresses = records.length / 4;
  header.setUint32(0, layout.ADDRESSES_MAGIC, true);
  header.setUint32(layout.ADDRESSES_VERSION_AT, layout.ADDRESSES_VERSION, true);
  header.setUint32(layout.ADDRESSES_BYTES, length, true);
  header.setUint32(
    layout.ADDRESSES_SCRATCH_BYTES,
    alignUp(layout.ADDRESSES_SCRATCH_STAMPS + numWords * layout.ADDRESSES_STAMP_BYTES + numAddresses * 4, LINE_BYTES),
    true,
  );
  header.setFloat64(layout.ADDRESSES_SCORE, least, true);
  header.setUint32(layout.ADDRESSES_NUM_ADDRESSES, numAddresses, true);
  header.setUint32(layout.ADDRESSES_NUM_WORDS, numWords, true);
  header.setUint32(layout.ADDRESSES_NUM_SPECIALS, addressTable.size, true);
  header.setUint32(layout.ADDRESSES_LAST_SLOT, slotTable.length - 1, true);
  header.setUint32(layout.ADDRESSES_LAST_TYPO_SLOT, typos.slots.length - 1, true);
  header.setUint32(layout.ADDRESSES_LAST_FILTER, typos.filter.length - 1, true);
  const digest = createHash('sha256').update(part.subarray(layout.ADDRESSES_HEADER_BYTES)).digest();
  part.set(digest.subarray(0, 8), layout.ADDRESSES_IDENTITY);
  return part;
}
