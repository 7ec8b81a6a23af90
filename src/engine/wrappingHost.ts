/** A host around another: what decides nothing is the inner one's. */
import type { Answer, Explanation } from '../contract/decision.ts';
import type { HostOptions, ScreeningHost, ScreeningStats } from '../contract/host.ts';
import type { Parcel } from '../contract/parcel.ts';
import type {
  BundleInfo,
  CallOptions,
  CodecOptions,
  Rows,
  ScoreOptions,
  Scores,
  Vectors,
} from '../contract/screener.ts';
import { encodeParcel } from './encodeParcels.ts';
import { screenParcels } from './screenParcels.ts';

export abstract class WrappingHost implements ScreeningHost {
  readonly #inner: ScreeningHost;

  constructor(inner: ScreeningHost) {
    this.#inner = inner;
  }

  abstract screenRow(row: Uint8Array, options?: HostOptions): Promise<Answer>;
  abstract screenStream(
    source: AsyncIterable<Uint8Array>,
    options: CodecOptions & HostOptions,
  ): AsyncGenerator<Uint8Array>;

  async screen(parcel: Parcel, options?: HostOptions): Promise<Answer> {
    return this.screenRow(Buffer.from(encodeParcel(parcel)), options);
  }

  screenBatch(parcels: readonly Parcel[], options?: HostOptions): Promise<Answer[]> {
    return screenParcels(this, parcels, options);
  }

  explain(parcel: Parcel, options?: CallOptions): Promise<Explanation> {
    return this.#inner.explain(parcel, options);
  }

  explainRow(row: Uint8Array, options?: CallOptions): Promise<Explanation> {
    return this.#inner.explainRow(row, options);
  }

  scoreVectors(vectors: Vectors, options?: ScoreOptions): Promise<Scores> {
    return this.#inner.scoreVectors(vectors, options);
  }

  scoreRows(rows: Rows, options?: ScoreOptions): Promise<Scores> {
    return this.#inner.scoreRows(rows, options);
  }

  bundle(options?: HostOptions): Promise<BundleInfo> {
    return this.#inner.bundle(options);
  }

  swapBundle(bytes: Uint8Array): Promise<BundleInfo> {
    return this.#inner.swapBundle(bytes);
  }

  patchBundle(bytes: Uint8Array): Promise<BundleInfo> {
    return this.#inner.patchBundle(bytes);
  }

  unpatchBundle(): Promise<BundleInfo> {
    return this.#inner.unpatchBundle();
  }

  selfTest(): Promise<boolean> {
    return this.#inner.selfTest();
  }

  stats(): ScreeningStats {
    return this.#inner.stats();
  }

  close(): Promise<void> {
    return this.#inner.close();
  }
}
