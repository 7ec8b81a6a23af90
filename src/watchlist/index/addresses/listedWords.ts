/** Words of a listed address as the index keeps them: short forms, each once, in their order. */
import * as layout from './layout.ts';

/** @param address number of a listed address, as a hit's detail has it above the low byte */
export function listedAddressWords(part: Uint8Array, address: number): readonly string[] {
  const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
  const word = (at: number): number => view.getUint32(at, true);
  if (address >= word(layout.ADDRESSES_NUM_ADDRESSES)) return [];
  const record = word(layout.ADDRESSES_RECORDS) + address * layout.ADDRESSES_RECORD_BYTES;
  const items = word(layout.ADDRESSES_ITEMS) + word(record + layout.ADDRESSES_RECORD_ITEMS) * 4;
  const texts = word(layout.ADDRESSES_TEXTS);
  return Array.from({ length: part[record + layout.ADDRESSES_RECORD_NUM_ITEMS] }, (_, i) => {
    const number = word(items + 4 * i) & layout.ADDRESSES_NUMBER_MASK;
    const at = word(layout.ADDRESSES_WORDS) + number * layout.ADDRESSES_WORD_BYTES;
    return Buffer.from(part.subarray(texts + word(at), texts + word(at + layout.ADDRESSES_WORD_BYTES))).toString(
      'utf8',
    );
  });
}
