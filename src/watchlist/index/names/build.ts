/** Listed names to the part `names` (layout.ts), while entries stream by. */
import { createHash } from 'node:crypto';
import { LEAST_TELLING, nameWords } from '../../compare/preparedName.ts';
import { type WordCounts, WordShares } from '../../compare/wordShares.ts';
import { consonants, wordSound } from '../../compare/wordSound.ts';
import type { EntryKind } from '../../entry.ts';
import { organisationRole, personRole, roleWeights, wordRoles } from '../../text/wordWeights.ts';
import { GrowingWords } from '../growing.ts';
import type { PartBuilder } from '../partBuilder.ts';
import { buildJoins } from './joins.ts';
import { putKeys } from './keys.ts';
import * as layout from './layout.ts';
import { buildLexicon, type Lexicon } from './lexicon.ts';
import { scratchBytes } from './scratch.ts';
import { Vocabulary } from './vocabulary.ts';

export type NamesOptions = {
  /** How alike a name must be to be found; 0.8 at least, for below that the core's bounds do not hold. */
  readonly leastAlike: number;
  /** Least calibrated score (../../compare/rarity.ts): what is less is no hit. */
  readonly leastCalibrated: number;
  /** Words counted in a facility's mail. */
  readonly counted: readonly WordCounts[];
};

export const namesDefaults: NamesOptions = { leastAlike: 0.85, leastCalibrated: 0, counted: [] };

const LEAST_LEAST_ALIKE = 0.8;
const MOST_NAMES = 1 << layout.NAMES_IS_GROUP_SHIFT;
/** As the kernel takes kinds of parties; things have names of their own. */
const kindNumbers: Readonly<Record<EntryKind, number>> = {
  unknown: 0,
  person: 1,
  organisation: 2,
  vessel: 3,
  aircraft: 3,
  goods: 3,
};

/** @throws RangeError for options that the core cannot keep, or more names and words than a part can hold */
export function namesBuilder(options: Partial<NamesOptions> = {}): PartBuilder {
  const filled = { ...namesDefaults, ...options };
  if (!(filled.leastAlike >= LEAST_LEAST_ALIKE && filled.leastAlike <= 1)) {
    throw new RangeError(`leastAlike: expected ${LEAST_LEAST_ALIKE} to 1, got ${filled.leastAlike}`);
  }
  const lexicon = buildLexicon();
  const vocabulary = new Vocabulary();
  const names = new GrowingWords();
  const places = new GrowingWords();
  const sets = new Map<number, number>([[0, 0]]);
  let numNames = 0;
  let kinds = 0;
  return {
    add(entry, number) {
      for (const indicator of entry.indicators) {
        if (indicator.kind !== 'name') continue;
        if (numNames === MOST_NAMES - 1) throw new RangeError(`names: expected fewer than ${MOST_NAMES}`);
        const { words, forms } = nameWords(indicator.text, entry.kind);
        const isPerson = entry.kind === 'person';
        let numTelling = 0;
        names.push(number);
        names.push(places.length);
        for (const word of words) {
          places.push(vocabulary.numberOf(word));
          if (roleWeights[isPerson ? personRole(word) : organisationRole(word)] >= LEAST_TELLING) numTelling++;
        }
        const set = forms.reduce((bits, form) => (bits | (1 << (lexicon.formNumbers.get(form) as number))) >>> 0, 0);
        if (!sets.has(set)) sets.set(set, sets.size);
        names.push(
          (numTelling |
            (isPerson ? layout.NAMES_IS_PERSON : 0) |
            (indicator.quality === 'weak' ? layout.NAMES_IS_WEAK : 0) |
            (kindNumbers[entry.kind] << layout.NAMES_IS_KIND_SHIFT) |
            ((sets.get(set) as number) << layout.NAMES_IS_SET_SHIFT)) >>>
            0,
        );
        kinds |= 1 << kindNumbers[entry.kind];
        numNames++;
      }
    },
    finish() {
      if (numNames === 0) return null;
      const listed = { numNames, kinds, names: names.words, places: places.words };
      return assemble(vocabulary, listed, lexicon, Uint32Array.from(sets.keys()), filled);
    },
  };
}

type Listed = {
  readonly numNames: number;
  readonly kinds: number;
  /** Entry, first place and info of each. */
  readonly names: Uint32Array;
  readonly places: Uint32Array;
};

function assemble(
  vocabulary: Vocabulary,
  listed: Listed,
  lexicon: Lexicon,
  sets: Uint32Array,
  { leastAlike, leastCalibrated, counted }: NamesOptions,
): Uint8Array {
  const postings = buildPostings(vocabulary, listed);
  const shares = new WordShares(...counted);
  const keys = buildKeys(vocabulary);
  const joins = buildJoins([...vocabulary.words], listed.names, listed.places);
  const tables: [at: number, bytes: Uint8Array][] = [
    [
      layout.NAMES_WORDS,
      wordRecords(vocabulary, postings.starts, (word) => Math.fround(-Math.log2(shares.shareOf(word)))),
    ],
    [layout.NAMES_TEXTS, vocabulary.textBytes],
    [layout.NAMES_POSTINGS, bytesOf(postings.items)],
    [layout.NAMES_NAMES, bytesOf(withEnd(listed))],
    [layout.NAMES_PLACES, packedPlaces(listed.places)],
    [layout.NAMES_KEYS, bytesOf(keys.starts)],
    [layout.NAMES_KEY_ITEMS, bytesOf(keys.items)],
    [layout.NAMES_JOINS, joins.bits],
    [layout.NAMES_LEXICON, lexicon.slots],
    [layout.NAMES_LEXEMES, lexicon.texts],
    [layout.NAMES_GROUPS, bytesOf(lexicon.groups)],
    [layout.NAMES_FORMS, lexicon.forms],
    [layout.NAMES_SETS, bytesOf(sets)],
  ];
  // wide loads may read on behind a table
  const align = (at: number): number => Math.ceil((at + 16) / 16) * 16;
  const total = tables.reduce((end, [, bytes]) => align(end + bytes.length), layout.NAMES_HEADER_BYTES);
  const part = new Uint8Array(total);
  const view = new DataView(part.buffer);
  let end = layout.NAMES_HEADER_BYTES;
  for (const [at, bytes] of tables) {
    view.setUint32(at, end, true);
    part.set(bytes, end);
    end = align(end + bytes.length);
  }
  const words: [at: number, value: number][] = [
    [layout.NAMES_NUM_NAMES, listed.numNames],
    [layout.NAMES_NUM_WORDS, vocabulary.size],
    [layout.NAMES_KEY_LOG, keys.log],
    [layout.NAMES_JOIN_LOG, joins.log],
    [layout.NAMES_LEXICON_LOG, lexicon.log],
    [layout.NAMES_FORM_LOG, lexicon.formLog],
    [layout.NAMES_LONGEST_FORM, lexicon.longestForm],
    [layout.NAMES_SCRATCH, scratchBytes(vocabulary.size)],
    [layout.NAMES_NUM_KEYS, keys.items.length],
    [layout.NAMES_KINDS, listed.kinds],
  ];
  for (const [at, value] of words) view.setUint32(at, value, true);
  view.setFloat64(layout.NAMES_ALIKE, leastAlike, true);
  view.setFloat64(layout.NAMES_CALIBRATED, leastCalibrated, true);
  for (const [i, role] of wordRoles.entries()) {
    view.setFloat64(layout.NAMES_ROLE_WEIGHTS + 8 * i, roleWeights[role], true);
  }
  const identity = createHash('sha256').update(part).digest();
  part.set(identity.subarray(0, 8), layout.NAMES_IDENTITY);
  return part;
}

function bytesOf(words: Uint32Array | Uint16Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}

/** One more, so that a name's last place is where the next one's first is. */
function withEnd({ names, places }: Listed): Uint32Array {
  const all = new Uint32Array(names.length + 3);
  all.set(names);
  all[names.length + 1] = places.length;
  return all;
}

function packedPlaces(places: Uint32Array): Uint8Array {
  const bytes = new Uint8Array(places.length * layout.NAMES_PLACE_BYTES);
  for (let i = 0, at = 0; i < places.length; i++) {
    const word = places[i];
    bytes[at++] = word & 0xff;
    bytes[at++] = (word >>> 8) & 0xff;
    bytes[at++] = word >>> 16;
  }
  return bytes;
}

/** Names by their telling words, or by all where they have no other; by group, then by number. */
function buildPostings(
  { size, flags }: Vocabulary,
  { numNames, names, places }: Listed,
): { starts: Uint32Array; items: Uint32Array } {
  const weights = wordRoles.map((role) => roleWeights[role]);
  const groupOf = (name: number): number =>
    names[name * 3 + 2] & (layout.NAMES_IS_PERSON | layout.NAMES_IS_TELLING_MASK);
  const inOrder = sortedByGroup(numNames, groupOf);
  const last = new Uint32Array(size).fill(0xffff_ffff);
  const tellingOf = (name: number): number[] => {
    const isPerson = (groupOf(name) & layout.NAMES_IS_PERSON) !== 0;
    const end = name + 1 < numNames ? names[name * 3 + 4] : places.length;
    const all = [...places.subarray(names[name * 3 + 1], end)];
    if ((groupOf(name) & layout.NAMES_IS_TELLING_MASK) === 0) return all;
    return all.filter((word) => {
      const role = isPerson ? flags[word] & 3 : (flags[word] >>> layout.NAMES_IS_ORGANISATION_SHIFT) & 7;
      return weights[role] >= LEAST_TELLING;
    });
  };
  const each = (take: (word: number, name: number, telling: readonly number[]) => void): void => {
    last.fill(0xffff_ffff);
    for (const name of inOrder) {
      const telling = tellingOf(name);
      for (const word of telling) {
        if (last[word] === name) continue;
        last[word] = name;
        take(word, name, telling);
      }
    }
  };
  const starts = new Uint32Array(size + 1);
  each((word) => starts[word + 1]++);
  for (let word = 0; word < size; word++) starts[word + 1] += starts[word];
  const items = new Uint32Array((starts[size] * layout.NAMES_POSTING_BYTES) / 4);
  const next = starts.slice();
  each((word, name, telling) => {
    const at = (next[word]++ * layout.NAMES_POSTING_BYTES) / 4;
    items[at] = (groupOf(name) << layout.NAMES_IS_GROUP_SHIFT) | name;
    putOthers(items.subarray(at + layout.NAMES_POSTING_OTHERS / 4), word, telling);
  });
  return { starts, items };
}

/** Halves of the numbers of the other telling words; a word that stands twice in a name is another to itself. */
function putOthers(to: Uint32Array, word: number, telling: readonly number[]): void {
  if (telling.length > layout.NAMES_OTHERS_MOST + 1) return;
  const others = [...telling];
  others.splice(telling.indexOf(word), 1);
  for (const [i, other] of others.entries()) to[i >> 1] |= (other & 0xffff) << (16 * (i & 1));
}

function sortedByGroup(numNames: number, groupOf: (name: number) => number): Uint32Array {
  const starts = new Uint32Array(65);
  for (let name = 0; name < numNames; name++) starts[groupOf(name) + 1]++;
  for (let group = 0; group < 64; group++) starts[group + 1] += starts[group];
  const sorted = new Uint32Array(numNames);
  for (let name = 0; name < numNames; name++) sorted[starts[groupOf(name)]++] = name;
  return sorted;
}

function wordRecords(vocabulary: Vocabulary, postings: Uint32Array, rarityOf: (word: string) => number): Uint8Array {
  const { size, starts, flags, textBytes } = vocabulary;
  const bytes = new Uint8Array((size + 1) * layout.NAMES_WORD_BYTES);
  const view = new DataView(bytes.buffer);
  const sounds = new Map<string, number>();
  const numberOf = (spelling: string): number => {
    const number = sounds.get(spelling) ?? sounds.size + 1;
    sounds.set(spelling, number);
    return number;
  };
  let word = 0;
  for (const text of vocabulary.words) {
    const at = word * layout.NAMES_WORD_BYTES;
    view.setUint32(at + layout.NAMES_WORD_TEXT, starts[word], true);
    view.setUint32(at + layout.NAMES_WORD_POSTINGS, postings[word], true);
    view.setFloat32(at + layout.NAMES_WORD_RARITY, rarityOf(text), true);
    view.setUint8(at + layout.NAMES_WORD_FLAGS, flags[word]);
    view.setUint8(at + layout.NAMES_WORD_FIRST, textBytes[starts[word]]);
    const end = word + 1 < size ? starts[word + 1] : textBytes.length;
    view.setUint8(at + layout.NAMES_WORD_LENGTH, Math.min(0xff, end - starts[word]));
    if ((flags[word] & layout.NAMES_IS_PLAIN) !== 0) {
      const sound = wordSound(text);
      view.setUint32(at + layout.NAMES_WORD_SOUND, numberOf(sound), true);
      view.setUint32(at + layout.NAMES_WORD_SKELETON, numberOf(consonants(sound)), true);
      view.setUint32(at + layout.NAMES_WORD_LETTERS, letterBits(text), true);
    }
    word++;
  }
  view.setUint32(size * layout.NAMES_WORD_BYTES + layout.NAMES_WORD_TEXT, textBytes.length, true);
  view.setUint32(size * layout.NAMES_WORD_BYTES + layout.NAMES_WORD_POSTINGS, postings[size], true);
  return bytes;
}

function letterBits(text: string): number {
  let bits = 0;
  for (let i = 0; i < text.length; i++) bits |= 1 << (text.charCodeAt(i) - 0x61);
  return bits;
}

/** About four items a bucket. */
const BUCKET_LOG = 2;

function buildKeys(vocabulary: Vocabulary): { starts: Uint32Array; items: Uint32Array; log: number } {
  const hashes = new GrowingWords();
  const words = new GrowingWords();
  const { flags } = vocabulary;
  let word = 0;
  for (const text of vocabulary.words) {
    putKeys(text, (flags[word] & layout.NAMES_IS_PLAIN) !== 0, (key) => {
      hashes.push(key);
      words.push(word);
    });
    word++;
  }
  const log = Math.max(4, Math.ceil(Math.log2(hashes.length)) - BUCKET_LOG);
  const mask = 2 ** log - 1;
  const starts = new Uint32Array(mask + 2);
  const all = hashes.words;
  for (const hash of all) starts[(hash & mask) + 1]++;
  for (let bucket = 0; bucket <= mask; bucket++) starts[bucket + 1] += starts[bucket];
  const items = new Uint32Array(all.length);
  const next = starts.slice();
  const owners = words.words;
  for (let i = 0; i < all.length; i++) {
    const check = (all[i] >>> layout.NAMES_CHECK_SHIFT_BITS) << layout.NAMES_CHECK_SHIFT_BITS;
    items[next[all[i] & mask]++] = (check | owners[i]) >>> 0;
  }
  return { starts, items, log };
}
