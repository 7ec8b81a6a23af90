import { countryNumber } from '../../../contract/codes.ts';
import { type Entry, entryKinds, handlings } from '../../entry.ts';
import { entryFingerprint } from '../../entryFingerprint.ts';
import { countryCode } from '../../text/countryCode.ts';
import { GrowingText } from '../growing.ts';
import type { PartBuilder } from '../partBuilder.ts';
import { partFault } from '../partFault.ts';
import * as layout from './layout.ts';

const START_RECORDS = 256;
const MOST_LISTS = 0xffff;
const DAY_MS = 86_400_000;

export function entriesBuilder(): PartBuilder {
  const texts = new GrowingText();
  const lists = new TextTable(texts);
  const sets = new TextTable(texts);
  let records = new Uint8Array(START_RECORDS * layout.ENTRIES_RECORD_BYTES);
  let view = new DataView(records.buffer);
  let numEntries = 0;
  return {
    add(entry, number) {
      const at = number * layout.ENTRIES_RECORD_BYTES;
      if (at >= records.length) {
        records = doubled(records);
        view = new DataView(records.buffer);
      }
      const id = texts.append(entry.id);
      view.setUint32(at + layout.ENTRIES_ID, id, true);
      view.setUint32(at + layout.ENTRIES_ID_BYTES, texts.length - id, true);
      view.setUint32(at + layout.ENTRIES_PROGRAMMES, sets.numberOf(JSON.stringify(entry.programmes)), true);
      view.setInt32(at + layout.ENTRIES_VALID_FROM, dayOf(entry.validFrom) ?? layout.ENTRIES_ALWAYS_FROM, true);
      view.setInt32(at + layout.ENTRIES_VALID_UNTIL, dayOf(entry.validUntil) ?? layout.ENTRIES_ALWAYS_UNTIL, true);
      view.setUint8(at + layout.ENTRIES_KIND, entryKinds.indexOf(entry.kind));
      view.setUint8(at + layout.ENTRIES_HANDLING, handlings.indexOf(entry.handling));
      view.setUint16(at + layout.ENTRIES_LIST, lists.numberOf(entry.list), true);
      view.setFloat64(at + layout.ENTRIES_CONFIDENCE, entry.confidence ?? Number.NaN, true);
      view.setBigUint64(at + layout.ENTRIES_FINGERPRINT, entryFingerprint(entry), true);
      const countries = at + layout.ENTRIES_COUNTRIES;
      countriesOf(entry).forEach((country, i) => view.setUint16(countries + i * 2, country, true));
      if (lists.count > MOST_LISTS) throw partFault('entries', `expected at most ${MOST_LISTS} lists`);
      numEntries = number + 1;
    },
    finish() {
      const recordBytes = numEntries * layout.ENTRIES_RECORD_BYTES;
      const places = [...lists.places, ...sets.places];
      const part = new Uint8Array(layout.ENTRIES_HEADER_BYTES + recordBytes + places.length * 4 + texts.length);
      const view = new DataView(part.buffer);
      const [listsAt, setsAt] = [layout.ENTRIES_HEADER_BYTES + recordBytes, lists.places.length * 4];
      const textsAt = listsAt + places.length * 4;
      view.setUint32(layout.ENTRIES_NUM_ENTRIES, numEntries, true);
      view.setUint32(layout.ENTRIES_NUM_LISTS, lists.count, true);
      view.setUint32(layout.ENTRIES_NUM_SETS, sets.count, true);
      view.setUint32(layout.ENTRIES_TEXT_BYTES, texts.length, true);
      view.setUint32(layout.ENTRIES_RECORDS, layout.ENTRIES_HEADER_BYTES, true);
      view.setUint32(layout.ENTRIES_LISTS, listsAt, true);
      view.setUint32(layout.ENTRIES_SETS, listsAt + setsAt, true);
      view.setUint32(layout.ENTRIES_TEXTS, textsAt, true);
      part.set(records.subarray(0, recordBytes), layout.ENTRIES_HEADER_BYTES);
      places.forEach((word, i) => view.setUint32(listsAt + i * 4, word, true));
      part.set(texts.bytes, textsAt);
      return part;
    },
  };
}

/** Texts that stand once each, by the number of their first appearance. */
class TextTable {
  readonly places: number[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #texts: GrowingText;

  constructor(texts: GrowingText) {
    this.#texts = texts;
  }

  get count(): number {
    return this.#numbers.size;
  }

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const start = this.#texts.append(text);
    this.places.push(start, this.#texts.length - start);
    this.#numbers.set(text, this.count);
    return this.count - 1;
  }
}

function doubled(records: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(records.length * 2);
  larger.set(records);
  return larger;
}

/** Days since 1970-01-01. */
function dayOf(date: string | null): number | null {
  if (date === null) return null;
  const [year, month, day] = date.split('-').map(Number);
  return new Date(0).setUTCFullYear(year, month - 1, day) / DAY_MS;
}

/** Of its addresses, each once, as many as a record holds. */
function countriesOf(entry: Entry): number[] {
  const countries: number[] = [];
  for (const one of entry.indicators) {
    if (one.kind !== 'address' || one.country === null) continue;
    const code = countryCode(one.country);
    if (code === undefined) continue;
    const number = countryNumber(code);
    if (!countries.includes(number)) countries.push(number);
    if (countries.length === layout.ENTRIES_MOST_COUNTRIES) break;
  }
  return countries;
}
