import { LEAST_TELLING, type PreparedName, prepareName, type Word } from '../compare/preparedName.ts';
import { scoreNames } from '../compare/scoreNames.ts';
import { nameScores } from '../compare/nameScores.ts';
import { roleWeights } from '../text/wordWeights.ts';
import type { Attribute, KeyGroup, ListedKeys } from './attribute.ts';
import { initialKey, startKey, textKey, wordKeys } from './wordKeys.ts';

type ListedName = {
  readonly prepared: PreparedName;
  readonly kind: 'person' | 'organisation';
  readonly weight: number;
};

const LEAST = 0.85;
/** What a word costs at least that the list has and a name leaves out, as a share of its weight: see scoreNames. */
const LEFT_OUT = 0.25;
/** What a word that does not tell who is meant weighs at most. */
const PASSING = roleWeights.particle;
const ROUNDING = 1e-9;
/** Letters of words written as one, at least. */
const LEAST_JOINED = 4;

/** Terms are words (w) and words written as one (j). */
export const nameAttribute: Attribute<ListedName> = {
  letter: 'N',
  name: 'name',
  least: LEAST,
  facetsOf: ({ names }) => names,
  termsOf: (text) => [
    ...new Set(
      (['person', 'organisation'] as const).flatMap((kind) => {
        const { words } = prepareName(text, kind);
        return words.flatMap((word, place) => [`w${word.text}`, ...joinsAt(words, place).map((join) => `j${join}`)]);
      }),
    ),
  ],
  keysOfTerm: (term) => {
    const word = term.slice(1);
    if (term[0] === 'j') return [joinKey(word)];
    return [...wordKeys(word), ...(word.length === 1 ? [initialKey(word)] : [startKey(word[0])])];
  },
  listedOf: (indicator, entry) => {
    if (indicator.kind !== 'name') return null;
    const kind = entry.kind === 'person' ? 'person' : 'organisation';
    const prepared = prepareName(indicator.text, kind);
    return { prepared, kind, weight: indicator.quality === 'weak' ? nameScores.weakAlias : 1 };
  },
  keysOfListed: listedKeys,
  score: (text, { prepared, kind, weight }) => scoreNames(prepareQuery(text, kind), prepared).score * weight,
};

/**
 * A score is at most `paired / (paired + LEFT_OUT * missing)`, by the weights of listed words that stand for one of the
 * name and of those that do not. So what is missing weighs at most a share of what is paired, which is solved for the
 * weight of pairs here. Words written as one weigh more than the listed ones, and count alone.
 */
function listedKeys({ prepared: { words }, weight }: ListedName): ListedKeys {
  const least = LEAST / weight;
  const share = (1 - least) / (LEFT_OUT * least);
  const isTelling = (word: Word): boolean => word.weight >= LEAST_TELLING;
  const groupOf = (word: Word): KeyGroup => ({
    keys: keysOf(word.text),
    weight: word.weight + share * (isTelling(word) ? 1 : PASSING),
  });
  const telling = words.filter(isTelling);
  const told = telling.reduce((sum, word) => sum + word.weight, 0);
  const leastOfTelling = told - share * PASSING * (words.length - telling.length) - ROUNDING;
  const [grouped, leastWeight] =
    leastOfTelling > 0
      ? [telling, leastOfTelling]
      : [words, words.reduce((sum, word) => sum + word.weight, 0) - ROUNDING];
  return {
    groups: grouped.map(groupOf),
    leastWeight,
    alone: [
      ...words.filter(({ text }) => text.length >= LEAST_JOINED).map(({ text }) => joinKey(text)),
      ...words.flatMap((_, place) => joinsAt(words, place).map(textKey)),
    ],
  };
}

function keysOf(word: string): string[] {
  return [...wordKeys(word), word.length === 1 ? startKey(word) : initialKey(word[0])];
}

function joinKey(joined: string): string {
  return `j${joined}`;
}

/** Two or three words in a row as one. */
function joinsAt(words: readonly Word[], place: number): string[] {
  if (place + 1 >= words.length) return [];
  const two = words[place].text + words[place + 1].text;
  const all = place + 2 < words.length ? [two, two + words[place + 2].text] : [two];
  return all.filter((text) => text.length >= LEAST_JOINED);
}

const MOST_REMEMBERED = 10_000;
const queries = new Map<string, PreparedName>();

/** The same name is compared with many. */
function prepareQuery(text: string, kind: 'person' | 'organisation'): PreparedName {
  const key = `${kind[0]}${text}`;
  const known = queries.get(key);
  if (known !== undefined) return known;
  if (queries.size >= MOST_REMEMBERED) queries.clear();
  const prepared = prepareName(text, kind);
  queries.set(key, prepared);
  return prepared;
}
