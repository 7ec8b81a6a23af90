/** The types that every entry of the package speaks in. */
export type {
  Action,
  Answer,
  Contribution,
  Contributions,
  Decision,
  Evidence,
  Explanation,
  FeatureValue,
  Reason,
  ReasonSource,
  RowError,
} from '../src/contract/decision.ts';
export type { ErrorCode } from '../src/contract/errors.ts';
export type { Format } from '../src/contract/formats.ts';
export type { Limits } from '../src/contract/limits.ts';
export type {
  ContentLine,
  Documents,
  Money,
  Parcel,
  Party,
  Payment,
  TrackingEvent,
  WalletAddress,
} from '../src/contract/parcel.ts';
export type { Tier } from '../src/contract/tier.ts';
export type { Problem } from '../src/contract/problem.ts';
export type {
  BundleInfo,
  CallOptions,
  CodecOptions,
  ModelInfo,
  Rows,
  ScoreOptions,
  ScoreOutput,
  Scores,
  Screener,
  Vectors,
} from '../src/contract/screener.ts';
