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

export type BundleInfo = {
  /** First 128 bits of the bundle's SHA-256 in hex: what decisions carry. */
  readonly hash: string;
  readonly name: string;
  readonly version: string;
  readonly createdAt: string;
  /** Set when the bundle's model was trained on synthetic data. */
  readonly synthetic: boolean;
  readonly numFeatures: number;
  readonly numTrees: number;
  readonly numRules: number;
  /** Name of the trusted key that signed it. */
  readonly signedBy: string;
};

export interface Screener {
  /** One parcel. A parcel that cannot be screened resolves to a row error; nothing is thrown for it. */
  screen(parcel: Parcel, options?: CallOptions): Promise<Answer>;
  /** Many parcels: same length and order as the input. */
  screenBatch(parcels: readonly Parcel[], options?: CallOptions): Promise<Answer[]>;
  /** Encoded rows in, encoded answers out, of any length, in bounded memory and input order. */
  screenStream(source: AsyncIterable<Uint8Array>, options: CodecOptions): AsyncIterable<Uint8Array>;
  explain(parcel: Parcel, options?: CallOptions): Promise<Explanation>;
  /** Raw margins, one a row, equal to the source library's raw prediction bit for bit. @throws SHAPE_MISMATCH */
  scoreVectors(vectors: Vectors, options?: CallOptions): Promise<Float64Array>;
  bundle(): Promise<BundleInfo>;
  /** Finish what was accepted, then free threads and memory. Calls made later fail with CLOSED. */
  close(): Promise<void>;
}
