/** The bootstrap: the same rows again, drawn with replacement, whole groups at a time. */
import { Random } from '../base/random.ts';

/** Rows that belong together (of one seller, of one story) and so are no independent evidence. */
export type Groups = { readonly ofRow: Uint32Array; readonly count: number };

export function everyRowItsOwn(numRows: number): Groups {
  return { ofRow: Uint32Array.from({ length: numRows }, (_, row) => row), count: numRows };
}

/** Groups by name; a row without a name stands for itself. */
export function groupsOf(names: readonly string[]): Groups {
  const numbers = new Map<string, number>();
  let count = 0;
  const ofRow = Uint32Array.from(names, (name) => {
    const known = name === '' ? undefined : numbers.get(name);
    if (known !== undefined) return known;
    if (name !== '') numbers.set(name, count);
    return count++;
  });
  return { ofRow, count };
}

/**
 * Weights of the rows in each resample: the row's own weight times how often its group was drawn.
 * The yielded array is reused.
 */
export function* resampledWeights(
  weights: Float64Array,
  groups: Groups,
  resamples: number,
  seed: number,
): Generator<Float64Array, void, undefined> {
  const random = new Random(seed);
  const times = new Uint32Array(groups.count);
  const drawn = new Float64Array(weights.length);
  for (let i = 0; i < resamples; i++) {
    times.fill(0);
    for (let k = 0; k < groups.count; k++) times[random.below(groups.count)]! += 1;
    for (let row = 0; row < weights.length; row++) {
      drawn[row] = (weights[row] as number) * (times[groups.ofRow[row] as number] as number);
    }
    yield drawn;
  }
}
