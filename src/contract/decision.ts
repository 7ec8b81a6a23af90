/** What comes back for one parcel: a decision with its reasons, or a row error in its place. */

/** From least to most intrusive; the order is the order of precedence. */
export const actions = ['release', 'rfi', 'rfa', 'rfs', 'hold', 'dnl'] as const;

/** release, ask for information, ask for an amendment, screen it, hold for customs, do not load. */
export type Action = (typeof actions)[number];

/**
 * Who speaks in a reason. `rule`: an analyst's rule; `data`: the advance data is missing or vague; `list` and `link`:
 * lists, earlier parcels; `score`: the band of the rank; `model`: a feature that moved the score; `request`: what a
 * carrier is asked, and all that a carrier is told; `capacity`: what a facility's plan made of the proposal.
 */
export const reasonSources = ['rule', 'data', 'list', 'link', 'score', 'model', 'request', 'capacity'] as const;

export type ReasonSource = (typeof reasonSources)[number];

/** Why: one thing that speaks for an action. */
export type Reason = {
  readonly code: string;
  readonly source: ReasonSource;
  /** What it adds to the score for bands and rank, in log-odds; of a feature, its exact Shapley value; null for none. */
  readonly weight: number | null;
  readonly text: string;
};

export type Decision = {
  readonly itemId: string;
  readonly action: Action;
  /** Raw margin of the model: order by it; it is not a probability. Absent in answers to carriers. */
  readonly score?: number;
  /**
   * Of contraband, by the bundle's calibration, from score and weights of rules; at the base rate that the calibration
   * states. Absent where the bundle has none, and in answers to carriers.
   */
  readonly probability?: number;
  /**
   * Rules in their order, then the band, then, where the screener explains, the features that moved the score most.
   * Last, where a capacity plan changed the action or drew the parcel, that. Empty for a released parcel, save for one
   * that a rule or a plan lowered to release.
   */
  readonly reasons: readonly Reason[];
  /** First 128 bits of the bundle's SHA-256, 32 hex characters. */
  readonly bundle: string;
  /** Where a capacity plan is in force: what it made of the proposal; null for a facility that the plan does not name. */
  readonly capacity?: CapacityNote | null;
};

/** What a capacity plan made of a parcel; the decision's `action` is what came of it. */
export type CapacityNote = {
  readonly facility: string;
  readonly lane: string;
  readonly shift: string;
  /** Parcels that the facility's selector had seen, this one included. */
  readonly sequence: number;
  /** What the screener would have had done. */
  readonly proposed: Action;
  /** Who decided: a rule, the rank, the random draw ... */
  readonly by: string;
  readonly inclusionProbability: number;
  /** Others of the same rank stood on the other side of the cut. */
  readonly tied: boolean;
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

/**
 * One thing that was looked at: a reason's shape, and what came of it. `found`: it speaks; `waived`: an ask that a
 * waiver suspends; `not evaluated`: a rule whose condition ended in an error, which `why` names.
 */
export type Evidence = {
  readonly code: string;
  readonly source: ReasonSource | 'finding';
  readonly weight: number | null;
  readonly text: string;
  readonly state: 'found' | 'waived' | 'not evaluated';
  readonly why: string | null;
};

/** Everything screening found on one parcel. */
export type Explanation = {
  readonly decision: Answer;
  /** Score and weights of the rules that hit: what bands and probability go by. Null for a row error. */
  readonly rank: number | null;
  /** Rules, data, lists, links, band, findings and what each feature adds, in one list. Empty for a row error. */
  readonly evidence: readonly Evidence[];
  /** Findings that are set, with their texts. Empty for a row error. */
  readonly findings: readonly { readonly code: string; readonly kind: string; readonly text: string }[];
  readonly features: readonly FeatureValue[];
  /** Null for a row error, and where the bundle's model cannot be explained. */
  readonly contributions: Contributions | null;
};
