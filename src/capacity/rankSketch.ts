/**
 * How ranks are distributed at the top, in bounded memory: a summary whose error is relative to the mass above. The
 * highest ranks are kept one by one; further down neighbours are merged, as long as what they hold together is at
 * most 1/32 of what lies above them. A rank that many parcels share stays an entry of its own. After the idea of
 * high-biased quantiles (Cormode, Korn, Muthukrishnan and Srivastava, 2005).
 *
 * Only additions, comparisons and halvings of counts: the same sequence gives the same bits on every engine.
 */

/** What lies above a rank, and on it. */
export type Tail = { readonly above: number; readonly equal: number; readonly total: number };

export type SketchState = {
  /** Rank and weight, the highest first. */
  readonly entries: readonly (readonly [number, number])[];
  readonly recent: readonly number[];
};

const MERGE_SHARE = 1 / 32;
/** Ranks that wait, unsorted, to be merged at once: merging costs the length of the summary. */
const NUM_RECENT = 64;
/** Old shifts fade by halves; what has faded to less than this is dropped. */
const MIN_WEIGHT = 1 / 16;

export class RankSketch {
  #values: number[] = [];
  #weights: number[] = [];
  /** Weight above each entry; one more stands for all. */
  #above: number[] = [0];
  #recent: number[] = [];

  /** Parcels it stands for, old ones counting less. */
  get total(): number {
    return this.#settled() + this.#recent.length;
  }

  /** @param rank  finite, and not minus zero, so that JSON holds it exactly */
  add(rank: number): void {
    this.#recent.push(rank);
    if (this.#recent.length === NUM_RECENT) this.#settle();
  }

  tail(rank: number): Tail {
    const values = this.#values;
    let low = 0;
    let high = values.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((values[middle] as number) > rank) low = middle + 1;
      else high = middle;
    }
    let above = this.#above[low] as number;
    let equal = values[low] === rank ? (this.#weights[low] as number) : 0;
    for (const recent of this.#recent) {
      if (recent > rank) above++;
      else if (recent === rank) equal++;
    }
    return { above, equal, total: this.total };
  }

  /** All that was seen counts half from now on. */
  fade(): void {
    this.#settle();
    const kept = [...this.#values.keys()].filter((i) => (this.#weights[i] as number) / 2 >= MIN_WEIGHT);
    this.#set(
      kept.map((i) => this.#values[i] as number),
      kept.map((i) => (this.#weights[i] as number) / 2),
    );
  }

  state(): SketchState {
    return {
      entries: this.#values.map((value, i) => [value, this.#weights[i] as number]),
      recent: [...this.#recent],
    };
  }

  restore(state: SketchState): void {
    this.#recent = [...state.recent];
    this.#set(
      state.entries.map(([rank]) => rank),
      state.entries.map(([, weight]) => weight),
    );
  }

  #settled(): number {
    return this.#above[this.#above.length - 1] as number;
  }

  #set(values: number[], weights: number[]): void {
    this.#values = values;
    this.#weights = weights;
    this.#above = [0];
    for (const weight of weights) this.#above.push(this.#settled() + weight);
  }

  /** Brings the recent ranks in and merges neighbours that may be merged. */
  #settle(): void {
    if (this.#recent.length === 0) return;
    this.#recent.sort((a, b) => b - a);
    const merged = mergeEqual(this.#values, this.#weights, this.#recent);
    this.#recent = [];
    this.#set(...mergeNeighbours(merged[0], merged[1]));
  }
}

type Columns = [values: number[], weights: number[]];

function mergeEqual(values: readonly number[], weights: readonly number[], recent: readonly number[]): Columns {
  const merged: Columns = [[], []];
  const put = (value: number, weight: number): void => {
    const last = merged[0].length - 1;
    if (merged[0][last] === value) merged[1][last] = (merged[1][last] as number) + weight;
    else {
      merged[0].push(value);
      merged[1].push(weight);
    }
  };
  let r = 0;
  for (const [i, value] of values.entries()) {
    while (r < recent.length && (recent[r] as number) >= value) put(recent[r++] as number, 1);
    put(value, weights[i] as number);
  }
  while (r < recent.length) put(recent[r++] as number, 1);
  return merged;
}

/** From the top down; a merged entry stands at the rank of its heaviest part, the higher one of two equals. */
function mergeNeighbours(values: readonly number[], weights: readonly number[]): Columns {
  const merged: Columns = [[], []];
  let above = 0;
  let i = 0;
  while (i < values.length) {
    let value = values[i] as number;
    let heaviest = weights[i] as number;
    let weight = heaviest;
    let next = i + 1;
    while (next < values.length && weight + (weights[next] as number) <= above * MERGE_SHARE) {
      const part = weights[next] as number;
      if (part > heaviest) [value, heaviest] = [values[next] as number, part];
      weight += part;
      next++;
    }
    merged[0].push(value);
    merged[1].push(weight);
    above += weight;
    i = next;
  }
  return merged;
}
