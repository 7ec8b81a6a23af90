/** Records of the same person put together by the comparators, judged by who they truly are. */

export type Scored = { readonly score: number; readonly isMatch: boolean };
export type Linkage = {
  readonly candidates: readonly Scored[];
  /** True pairs, compared or not. */
  readonly numTrue: number;
};
export type BestThreshold = {
  readonly threshold: number;
  readonly found: number;
  readonly wrong: number;
  readonly f1: number;
};

/** What more records than this share tells nothing of who they are. */
const MOST_IN_BLOCK = 120;

/**
 * Pairs that share a key are compared, each once.
 * @param entities true identity of each record
 * @param keysOf what a record and its duplicate may have in common
 */
export function link<T>(
  records: readonly T[],
  entities: readonly string[],
  keysOf: (record: T) => readonly string[],
  compare: (a: T, b: T) => number,
): Linkage {
  const blocks = new Map<string, number[]>();
  for (const [i, record] of records.entries()) {
    for (const key of new Set(keysOf(record))) {
      const block = blocks.get(key);
      if (block) block.push(i);
      else blocks.set(key, [i]);
    }
  }
  const pairs = new Set<number>();
  for (const block of blocks.values()) {
    if (block.length > MOST_IN_BLOCK) continue;
    for (const [at, i] of block.entries()) for (const j of block.slice(at + 1)) pairs.add(i * records.length + j);
  }
  const candidates = [...pairs].map((pair) => {
    const [i, j] = [Math.floor(pair / records.length), pair % records.length];
    return { score: compare(records[i], records[j]), isMatch: entities[i] === entities[j] };
  });
  return { candidates, numTrue: numTruePairs(entities) };
}

/** The threshold of the highest F1. */
export function bestThreshold({ candidates, numTrue }: Linkage): BestThreshold {
  const sorted = candidates.toSorted((a, b) => b.score - a.score);
  let best: BestThreshold = { threshold: 1, found: 0, wrong: 0, f1: 0 };
  let [found, wrong] = [0, 0];
  for (const [i, { score, isMatch }] of sorted.entries()) {
    if (isMatch) found++;
    else wrong++;
    if (sorted[i + 1]?.score === score) continue;
    const f1 = (2 * found) / (found + wrong + numTrue);
    if (f1 > best.f1) best = { threshold: score, found, wrong, f1 };
  }
  return best;
}

function numTruePairs(entities: readonly string[]): number {
  const sizes = new Map<string, number>();
  for (const entity of entities) sizes.set(entity, (sizes.get(entity) ?? 0) + 1);
  return [...sizes.values()].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
}
