/** What comes back for one parcel: a decision with its reasons, or a row error in its place. */

/** From least to most intrusive; the order is the order of precedence. */
export const actions = ['release', 'rfi', 'rfa', 'rfs', 'hold', 'dnl'] as const;

/** release, ask for information, ask for an amendment, screen it, hold for customs, do not load. */
export type Action = (typeof actions)[number];

/** Why: one thing that raised the action. `source` says who speaks. */
export type Reason = {
  readonly code: string;
  readonly source: 'rule' | 'score' | 'data';
  readonly text: string;
};

export type Decision = {
  readonly itemId: string;
  readonly action: Action;
  /** Raw margin of the model: order by it; it is not a probability. */
  readonly score: number;
  /** Empty for a released parcel. */
  readonly reasons: readonly Reason[];
  /** Where the screener explains: the features that moved the score most, for parcels that are not released. */
  readonly contributions?: readonly Contribution[];
  /** First 128 bits of the bundle's SHA-256, 32 hex characters. */
  readonly bundle: string;
};

/** A row that could not be screened, with the place and the fault; the other rows are not affected. */
export type RowError = {
  /** The row's item id where it could be read. */
  readonly itemId: string | null;
  readonly error: {
    readonly code: string;
    /** JSON Pointer into the row; empty for the row as a whole. */
    readonly pointer: string;
    readonly expected: string;
    readonly got: string;
  };
  readonly bundle: string;
};

export type Answer = Decision | RowError;

/** True for a row error. */
export function isRowError(answer: Answer): answer is RowError {
  return 'error' in answer;
}

/** One named feature value; null is missing. */
export type FeatureValue = { readonly name: string; readonly value: number | null; readonly unit: string };

/** What a feature's value adds to the score, beside not knowing it: its exact Shapley value. */
export type Contribution = FeatureValue & { readonly contribution: number };

/** How a score comes about: the base and all contributions add up to it. */
export type Contributions = {
  /** The score to expect when nothing of a parcel is known. */
  readonly base: number;
  /** What was counted to know what to expect: `training data`, or `background sample of N rows`. */
  readonly source: string;
  /** Features that add something, the largest part first. */
  readonly features: readonly Contribution[];
};

/** Everything screening found on one parcel. */
export type Explanation = {
  readonly decision: Answer;
  /** Findings that are set, with their texts. Empty for a row error. */
  readonly findings: readonly { readonly code: string; readonly kind: string; readonly text: string }[];
  readonly features: readonly FeatureValue[];
  /** Null for a row error, and where the bundle's model cannot be explained. */
  readonly contributions: Contributions | null;
};
