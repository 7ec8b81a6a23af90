/** Listed names to the part `names` (layout.ts), while entries stream by. */
import { createHash } from 'node:crypto';
import { LEAST_TELLING, nameWords } from '../../compare/preparedName.ts';
import { type WordCounts, WordShares } from '../../compare/wordShares.ts';
import type { EntryKind } from '../../entry.ts';
import { organisationRole, personRole, roleWeights, wordRoles } from '../../text/wordWeights.ts';
import { GrowingWords } from '../growing.ts';
import type { PartBuilder } from '../partBuilder.ts';
import { type Buckets, bucketsOf } from './buckets.ts';
import { buildJoins } from './joins.ts';
import { putKeys } from './keys.ts';
import * as layout from './layout.ts';
import { buildLexicon, type Lexicon } from './lexicon.ts';
import { buildPostings, type Listed } from './postings.ts';
import { scratchBytes } from './scratch.ts';
import { Vocabulary } from './vocabulary.ts';
import { buildWordFilter } from './wordFilter.ts';
import { wordRecords } from './wordRecords.ts';

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
  const filter = buildWordFilter(vocabulary.words, vocabulary.size);
  const joins = buildJoins([...vocabulary.words], listed.names, listed.places);
  const tables: [at: number, bytes: Uint8Array][] = [
    [layout.NAMES_WORDS, wordRecords(vocabulary, postings, (word) => Math.fround(-Math.log2(shares.shareOf(word))))],
    [layout.NAMES_TEXTS, vocabulary.textBytes],
    [layout.NAMES_POSTINGS, bytesOf(postings.items)],
    [layout.NAMES_NAMES, bytesOf(withEnd(listed))],
    [layout.NAMES_PLACES, packedPlaces(listed.places)],
    [layout.NAMES_KEYS, bytesOf(keys.starts)],
    [layout.NAMES_KEY_ITEMS, bytesOf(keys.items)],
    [layout.NAMES_FILTER, filter.blocks],
    [layout.NAMES_JOINS, bytesOf(joins.starts)],
    [layout.NAMES_JOIN_ITEMS, bytesOf(joins.items)],
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
    [layout.NAMES_NUM_JOINS, joins.items.length],
    [layout.NAMES_FILTER_LOG, filter.log],
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

/** About four items a bucket. */
const KEY_BUCKET_LOG = 2;

function buildKeys(vocabulary: Vocabulary): Buckets {
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
  return bucketsOf(hashes.words, words.words, KEY_BUCKET_LOG);
}
