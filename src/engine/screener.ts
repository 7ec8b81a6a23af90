/**
 * A Screener over a desk: what embedded and pooled screening share, which is everything but who runs the tasks.
 * One parcel is screened on the calling thread, in a slot kept for that: no queue, no hand-over, microseconds.
 */
import type { Answer, Explanation } from '../contract/decision.ts';
import { PosternError } from '../contract/errors.ts';
import type { HostOptions, RecordingHost, ScreeningStats } from '../contract/host.ts';
import type { Parcel } from '../contract/parcel.ts';
import type { RecordedAnswer, RecordedPart, RecordingOrder } from '../contract/recording.ts';
import type { Tier } from '../contract/tier.ts';
import { requireScoring, requireStream } from '../contract/requireArguments.ts';
import type {
  BundleInfo,
  CallOptions,
  CodecOptions,
  Rows,
  ScoreOptions,
  Scores,
  Vectors,
} from '../contract/screener.ts';
import { encodeRows } from '../model/encodeRows.ts';
import type { OpenModel } from './bundle/openModel.ts';
import { encodeParcel } from './encodeParcels.ts';
import { screenParcels } from './screenParcels.ts';
import type { Desk } from './desk.ts';
import type { Inline } from './inline.ts';
import { requireReadable } from './requireReadable.ts';
import { abortError, closedError } from './slots.ts';
import { streamAnswers, streamParts } from './stream.ts';
import { startTimeLimit } from './timeLimit.ts';
import type { VectorScoring } from './vectorScoring.ts';

export class LocalScreener implements RecordingHost {
  readonly #desk: Desk;
  readonly #inline: Inline;
  readonly #scoring: VectorScoring;

  constructor(desk: Desk, inline: Inline, scoring: VectorScoring) {
    this.#desk = desk;
    this.#inline = inline;
    this.#scoring = scoring;
  }

  async screen(parcel: Parcel, options: HostOptions = {}): Promise<Answer> {
    this.#begin(options);
    return this.#inline.screen(encodeParcel(parcel), this.#tierOf(options));
  }

  async screenRow(row: Uint8Array, options: HostOptions = {}): Promise<Answer> {
    this.#begin(options);
    return this.#inline.screen(row, this.#tierOf(options));
  }

  async explainRow(row: Uint8Array, options: CallOptions = {}): Promise<Explanation> {
    this.#begin(options);
    this.#refuseCarriers('explain');
    return this.#inline.explain(row);
  }

  async screenBatch(parcels: readonly Parcel[], options: CallOptions = {}): Promise<Answer[]> {
    this.#begin(options);
    return screenParcels(this, parcels, options);
  }

  async *screenStream(
    source: AsyncIterable<Uint8Array>,
    options: CodecOptions & HostOptions,
  ): AsyncGenerator<Uint8Array> {
    const { from, to = from } = options;
    requireStream(source, { from, to });
    const { signal, stop } = startTimeLimit(options);
    try {
      yield* streamAnswers(this.#desk, source, { from, to, tier: this.#tierOf(options), signal });
    } finally {
      stop();
    }
  }

  async *screenRecorded(
    source: AsyncIterable<Uint8Array>,
    recording: () => RecordingOrder,
    options: CodecOptions & HostOptions,
  ): AsyncGenerator<RecordedPart> {
    const { from, to = from } = options;
    requireStream(source, { from, to });
    const { signal, stop } = startTimeLimit(options);
    try {
      yield* streamParts(this.#desk, source, { from, to, tier: this.#tierOf(options), signal, recording });
    } finally {
      stop();
    }
  }

  async screenRowRecorded(
    row: Uint8Array,
    recording: RecordingOrder,
    options: HostOptions = {},
  ): Promise<RecordedAnswer> {
    this.#begin(options);
    return this.#inline.screenRecorded(row, this.#tierOf(options), recording);
  }

  async explain(parcel: Parcel, options: CallOptions = {}): Promise<Explanation> {
    this.#begin(options);
    this.#refuseCarriers('explain');
    return this.#inline.explain(encodeParcel(parcel));
  }

  async scoreVectors(vectors: Vectors, options: ScoreOptions = {}): Promise<Scores> {
    this.#begin(options);
    this.#refuseCarriers('score');
    requireScoring(options);
    return this.#score(() => vectors, options);
  }

  async scoreRows(rows: Rows, options: ScoreOptions = {}): Promise<Scores> {
    this.#begin(options);
    this.#refuseCarriers('score');
    requireScoring(options);
    return this.#score(({ schema }) => encodeRows(rows, schema), options);
  }

  async #score(vectorsFor: (model: OpenModel) => Vectors, options: ScoreOptions): Promise<Scores> {
    const leave = this.#desk.enter();
    try {
      return await this.#scoring.score(vectorsFor, options);
    } finally {
      leave();
    }
  }

  async bundle({ tier }: HostOptions = {}): Promise<BundleInfo> {
    const { info } = this.#desk.parts.shelf.current.open;
    if (this.#tierOf({ ...(tier && { tier }) }) === 'officer') return info;
    // what models know and lists there are is no carrier's to read
    const { patch: _patch, lists: _lists, ...told } = info;
    return { ...told, models: [] };
  }

  async swapBundle(bytes: Uint8Array): Promise<BundleInfo> {
    this.#begin({});
    const { shelf, tier } = this.#desk.parts;
    const bundle = shelf.check(bytes);
    requireReadable(bundle, tier);
    return shelf.put(bytes, bundle, (open) => this.#scoring.selfTest(open)).open.info;
  }

  async patchBundle(bytes: Uint8Array): Promise<BundleInfo> {
    this.#begin({});
    return this.#desk.parts.shelf.patch(bytes).open.info;
  }

  async unpatchBundle(): Promise<BundleInfo> {
    this.#begin({});
    return this.#desk.parts.shelf.unpatch().open.info;
  }

  async selfTest(): Promise<boolean> {
    return !this.#desk.closed && this.#scoring.selfTest(this.#desk.parts.shelf.current.open);
  }

  stats(): ScreeningStats {
    const { totals, slots } = this.#desk.parts;
    return {
      rowsByAction: totals.rowsByAction(),
      rowErrorsByCode: totals.rowErrorsByCode(),
      ruleHits: this.#desk.parts.tier === 'carrier' ? {} : totals.ruleHits(),
      ruleErrors: this.#desk.parts.tier === 'carrier' ? {} : totals.ruleErrors(),
      batches: totals.batches,
      slotsFree: slots.free,
      slotsTotal: slots.total,
      stageSeconds: totals.stageSeconds(),
    };
  }

  async close(): Promise<void> {
    if (!this.#desk.closed) await this.#desk.close();
  }

  /** Never more than the screener is opened for. */
  #tierOf({ tier }: HostOptions): Tier {
    return this.#desk.parts.tier === 'carrier' ? 'carrier' : (tier ?? 'officer');
  }

  #refuseCarriers(what: string): void {
    if (this.#desk.parts.tier === 'officer') return;
    throw new PosternError('FORBIDDEN', `this screener answers carriers, who may not ${what}: open one for officers`);
  }

  #begin(options: CallOptions): void {
    if (this.#desk.closed) throw closedError();
    if (options.signal?.aborted) throw abortError(options.signal);
  }
}
