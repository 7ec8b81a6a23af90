/** Which word of one name stands for which of the other: best pairs first, each word once. */
import { nameScores } from './nameScores.ts';
import type { Word } from './preparedName.ts';
import { compareWords, type Likeness } from './words.ts';

export type Pair = {
  /** Places of the words; several where words were written as one. */
  readonly from: readonly number[];
  readonly to: readonly number[];
  readonly score: number;
  readonly how: Likeness;
};
export type Alignment = {
  readonly pairs: readonly Pair[];
  /** Places of words that stand for none. */
  readonly alone: { readonly from: readonly number[]; readonly to: readonly number[] };
};

/** What is less alike is not taken for the same word. */
const LEAST_SCORE = 0.6;
export const MOST_JOINED = 3;
/** Letters; initials are not words written as one. */
export const LEAST_JOINED = 4;

export function alignWords(a: readonly Word[], b: readonly Word[]): Alignment {
  const pairs: Pair[] = [];
  const usedA = new Set<number>();
  const usedB = new Set<number>();
  const take = (pair: Pair): void => {
    for (const i of pair.from) usedA.add(i);
    for (const j of pair.to) usedB.add(j);
    pairs.push(pair);
  };
  const open: Pair[] = [];
  for (let i = 0; i < a.length; i++) {
    for (let j = 0; j < b.length; j++) {
      const { score, how } = compareWords(a[i], b[j]);
      if (score >= LEAST_SCORE) open.push({ from: [i], to: [j], score, how });
    }
  }
  open.push(...joins(a, b, false), ...joins(b, a, true));
  // equal scores: words that stand at alike places first
  open.sort((one, two) => two.score - one.score || distance(one) - distance(two));
  for (const pair of open) {
    if (pair.from.some((i) => usedA.has(i)) || pair.to.some((j) => usedB.has(j))) continue;
    take(pair);
  }
  pairs.sort((one, two) => one.from[0] - two.from[0]);
  return { pairs, alone: { from: rest(a, usedA), to: rest(b, usedB) } };
}

function distance({ from, to }: Pair): number {
  return Math.abs(from[0] - to[0]);
}

function rest(words: readonly Word[], used: ReadonlySet<number>): number[] {
  return words.map((_, i) => i).filter((i) => !used.has(i));
}

/** Two or three words in a row that another name writes as one: `van der bilt`, `JanDaniel`. */
function joins(parts: readonly Word[], wholes: readonly Word[], isTurned: boolean): Pair[] {
  const found: Pair[] = [];
  for (let start = 0; start < parts.length - 1; start++) {
    let text = parts[start].text;
    for (let end = start + 1; end < Math.min(parts.length, start + MOST_JOINED); end++) {
      text += parts[end].text;
      const places = Array.from({ length: end - start + 1 }, (_, i) => start + i);
      for (const [j, whole] of wholes.entries()) {
        if (whole.text !== text || text.length < LEAST_JOINED) continue;
        const score = nameScores.joined;
        found.push(
          isTurned ? { from: [j], to: places, score, how: 'joined' } : { from: places, to: [j], score, how: 'joined' },
        );
      }
    }
  }
  return found;
}
