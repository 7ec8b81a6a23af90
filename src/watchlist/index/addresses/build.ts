/** Listed addresses to the part `addresses`: each under the fewest and rarest of its words that a match cannot lack. */
import { createHash } from 'node:crypto';
import { alignUp } from '../../../base/alignUp.ts';
import {
  addressText,
  forgivesTypo,
  type ListedAddress,
  listedAddress,
  roleUnits,
  scoreWithout,
  unitsToReach,
} from '../../compare/address.ts';
import { addressTable, type SpecialRole } from '../../text/addressTable.ts';
import type { AddressRole, AddressWord } from '../../text/addressWords.ts';
import { GrowingText, GrowingWords } from '../growing.ts';
import type { PartBuilder } from '../partBuilder.ts';
import { partFault } from '../partFault.ts';
import * as layout from './layout.ts';
import { WordSlots } from './wordSlots.ts';

/** No address with a lower score is proposed; under it postings would be long and hits would mean little. */
export const LEAST_ADDRESS_SCORE = 0.8;
const LINE_BYTES = 64;
const QUARTERS = 4;
/** How much faster a posting with a check is passed over. */
const CHECKED_SPEED = 16;

const roleNumbers: Readonly<Record<AddressRole, number>> = {
  word: layout.ADDRESSES_ROLE_IS_WORD,
  part: layout.ADDRESSES_ROLE_IS_PART,
  short: layout.ADDRESSES_ROLE_IS_SHORT,
  number: layout.ADDRESSES_ROLE_IS_NUMBER,
  unit: layout.ADDRESSES_ROLE_IS_UNIT,
  box: layout.ADDRESSES_ROLE_IS_BOX,
  postcode: layout.ADDRESSES_ROLE_IS_POSTCODE,
};
const specialNumbers: Readonly<Record<SpecialRole, number>> = {
  part: layout.ADDRESSES_IS_PART,
  region: layout.ADDRESSES_IS_REGION,
  unitWord: layout.ADDRESSES_IS_UNIT_WORD,
  boxWord: layout.ADDRESSES_IS_BOX_WORD,
  ignored: layout.ADDRESSES_IS_IGNORED,
};

/** @param least from 0.5 on: what the lowest hit scores */
export function addressesBuilder(least: number = LEAST_ADDRESS_SCORE): PartBuilder {
  if (!(least >= 0.5 && least < 1)) throw partFault('addresses', `expected a least score from 0.5 to 1, got ${least}`);
  const words = new Words();
  const records = new GrowingWords();
  const items = new GrowingWords();
  return {
    add(entry, number) {
      for (const indicator of entry.indicators) {
        if (indicator.kind !== 'address') continue;
        const listed = listedAddress(addressText(indicator));
        if (scoreWithout(0, listed) < least) continue;
        records.push(number);
        records.push(items.length);
        records.push(countryNumber(listed.country) | (listed.units << 16));
        records.push(listed.words.length | ((listed.factor * QUARTERS) << 8) | (mostLacking(listed, least) << 16));
        for (const word of listed.words) items.push(itemOf(words, word));
      }
    },
    finish() {
      if (records.length === 0) return null;
      const numbers = { words, records: records.words, items: items.words };
      return assemble(numbers, postAddresses(numbers, least), least);
    },
  };
}

/** Exactly: a unit more, and no query reaches the least score. */
function mostLacking(listed: ListedAddress, least: number): number {
  let lacking = Math.max(0, Math.floor(listed.units - unitsToReach(least, listed)) - 1);
  while (lacking < listed.units && scoreWithout(lacking + 1, listed) >= least) lacking++;
  return lacking;
}

type Numbers = { readonly words: Words; readonly records: Uint32Array; readonly items: Uint32Array };
type Postings = { readonly starts: Uint32Array; readonly addresses: Uint32Array; readonly forgiving: Uint8Array };

/** Words by number, and how many addresses have each. The first ones are the special words. */
class Words {
  readonly texts: string[] = [...addressTable.keys()];
  readonly uses: number[] = this.texts.map(() => 0);
  readonly shapes: number[] = this.texts.map(shapeOf);
  readonly #numbers = new Map(this.texts.map((text, number) => [text, number]));

  /** The word's number, with one more use. */
  use(text: string): number {
    const number = this.numberOf(text);
    this.uses[number]++;
    return number;
  }

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const number = this.texts.push(text) - 1;
    if (number >= layout.ADDRESSES_NUMBER_MASK) throw partFault('addresses', 'more words than 24 bits can number');
    this.uses.push(0);
    this.shapes.push(shapeOf(text));
    this.#numbers.set(text, number);
    return number;
  }
}

function itemOf(words: Words, { text, role }: AddressWord): number {
  const number = words.use(text);
  const is = words.shapes[number];
  const isForgiving =
    (role === 'word' && (is & FORGIVES_AS_WORD) !== 0) || (role === 'postcode' && (is & FORGIVES_AS_POSTCODE) !== 0);
  return (
    number |
    (roleNumbers[role] << layout.ADDRESSES_ROLE_SHIFT) |
    ((is & HAS_DIGIT) !== 0 ? layout.ADDRESSES_ITEM_IS_NUMBER : 0) |
    (isForgiving ? layout.ADDRESSES_ITEM_IS_FORGIVING : 0)
  );
}

/** What of an item its word's text says, looked at once a word. */
const [HAS_DIGIT, FORGIVES_AS_WORD, FORGIVES_AS_POSTCODE] = [1, 2, 4] as const;

function shapeOf(text: string): number {
  return (
    (/[0-9]/.test(text) ? HAS_DIGIT : 0) |
    (forgivesTypo({ text, role: 'word' }) ? FORGIVES_AS_WORD : 0) |
    (forgivesTypo({ text, role: 'postcode' }) ? FORGIVES_AS_POSTCODE : 0)
  );
}

function countryNumber(country: string | null): number {
  return country === null ? 0 : country.charCodeAt(0) | (country.charCodeAt(1) << 8);
}

const unitsOfRole = new Uint8Array(8);
for (const [role, number] of Object.entries(roleNumbers)) unitsOfRole[number] = roleUnits[role as AddressRole];

/**
 * Rarest words first, until a query that has none of them stays under the least score: a match then has at least one,
 * as it stands or with an edit.
 */
function postAddresses({ words, records, items }: Numbers, least: number): Postings {
  const posted = new Uint8Array(items.length);
  // of each address, the two rarest words that no match can lack
  const needed = new Uint32Array(records.length / 2);
  const counts = new Uint32Array(words.texts.length + 1);
  const forgiving = new Uint8Array(words.texts.length);
  for (let at = 0; at < records.length; at += 4) {
    const listed = listedOf(records, at);
    const places = Array.from({ length: records[at + 3] & 0xff }, (_, i) => records[at + 1] + i);
    const uses = (place: number): number => words.uses[items[place] & layout.ADDRESSES_NUMBER_MASK];
    const rareNeeded = places
      .filter((place) => !isForgiving(items[place]) && scoreWithout(unitsOf(items[place]), listed) < least)
      .sort((one, two) => uses(one) - uses(two) || one - two)
      .slice(0, 2);
    needed.set(
      rareNeeded.map((place) => items[place] & layout.ADDRESSES_NUMBER_MASK),
      at / 2,
    );
    const cost = (place: number): number => {
      const hasCheck = rareNeeded.some((other) => other !== place);
      return uses(place) / unitsOf(items[place]) / (hasCheck ? CHECKED_SPEED : 1);
    };
    places.sort((one, two) => cost(one) - cost(two) || one - two);
    let lacking = 0;
    for (const place of places) {
      if (scoreWithout(lacking, listed) < least) break;
      lacking += unitsOf(items[place]);
      posted[place] = 1;
      const number = items[place] & layout.ADDRESSES_NUMBER_MASK;
      counts[number]++;
      if (isForgiving(items[place])) forgiving[number] = 1;
    }
  }
  const starts = new Uint32Array(counts.length);
  for (let number = 1; number < starts.length; number++) starts[number] = starts[number - 1] + counts[number - 1];
  const next = starts.slice();
  const addresses = new Uint32Array(starts[starts.length - 1]);
  for (let at = 0; at < records.length; at += 4) {
    for (let place = records[at + 1], end = place + (records[at + 3] & 0xff); place < end; place++) {
      if (!posted[place]) continue;
      const number = items[place] & layout.ADDRESSES_NUMBER_MASK;
      const other = needed[at / 2] === number ? needed[at / 2 + 1] : needed[at / 2];
      addresses[next[number]++] = (at / 4) | (checkOf(other) << layout.ADDRESSES_CHECK_BITS);
    }
  }
  return { starts, addresses, forgiving };
}

function isForgiving(item: number): boolean {
  return (item & layout.ADDRESSES_ITEM_IS_FORGIVING) !== 0;
}

/** Words that no match can lack are no special ones, so 0 is no such word. */
function checkOf(number: number): number {
  return number === 0 ? 0 : Math.imul(number, layout.ADDRESSES_CHECK_SEED) >>> layout.ADDRESSES_CHECK_BITS;
}

function unitsOf(item: number): number {
  return unitsOfRole[(item >>> layout.ADDRESSES_ROLE_SHIFT) & layout.ADDRESSES_ROLE_MASK];
}

function listedOf(records: Uint32Array, at: number): ListedAddress {
  const country = (records[at + 2] & 0xffff) === 0 ? null : 'xx';
  return { words: [], country, units: records[at + 2] >>> 16, factor: ((records[at + 3] >>> 8) & 0xff) / QUARTERS };
}

function assemble({ words, records, items }: Numbers, postings: Postings, least: number): Uint8Array {
  const numWords = words.texts.length;
  const texts = new GrowingText();
  const slots = new WordSlots();
  const typoSlots = new WordSlots();
  const wordTable = new Uint32Array(2 * (numWords + 1));
  for (const [number, text] of words.texts.entries()) {
    wordTable[2 * number] = texts.append(text);
    wordTable[2 * number + 1] = postings.starts[number];
    const bytes = texts.bytes.slice(wordTable[2 * number]);
    slots.add(bytes, number);
    if (postings.forgiving[number]) typoSlots.addWithTypos(bytes, number);
  }
  wordTable[2 * numWords] = texts.length;
  wordTable[2 * numWords + 1] = postings.starts[numWords];
  const specials = Uint32Array.from(
    [...addressTable.values()],
    ({ short, role }) => words.numberOf(short) | (specialNumbers[role] << layout.ADDRESSES_NUMBER_BITS),
  );
  // the kernel reads texts eight bytes at a time
  const paddedTexts = new Uint8Array(Math.ceil(texts.length / 4) * 4 + 8);
  paddedTexts.set(texts.bytes);
  const [slotTable, typoTable] = [slots.finish(), typoSlots.finish()];
  const sections: readonly (readonly [number, Uint8Array | Uint32Array])[] = [
    [layout.ADDRESSES_SPECIALS, specials],
    [layout.ADDRESSES_WORDS, wordTable],
    [layout.ADDRESSES_TEXTS, paddedTexts],
    [layout.ADDRESSES_SLOTS, slotTable],
    [layout.ADDRESSES_TYPO_SLOTS, typoTable],
    [layout.ADDRESSES_POSTINGS, postings.addresses],
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
  header.setUint32(layout.ADDRESSES_LAST_TYPO_SLOT, typoTable.length - 1, true);
  const digest = createHash('sha256').update(part.subarray(layout.ADDRESSES_HEADER_BYTES)).digest();
  part.set(digest.subarray(0, 8), layout.ADDRESSES_IDENTITY);
  return part;
}
