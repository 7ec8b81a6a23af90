/**
 * A comparator sets two values of one kind side by side. The score is 0 to 1 and leaves room at the top: only equal
 * texts have 1, and more differences always give less.
 */
export type Comparison = {
  readonly score: number;
  /** What was equal, alike or against it, in the order of the name or address; ready for an officer's eyes. */
  readonly detail: readonly string[];
};

export type Comparator<T> = {
  readonly kind: string;
  /** What it does, in one sentence for people. */
  readonly title: string;
  compare(query: T, listed: T): Comparison;
};
