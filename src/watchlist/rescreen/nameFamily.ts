import { LEAST_JOINED, MOST_JOINED } from '../compare/alignWords.ts';
import { nameScores } from '../compare/nameScores.ts';
import { isPlainWord, LEAST_TELLING, nameWords } from '../compare/preparedName.ts';
import type { Entry, EntryKind, NameIndicator } from '../entry.ts';
import { namesDefaults } from '../index/names/build.ts';
import { organisationRole, personRole, roleWeights } from '../text/wordWeights.ts';
import type { Family, ListedKeys } from './family.ts';
import { initialKey, startKey, textKey, wordKeys } from './wordKeys.ts';

/** What a word costs at least that the list has and a name leaves out, as a share of its weight: see scoreNames. */
const LEFT_OUT = Math.min(nameScores.leftOutOfPerson, nameScores.leftOutOfOrganisation);
/** What a word that does not tell who is meant weighs at most. */
const PASSING = roleWeights.particle;
const ROUNDING = 1e-9;

/** Terms are words (w) and words written as one (j). */
export const nameFamily: Family = {
  letter: 'N',
  termsOf: ({ names }) => names.flatMap(termsOfName),
  keysOfTerm: (term) => {
    const word = term.slice(1);
    if (term[0] === 'j') return [joinKey(word)];
    return [...keysOf(word), ...initials(word, initialKey, startKey)];
  },
  listedOf: (entry) => entry.indicators.flatMap((one) => (one.kind === 'name' ? [listedName(one, entry)] : [])),
  keysOfWord: (word) => [...keysOf(word), ...initials(word, startKey, initialKey)],
};

/** A party may be anybody: its name is read as a person's and as a firm's. */
function termsOfName(text: string): string[] {
  const readings = (['person', 'organisation'] as const).map((kind: EntryKind) => nameWords(text, kind).words);
  const terms = readings.flatMap((words) =>
    words.flatMap((word, place) => [`w${word}`, ...joinsAt(words, place).map((joined) => `j${joined}`)]),
  );
  return [...new Set(terms)];
}

/**
 * A score is at most `paired / (paired + LEFT_OUT * missing)`, by the weights of listed words that stand for one of the
 * name and of those that do not. So what is missing weighs at most a share of what is paired, which is solved for the
 * weight of pairs here. Words written as one weigh more than the listed ones, and count alone.
 */
function listedName({ text, quality }: NameIndicator, { kind }: Entry): ListedKeys {
  const { words } = nameWords(text, kind);
  const roleOf = kind === 'person' ? personRole : organisationRole;
  const weighed = words.map((word) => ({ word, weight: roleWeights[roleOf(word)] }));
  const least = namesDefaults.leastAlike / (quality === 'weak' ? nameScores.weakAlias : 1);
  const share = (1 - least) / (LEFT_OUT * least);
  const telling = weighed.filter(({ weight }) => weight >= LEAST_TELLING);
  const sumOf = (some: typeof weighed): number => some.reduce((sum, { weight }) => sum + weight, 0);
  const leastOfTelling = sumOf(telling) - share * PASSING * (words.length - telling.length) - ROUNDING;
  const [counted, leastWeight] = leastOfTelling > 0 ? [telling, leastOfTelling] : [weighed, sumOf(weighed) - ROUNDING];
  return {
    words: counted.map(({ word, weight }) => ({
      word,
      weight: weight + share * (weight >= LEAST_TELLING ? 1 : PASSING),
    })),
    leastWeight,
    alone: [
      ...words.filter(({ length }) => length >= LEAST_JOINED).map(joinKey),
      ...words.flatMap((_, place) => joinsAt(words, place).map(textKey)),
    ],
  };
}

/** Words of other letters than a to z are equal or not. */
function keysOf(word: string): string[] {
  return isPlainWord(word) ? wordKeys(word) : [textKey(word)];
}

type LetterKey = (letter: string) => string;

function initials(word: string, ofLetter: LetterKey, ofWord: LetterKey): string[] {
  if (!isPlainWord(word)) return [];
  return [word.length === 1 ? ofLetter(word) : ofWord(word[0])];
}

function joinKey(joined: string): string {
  return `j${joined}`;
}

/** Two or three words in a row as one. */
function joinsAt(words: readonly string[], place: number): string[] {
  const ends = Array.from({ length: MOST_JOINED - 1 }, (_, i) => place + i + 2);
  const joined = ends.filter((end) => end <= words.length).map((end) => words.slice(place, end).join(''));
  return joined.filter((text) => text.length >= LEAST_JOINED);
}
