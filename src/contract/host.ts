/** What a service needs of the screener it runs on, beyond screening: the bundle to swap, health and figures. */
import type { Action, Answer, Explanation } from './decision.ts';
import type { RecordedAnswer, RecordedPart, RecordingOrder } from './recording.ts';
import type { BundleInfo, CallOptions, CodecOptions, Screener } from './screener.ts';
import type { Tier } from './tier.ts';

/** Totals since the screener was made. Only bounded words are keys, so that each may be a label of a metric. */
export type ScreeningStats = {
  readonly rowsByAction: Readonly<Record<Action, number>>;
  /** Row errors by their code. */
  readonly rowErrorsByCode: Readonly<Record<string, number>>;
  /** Rules by their code. */
  readonly ruleHits: Readonly<Record<string, number>>;
  /** Rows on which a rule could not be evaluated, by its code. */
  readonly ruleErrors: Readonly<Record<string, number>>;
  readonly batches: number;
  readonly slotsFree: number;
  readonly slotsTotal: number;
  /** Seconds spent by stage of the core, summed over threads. */
  readonly stageSeconds: Readonly<Record<string, number>>;
  /** Only where a capacity plan is in force, which then decides. */
  readonly plan?: readonly PlanFigure[];
};

/** What became of a capacity plan at one facility in one lane. */
export type PlanFigure = {
  readonly facility: string;
  readonly lane: string;
  /** Name of the shift that runs. */
  readonly shift: string;
  /** Items that can be inspected in this shift, and those that were taken so far. */
  readonly planned: number;
  readonly used: number;
  /** Hits of hard rules beyond the budget, in this shift so far. */
  readonly overflow: number;
};

/** Who reads the answer to this call; never more than the screener itself is opened for. */
export type HostOptions = CallOptions & { tier?: Tier };

export interface ScreeningHost extends Screener {
  screenStream(source: AsyncIterable<Uint8Array>, options: CodecOptions & HostOptions): AsyncIterable<Uint8Array>;
  /**
   * One parcel as it came over a wire: the bytes of one JSON text that hold no newline and are not all blank.
   * Strict as a batch is: what a parse into an object would hide (a key that stands twice) is a row error.
   */
  screenRow(row: Uint8Array, options?: HostOptions): Promise<Answer>;
  explainRow(row: Uint8Array, options?: CallOptions): Promise<Explanation>;
  bundle(options?: HostOptions): Promise<BundleInfo>;
  /** Check the bundle and screen with it from the next batch on; no batch mixes two. @throws BUNDLE_*, FEATURES_MISMATCH */
  swapBundle(bytes: Uint8Array): Promise<BundleInfo>;
  /**
   * Put a patch of the lists in force, in place of one before it, from the next batch on. The next bundle ends it.
   * @throws BUNDLE_*, PATCH_MAGIC where it is none, PATCH_BASE where it is of another bundle
   */
  patchBundle(bytes: Uint8Array): Promise<BundleInfo>;
  /** Screen with the bundle's own lists again, from the next batch on; without a patch in force nothing changes. */
  unpatchBundle(): Promise<BundleInfo>;
  /** True when the bundle's self-test vectors score what they should, bit for bit. */
  selfTest(): Promise<boolean>;
  stats(): ScreeningStats;
}

/** A host that can tell what a log must hold: screening writes nothing, whoever asks for it does. */
export interface RecordingHost extends ScreeningHost {
  /** As screenStream. `recording` is asked before each batch, so that a stream may last over midnight. */
  screenRecorded(
    source: AsyncIterable<Uint8Array>,
    recording: () => RecordingOrder,
    options: CodecOptions & HostOptions,
  ): AsyncGenerator<RecordedPart>;
  screenRowRecorded(row: Uint8Array, recording: RecordingOrder, options?: HostOptions): Promise<RecordedAnswer>;
}
