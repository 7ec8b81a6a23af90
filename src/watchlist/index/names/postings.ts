/** Names by their telling words, or by all where they have no other; by group, then by number. */
import { LEAST_TELLING } from '../../compare/preparedName.ts';
import { roleWeights, wordRoles } from '../../text/wordWeights.ts';
import * as layout from './layout.ts';
import type { Vocabulary } from './vocabulary.ts';

export type Listed = {
  readonly numNames: number;
  readonly kinds: number;
  /** Entry, first place and info of each. */
  readonly names: Uint32Array;
  readonly places: Uint32Array;
};

/** Where those of each word begin, and where those of persons do among them. */
export type Postings = {
  readonly starts: Uint32Array;
  readonly persons: Uint32Array;
  readonly items: Uint32Array;
};

const POSTING_WORDS: number = layout.NAMES_POSTING_BYTES / 4;
const NONE = 0xffff_ffff;

export function buildPostings({ size, flags }: Vocabulary, { numNames, names, places }: Listed): Postings {
  const weights = wordRoles.map((role) => roleWeights[role]);
  const groupOf = (name: number): number =>
    names[name * 3 + 2] & (layout.NAMES_IS_PERSON | layout.NAMES_IS_TELLING_MASK);
  const inOrder = sortedByGroup(numNames, groupOf);
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
  const last = new Uint32Array(size);
  const each = (take: (word: number, name: number, telling: readonly number[]) => void): void => {
    last.fill(NONE);
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
  const persons = new Uint32Array(size + 1);
  each((word, name) => {
    starts[word + 1]++;
    // what is no person comes first
    if ((groupOf(name) & layout.NAMES_IS_PERSON) === 0) persons[word]++;
  });
  for (let word = 0; word < size; word++) starts[word + 1] += starts[word];
  for (let word = 0; word <= size; word++) persons[word] += starts[word];
  const items = new Uint32Array(starts[size] * POSTING_WORDS);
  const next = starts.slice();
  each((word, name, telling) => {
    const at = next[word]++ * POSTING_WORDS;
    items[at] = (groupOf(name) << layout.NAMES_IS_GROUP_SHIFT) | name;
    putOthers(items.subarray(at + layout.NAMES_POSTING_OTHERS / 4), word, telling);
  });
  return { starts, persons, items };
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
