/** The one interface of screening; an engine on this thread, a pool of threads and a remote service all have it. */
import type { Answer, Explanation } from './decision.ts';
import type { Format } from './formats.ts';
import type { Parcel } from './parcel.ts';

export type CallOptions = { signal?: AbortSignal; timeoutMs?: number };

/** Codec of the bytes that go in and of those that come out; `to` is `from` unless given. */
export type CodecOptions = CallOptions & { from: Format; to?: Format };

/** Numbers for the model: `numRows x numColumns`, row- or column-major; NaN is missing. */
export type Vectors = {
  readonly values: Float32Array | Float64Array;
  readonly numRows: number;
  readonly numColumns: number;
  readonly order: 'row' | 'column';
};

/** Rows as people hold them. Null is missing; texts are for features whose categories the model file lists. */
export type Rows = {
  /** Names of the columns, in any order; the model's features in theirs when absent. */
  readonly columns?: readonly string[];
  readonly rows: readonly (readonly (number | string | null)[])[];
};

/**
 * `margin`: what the source library's own raw prediction returns, bit for bit. `prediction`: on the scale of the label
 * (a probability, a count, a class), as its ordinary prediction, which depends on the maths library in the last bits.
 */
export type ScoreOutput = 'margin' | 'prediction';

export type ScoreOptions = CallOptions & {
  /** A model that the bundle carries by this name; the screening model unless given. */
  model?: string;
  /** `margin` unless given. */
  output?: ScoreOutput;
};

export type Scores = {
  /** [row][output] */
  readonly values: Float64Array;
  readonly numRows: number;
  /** Numbers a row: one, or one a class or target. */
  readonly numOutputs: number;
};

/** A model that a bundle carries beside the one that screens, with features of its own. */
export type ModelInfo = {
  readonly name: string;
  /** The library that wrote it. */
  readonly source: 'lightgbm' | 'xgboost' | 'catboost' | 'onnx';
  /** As the model file words it; empty for a custom one. */
  readonly objective: string;
  /** In the order of the columns of vectors. */
  readonly features: readonly string[];
  /** Features that take texts in rows. */
  readonly textFeatures: readonly string[];
  readonly numTrees: number;
  /** Margins a row. */
  readonly numOutputs: number;
  /** Numbers a row of a prediction; 0 when the objective is custom and only margins are known. */
  readonly numPredictions: number;
};

/** A patch of a bundle's lists. */
export type PatchInfo = {
  /** Hash of the bundle that it changes. */
  readonly base: string;
  /** First 128 bits of the patch's SHA-256 in hex. */
  readonly hash: string;
  /** Name of the trusted key that signed it. */
  readonly signedBy: string;
  /** All lists that are in force with it; a version is the SHA-256 of a list's entries. */
  readonly lists: readonly { readonly name: string; readonly version: string }[];
};

export type ListInfo = {
  readonly name: string;
  /** SHA-256 of the list's entries. */
  readonly version: string;
  readonly entries: number;
};

export type BundleInfo = {
  /**
   * First 128 bits of the bundle's SHA-256 in hex: what decisions carry. With a patch in force, those of the SHA-256 of
   * its base's hash and its own.
   */
  readonly hash: string;
  readonly name: string;
  readonly version: string;
  readonly createdAt: string;
  /** Set when the bundle's model was trained on synthetic data. */
  readonly synthetic: boolean;
  readonly numFeatures: number;
  readonly numTrees: number;
  readonly numRules: number;
  readonly models: readonly ModelInfo[];
  /** Name of the trusted key that signed it. */
  readonly signedBy: string;
  /** Lists in force, those of a patch with it. Only where there are any, and not for carriers. */
  readonly lists?: readonly ListInfo[];
  /** Only where a patch is in force, and not for carriers. */
  readonly patch?: PatchInfo;
};

export interface Screener {
  /** One parcel. A parcel that cannot be screened resolves to a row error; nothing is thrown for it. */
  screen(parcel: Parcel, options?: CallOptions): Promise<Answer>;
  /** Many parcels: same length and order as the input. */
  screenBatch(parcels: readonly Parcel[], options?: CallOptions): Promise<Answer[]>;
  /** Encoded rows in, encoded answers out, of any length, in bounded memory and input order. */
  screenStream(source: AsyncIterable<Uint8Array>, options: CodecOptions): AsyncIterable<Uint8Array>;
  explain(parcel: Parcel, options?: CallOptions): Promise<Explanation>;
  /** @throws SHAPE_MISMATCH, MODEL_UNKNOWN, MODEL_UNSUPPORTED for a prediction where only margins are known */
  scoreVectors(vectors: Vectors, options?: ScoreOptions): Promise<Scores>;
  /** The same from named columns and texts. @throws FEATURES_MISMATCH and REQUEST_INVALID too */
  scoreRows(rows: Rows, options?: ScoreOptions): Promise<Scores>;
  bundle(): Promise<BundleInfo>;
  /** Finish what was accepted, then free threads and memory. Calls made later fail with CLOSED. */
  close(): Promise<void>;
}
