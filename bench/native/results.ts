/** What a comparison with native libraries leaves behind: a case is one model at one batch size. */
import type { CaseResult } from '../case.ts';
import type { Results } from '../report.ts';

export type NativeCase = CaseResult & {
  readonly model: string;
  readonly about: string;
  readonly batch: number;
  /** Whose model each peer scored, and how its answers compared with ours on it. */
  readonly answers: Readonly<Record<string, string>>;
  /** Peers that were left out at this batch size, with the reason. */
  readonly skipped: Readonly<Record<string, string>>;
};

export type NativeResults = Omit<Results, 'cases'> & { readonly cases: readonly NativeCase[] };
