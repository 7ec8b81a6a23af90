import { LEAST_JOINED, MOST_JOINED } from '../compare/alignWords.ts';
import { nameScores } from '../compare/nameScores.ts';
import { isPlainWord, LEAST_TELLING, nameWords } from '../compare/preparedName.ts';
import type { Entry, EntryKind, NameIndicator } from '../entry.ts';
import { namesDefaults } from '../index/names/build.ts';
import { organisationRole, personRole, roleWeights } from '../text/wordWeights.ts';
import type { Family, ListedKeys, ListedWord } from './family.ts';
import { hashKey, wordKeys } from './wordKeys.ts';

/** What a word that does not tell who is meant weighs at most, and one of a firm's that does at least. */
const PASSING = roleWeights.particle;
const LEAST_OF_FIRM = roleWeights.generic;
const ROUNDING = 1e-9;

/**
 * Terms are words of names (w), words of names that have no other telling word (u), and words written as one (j).
 * Listed words stand for those that are alike (l), or for their initials or words of their initial (i), of w or u.
 */
export const nameFamily: Family = {
  letter: 'N',
  termsOf: ({ names }) => names.flatMap(termsOfName),
  keysOfTerm: (term) => {
    const [sort, word] = [term[0], term.slice(1)];
    if (sort === 'j') return [joinKey(word)];
    return [...alikeKeys(sort, word), word.length === 1 ? initialKey(sort, word) : startKey(sort, word)];
  },
  listedOf: (entry) => entry.indicators.flatMap((one) => (one.kind === 'name' ? [listedName(one, entry)] : [])),
  keysOfWord: (listed) => {
    const [sort, word] = [listed[0], listed.slice(2)];
    if (listed[1] === 'l') return alikeKeys(sort, word);
    return [word.length === 1 ? startKey(sort, word) : initialKey(sort, word)];
  },
};

/** A party may be anybody: its name is read as a person's and as a firm's. */
function termsOfName(text: string): string[] {
  const terms = new Set<string>();
  for (const kind of ['person', 'organisation'] as const) {
    const words = nameWords(text, kind).words;
    const isAlone = words.filter((word) => weightOf(word, kind) >= LEAST_TELLING).length <= 1;
    for (const [place, word] of words.entries()) {
      terms.add(`w${word}`);
      if (isAlone) terms.add(`u${word}`);
      for (const joined of joinsAt(words, place)) terms.add(`j${joined}`);
    }
  }
  return [...terms];
}

/**
 * Scores (scoreNames) are at most `agreed / (paired + cost * missing)`, where a pair agrees to its likeness, and what is
 * missing is weighed on either side. So of a listed name, words that are paired must make up for those that are not:
 * the sum over pairs of `listed weight + pair's weight * (likeness - least) / (cost * least)` reaches the weight of all.
 * Words written as one weigh more than the listed ones, and count alone.
 */
function listedName({ text, quality }: NameIndicator, { kind }: Entry): ListedKeys {
  const { words } = nameWords(text, kind);
  const isPerson = kind === 'person';
  const least = namesDefaults.leastAlike / (quality === 'weak' ? nameScores.weakAlias : 1);
  const cost = least * (isPerson ? nameScores.leftOutOfPerson : nameScores.leftOutOfOrganisation);
  const share = (1 - least) / cost;
  const ofInitial = 1 - (least - nameScores.initial) / cost;
  const weights = words.map((word) => weightOf(word, kind));
  const numTelling = weights.filter((weight) => weight >= LEAST_TELLING).length;
  // the same of the parcel's name: it has no room for a second telling word
  const mostOthers = (share * (numTelling + PASSING * (words.length - numTelling))) / (isPerson ? 1 : LEAST_OF_FIRM);
  const sort = numTelling + mostOthers < 2 ? 'u' : 'w';
  return {
    words: words.flatMap((word, i): ListedWord[] => {
      const weight = weights[i];
      const alike = { word: `${sort}l${word}`, weight: weight + share * (weight >= LEAST_TELLING ? 1 : PASSING) };
      if (!isPlainWord(word) || ofInitial <= 0) return [alike];
      return [alike, { word: `${sort}i${word}`, weight: weight * ofInitial }];
    }),
    leastWeight: weights.reduce((sum, weight) => sum + weight, 0) - ROUNDING,
    alone: [
      ...words.filter(({ length }) => length >= LEAST_JOINED).map(joinKey),
      ...words.flatMap((_, place) => joinsAt(words, place).map((joined) => textKey('w', joined))),
    ],
  };
}

function weightOf(word: string, kind: EntryKind): number {
  return roleWeights[kind === 'person' ? personRole(word) : organisationRole(word)];
}

/** Words of other letters than a to z are equal or not. */
function alikeKeys(sort: string, word: string): number[] {
  return isPlainWord(word) ? wordKeys(`N${sort}`, word) : [textKey(sort, word)];
}

function textKey(sort: string, word: string): number {
  return hashKey(`N${sort}t`, word);
}

/** A word that starts with this letter; and a word that is no more than it. */
function startKey(sort: string, word: string): number {
  return hashKey(`N${sort}f`, word[0]);
}
function initialKey(sort: string, word: string): number {
  return hashKey(`N${sort}1`, word[0]);
}

function joinKey(joined: string): number {
  return hashKey('Nj', joined);
}

/** Two or three words in a row as one. */
function joinsAt(words: readonly string[], place: number): string[] {
  const found: string[] = [];
  let text = words[place];
  for (let end = place + 1; end < Math.min(words.length, place + MOST_JOINED); end++) {
    text += words[end];
    if (text.length >= LEAST_JOINED) found.push(text);
  }
  return found;
}
