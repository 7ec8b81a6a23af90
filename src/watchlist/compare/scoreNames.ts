/**
 * Two names as one number. Words that stand for each other count for it, by how alike they are; a word on either
 * side that nothing stands for counts a little against it; and one on both sides, so that the names contradict each
 * other, counts much.
 */
import { type Alignment, alignWords, type Pair } from './alignWords.ts';
import { nameScores } from './nameScores.ts';
import { LEAST_TELLING, type PreparedName, type Word } from './preparedName.ts';

export type NameMatch = Alignment & {
  readonly score: number;
  /** Weights that speak for it, against it, and of words that one name has and the other leaves out. */
  readonly agreed: number;
  readonly contradicted: number;
  readonly leftOut: number;
  readonly isReordered: boolean;
};

/** A typing error is not believed of a name that is one word under so many letters. */
const SHORT = 5;

export function scoreNames(a: PreparedName, b: PreparedName): NameMatch {
  const { pairs, alone } = alignWords(a.words, b.words);
  let [agreed, paired, contradicted] = [0, 0, 0];
  let numContent = 0;
  const numWords = a.words.length + b.words.length;
  const fathersMatter = a.words.some((word) => word.isFather) && b.words.some((word) => word.isFather);
  for (const pair of pairs) {
    const weight = Math.max(sum(a.words, pair.from), sum(b.words, pair.to));
    const isTurned = fathersMatter && isFather(a.words, pair.from) !== isFather(b.words, pair.to);
    const isShortAlone = numWords < 3 && pair.how === 'typing' && a.words[pair.from[0]].text.length < SHORT;
    const trust = isTurned || isShortAlone ? nameScores.littleTrust : trustOf(pair);
    paired += weight;
    agreed += weight * trust;
    // an error of typing is none; what is hardly alike is
    if (trust < nameScores.typingTrust) contradicted += weight * (nameScores.typingTrust - trust);
    if (weight >= LEAST_TELLING) numContent++;
  }
  const [left, right] = [sum(a.words, alone.from), sum(b.words, alone.to)];
  contradicted += Math.min(left, right);
  const leftOut = Math.abs(left - right) * (left > right ? scaleOf(a.words, alone.from) : scaleOf(b.words, alone.to));
  const isReordered = pairs.some(({ to }, i) => i > 0 && to[0] < pairs[i - 1].to[0]);
  const match = { pairs, alone, agreed, contradicted, leftOut, isReordered };
  // particles and titles alone make no match of names that have more
  if (agreed === 0 || (numContent === 0 && (a.isTelling || b.isTelling))) return { ...match, score: 0 };
  const isPerson = a.isPerson && b.isPerson;
  const leftOutCost =
    (isPerson ? nameScores.leftOutOfPerson : nameScores.leftOutOfOrganisation) +
    (numContent < 2 && isPerson ? nameScores.thin : 0);
  let score = agreed / (paired + nameScores.contradicted * contradicted + leftOutCost * leftOut);
  score *= 1 - nameScores.contradictionScale * Math.min(1, contradicted);
  if (isReordered) score *= nameScores.reordered;
  if (a.forms.length > 0 && b.forms.length > 0 && !a.forms.some((form) => b.forms.includes(form)))
    score *= nameScores.otherForm;
  return { ...match, score };
}

/** From how alike two words are to how far they are taken for one: little below three quarters. */
function trustOf({ score, how }: Pair): number {
  if (how !== 'typing') return score;
  const { typingKnee: knee, typingSlope, typingFall, leastTypingTrust } = nameScores;
  if (score >= knee) return knee + (score - knee) * typingSlope;
  return Math.max(leastTypingTrust, knee - (knee - score) * typingFall);
}

function sum(words: readonly Word[], places: readonly number[]): number {
  let weight = 0;
  for (const place of places) weight += words[place].weight;
  return weight;
}

/** A country that only one of two names holds sets branches apart. */
function scaleOf(words: readonly Word[], places: readonly number[]): number {
  return places.some((place) => words[place].role === 'place' || words[place].role === 'number')
    ? nameScores.placeLeftOut
    : 1;
}

function isFather(words: readonly Word[], places: readonly number[]): boolean {
  return places.some((place) => words[place].isFather);
}
