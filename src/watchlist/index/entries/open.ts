import { countryOf } from '../../../contract/codes.ts';
import { type EntryKind, entryKinds, type Handling, handlings } from '../../entry.ts';
import { checkInside, partFault } from '../partFault.ts';
import * as layout from './layout.ts';

/** What the index says of entries by their numbers; texts are decoded when asked for. */
export type EntriesView = {
  readonly numEntries: number;
  idOf(number: number): string;
  listOf(number: number): string;
  programmesOf(number: number): readonly string[];
  kindOf(number: number): EntryKind;
  handlingOf(number: number): Handling;
  /** 0 to 1, or null where the source does not say. */
  confidenceOf(number: number): number | null;
  /** Codes of two capitals, at most four. */
  countriesOf(number: number): readonly string[];
  /** As entryFingerprint.ts. */
  fingerprintOf(number: number): bigint;
  /** @param day since 1970-01-01 */
  isValidOn(number: number, day: number): boolean;
};

/** @throws PosternError BUNDLE_INVALID where tables do not lie inside the part; costs the same for any size */
export function openEntries(part: Uint8Array): EntriesView {
  if (part.length < layout.ENTRIES_HEADER_BYTES) throw partFault('entries', 'expected a header');
  const view = new DataView(part.buffer, part.byteOffset, part.byteLength);
  const word = (at: number): number => view.getUint32(at, true);
  const numEntries = word(layout.ENTRIES_NUM_ENTRIES);
  const [records, lists] = [word(layout.ENTRIES_RECORDS), word(layout.ENTRIES_LISTS)];
  const [sets, texts] = [word(layout.ENTRIES_SETS), word(layout.ENTRIES_TEXTS)];
  const textBytes = word(layout.ENTRIES_TEXT_BYTES);
  checkInside('entries', part.length, 'records', records, numEntries, layout.ENTRIES_RECORD_BYTES, 8);
  checkInside('entries', part.length, 'lists', lists, word(layout.ENTRIES_NUM_LISTS), 8);
  checkInside('entries', part.length, 'programmes', sets, word(layout.ENTRIES_NUM_SETS), 8);
  checkInside('entries', part.length, 'texts', texts, textBytes, 1);

  const recordOf = (number: number): number => {
    if (!(number >= 0 && number < numEntries))
      throw partFault('entries', `expected an entry below ${numEntries}, got ${number}`);
    return records + number * layout.ENTRIES_RECORD_BYTES;
  };
  const textAt = (at: number): string => {
    const [offset, length] = [word(at), word(at + 4)];
    if (offset + length > textBytes) throw partFault('entries', `a text of ${length} bytes at ${offset} lies outside`);
    return Buffer.from(part.subarray(texts + offset, texts + offset + length)).toString();
  };
  /** Text `number` of a table of places. */
  const listed = (table: number, count: number, number: number): string => {
    if (number >= count) throw partFault('entries', `expected a text below ${count}, got ${number}`);
    return textAt(table + number * 8);
  };
  return {
    numEntries,
    idOf: (number) => textAt(recordOf(number) + layout.ENTRIES_ID),
    listOf: (number) =>
      listed(lists, word(layout.ENTRIES_NUM_LISTS), view.getUint16(recordOf(number) + layout.ENTRIES_LIST, true)),
    programmesOf: (number) =>
      JSON.parse(
        listed(sets, word(layout.ENTRIES_NUM_SETS), word(recordOf(number) + layout.ENTRIES_PROGRAMMES)),
      ) as string[],
    kindOf: (number) => entryKinds[view.getUint8(recordOf(number) + layout.ENTRIES_KIND)] ?? 'unknown',
    // what cannot be read is passed on to nobody
    handlingOf: (number) => handlings[view.getUint8(recordOf(number) + layout.ENTRIES_HANDLING)] ?? 'red',
    confidenceOf: (number) => {
      const confidence = view.getFloat64(recordOf(number) + layout.ENTRIES_CONFIDENCE, true);
      return Number.isNaN(confidence) ? null : confidence;
    },
    countriesOf: (number) =>
      Array.from({ length: layout.ENTRIES_MOST_COUNTRIES }, (_, i) =>
        view.getUint16(recordOf(number) + layout.ENTRIES_COUNTRIES + i * 2, true),
      )
        .filter((country) => country > 0)
        .map(countryOf),
    fingerprintOf: (number) => view.getBigUint64(recordOf(number) + layout.ENTRIES_FINGERPRINT, true),
    isValidOn: (number, day) => {
      const record = recordOf(number);
      return (
        day >= view.getInt32(record + layout.ENTRIES_VALID_FROM, true) &&
        day <= view.getInt32(record + layout.ENTRIES_VALID_UNTIL, true)
      );
    },
  };
}
