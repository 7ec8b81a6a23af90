/** The shape of a benchmark case: one thing measured, beside what a user would pick instead, on the same rows. */

/** Does the whole work once. */
export type Run = () => unknown;

export type Prepared = {
  /** Units of work one run does (rows, vectors, calls). */
  readonly numUnits: number;
  readonly ours: Run;
  /** Peers by name. Empty where no peer does this. */
  readonly peers: Readonly<Record<string, Run>>;
  /** Throws unless our answers are right, and equal to the peers' where they compute the same. */
  check(): Promise<void>;
  close?(): Promise<void>;
};

export type BenchCase = {
  readonly name: string;
  /** What `numUnits` counts: the figure is units a second, or with `perUnit` the time of one. */
  readonly unit: string;
  /** Report the median time of one unit instead of a rate. */
  readonly perUnit?: 'us' | 'ms';
  /** Resident memory and the like: `ours` returns the figure itself. */
  readonly direct?: true;
  /** Compare the best of the rounds instead of medians: for what other work on the machine can only spoil. */
  readonly best?: true;
  /** Contenders take turns run by run, and ratios are medians of turns: for what differs by less than a machine drifts. */
  readonly inTurns?: true;
  /** The peers come from bench/peers' own manifest and are installed when first needed. */
  readonly installsPeers?: true;
  readonly about: string;
  prepare(): Promise<Prepared>;
};

/** One finished case as it stands in the result file. */
export type CaseResult = {
  readonly name: string;
  readonly unit: string;
  readonly ours: number;
  /** Slowest and fastest run, in the same unit: how noisy the machine was. */
  readonly spread: readonly [number, number];
  readonly peers: Readonly<Record<string, number>>;
  /** How many times better ours is, per peer. */
  readonly ratio: Readonly<Record<string, number>>;
  readonly checked: true;
};
