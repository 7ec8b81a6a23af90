/** The feature columns in their order: the one source of column numbers, names and units. */
export type Feature = {
  readonly name: string;
  readonly family: string;
  readonly unit: string;
  /** What NaN stands for in this column. */
  readonly missing: string;
  /** Why a targeter would look at it, in one line. */
  readonly why: string;
};

export const featureTable: readonly Feature[] = [];
