/**
 * How many parcels of a lane are still to come in the shift. The plan's number, or the mean of the last shifts, sets
 * the scale; the shift's own pace corrects it; the profile says which share of a shift's parcels has come by when.
 */

export type ForecastState = {
  /** Parcels so far, by part of the shift. */
  readonly seen: readonly number[];
  /** Decayed parcels of earlier shifts, by part of the shift. */
  readonly learned: readonly number[];
  /** Shifts counted and their mean: on each weekday, and last on any. */
  readonly means: readonly (readonly [number, number])[];
};

/** Parts of a shift in what is learned: a quarter of an hour of eight hours. */
const NUM_PARTS = 32;
const ANY_DAY = 7;
/** A mean moves by at least a quarter with each shift, so that it follows the season. */
const MEAN_OVER = 4;
/** Of what earlier shifts taught, spread evenly: mail may come when it never came before. */
const EVEN_SHARE = 1 / 128;
/** The expected number counts as much as this share of it really seen. */
const PRIOR_SHARE = 1 / 16;
const MIN_PRIOR = 8;

export type Expectation = { readonly items: number; readonly profile: readonly number[] | null };

export class Forecast {
  readonly #planned: Expectation | null;
  /** Taken for the number of parcels where neither plan nor past tell it. */
  readonly #guess: number;
  #seen: number[] = zeros(NUM_PARTS);
  #learned: number[] = zeros(NUM_PARTS);
  #means: [number, number][] = Array.from({ length: ANY_DAY + 1 }, () => [0, 0]);
  #numSeen = 0;
  /** Share that has come by the end of each part. */
  #cumulative: number[];

  constructor(planned: Expectation | null, guess: number) {
    this.#planned = planned;
    this.#guess = guess;
    this.#cumulative = this.#cumulate();
  }

  get numSeen(): number {
    return this.#numSeen;
  }

  /** Parcels that a shift on this weekday should bring, by the plan or the last shifts. */
  expected(weekday: number): number {
    if (this.#planned !== null) return this.#planned.items;
    const [days, mean] = this.#means[weekday] as [number, number];
    if (days > 0) return mean;
    const [shifts, anyMean] = this.#means[ANY_DAY] as [number, number];
    return shifts > 0 ? anyMean : this.#guess;
  }

  /** @param elapsed  share of the shift's time that is over, 0 to 1 */
  remaining(weekday: number, elapsed: number): number {
    const expected = this.expected(weekday);
    const come = this.#shareBy(elapsed);
    const prior = Math.max(MIN_PRIOR, expected * PRIOR_SHARE);
    const pace = (prior + this.#numSeen) / (prior + expected * come);
    return pace * expected * (1 - come);
  }

  add(elapsed: number): void {
    const part = Math.min(NUM_PARTS - 1, Math.floor(elapsed * NUM_PARTS));
    this.#seen[part] = (this.#seen[part] as number) + 1;
    this.#numSeen++;
  }

  /** The shift is over: learn from it. One in which nothing came anywhere teaches nothing: the feed may have been off. */
  close(weekday: number, learn: boolean): void {
    if (learn) {
      for (const day of [weekday, ANY_DAY]) {
        const [count, mean] = this.#means[day] as [number, number];
        this.#means[day] = [count + 1, mean + (this.#numSeen - mean) / Math.min(count + 1, MEAN_OVER)];
      }
      this.#learned = this.#learned.map((old, part) => old / 2 + (this.#seen[part] as number));
    }
    this.#seen = zeros(NUM_PARTS);
    this.#numSeen = 0;
    this.#cumulative = this.#cumulate();
  }

  state(): ForecastState {
    return { seen: [...this.#seen], learned: [...this.#learned], means: this.#means.map(([n, mean]) => [n, mean]) };
  }

  restore(state: ForecastState): void {
    this.#seen = [...state.seen];
    this.#learned = [...state.learned];
    this.#means = state.means.map(([n, mean]) => [n, mean]);
    this.#numSeen = this.#seen.reduce((sum, here) => sum + here, 0);
    this.#cumulative = this.#cumulate();
  }

  #shareBy(elapsed: number): number {
    const cumulative = this.#cumulative;
    const at = elapsed * cumulative.length;
    const part = Math.min(cumulative.length - 1, Math.floor(at));
    const before = part === 0 ? 0 : (cumulative[part - 1] as number);
    return Math.min(1, before + ((cumulative[part] as number) - before) * (at - part));
  }

  #cumulate(): number[] {
    const parts = this.#planned?.profile ?? evened(this.#learned);
    let sum = 0;
    return parts.map((share) => {
      sum += share;
      return sum;
    });
  }
}

/** Shares of the learned parts, with a little everywhere; even where nothing is known. */
function evened(learned: readonly number[]): number[] {
  const total = learned.reduce((sum, here) => sum + here, 0);
  const even = 1 / learned.length;
  if (total === 0) return learned.map(() => even);
  return learned.map((here) => (here / total) * (1 - EVEN_SHARE) + even * EVEN_SHARE);
}

function zeros(length: number): number[] {
  return Array.from({ length }, () => 0);
}
