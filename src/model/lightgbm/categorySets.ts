/** Bit sets of categories to the forest's sets; equal ones are kept once, whichever trees they come from. */
import type { CategorySet } from '../forest.ts';

export type SetCollector = {
  /** @param words 32 categories each, lowest bit first. @returns The set's number. */
  add(words: Float64Array): number;
  size(): number;
  finish(): CategorySet[];
};

export function createSetCollector(): SetCollector {
  const sets: CategorySet[] = [];
  const known = new Map<string, number>();
  return {
    add(words) {
      const key = words.join(' ');
      const found = known.get(key);
      if (found !== undefined) return found;
      sets.push({ values: valuesOf(words), rounding: 'truncate' });
      known.set(key, sets.length - 1);
      return sets.length - 1;
    },
    size: () => sets.length,
    finish: () => sets,
  };
}

function valuesOf(words: Float64Array): Float64Array {
  const values: number[] = [];
  words.forEach((word, i) => {
    for (let bit = 0; bit < 32; bit++) if (((word >>> bit) & 1) === 1) values.push(i * 32 + bit);
  });
  return Float64Array.from(values);
}
