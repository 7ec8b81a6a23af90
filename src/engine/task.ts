/** What travels to whoever runs a batch, and what comes back: descriptors only, the bytes stay in the slot. */
import type { Format } from '../contract/formats.ts';
import type { RecordedBatch, RecordingOrder } from '../contract/recording.ts';
import type { Tier } from '../contract/tier.ts';
import type { CoreModule } from '../core/memory.ts';

export type Task = {
  readonly slot: number;
  /** Rows to screen: bytes `[inputFrom, inputTo)` of the slot's input, whole rows only. */
  readonly inputFrom: number;
  readonly inputTo: number;
  readonly from: Format;
  readonly to: Format;
  /** Which bundle: a count that rises with every swap, and where its bytes lie. */
  readonly generation: number;
  readonly bundle: number;
  readonly bundleBytes: number;
  /** Where changes to its lists lie, and their bytes; 0 for none. */
  readonly listDelta: number;
  readonly listDeltaBytes: number;
  /** What decisions name: the bundle, or the bundle and its patch. */
  readonly bundleHash: string;
  /** The forest's own module; null while it is being made, or when the core interprets. By reference between threads. */
  readonly forestModule: CoreModule | null;
  /** Who reads the answers. */
  readonly tier: Tier;
  /** Features that the reasons of each referred row name at most; none for carriers. */
  readonly explainTop: number;
  /** Column names of a CSV body, for the rows that need an explanation. */
  readonly csvHeader?: readonly string[];
  /** Take down what is decided. */
  readonly recording?: RecordingOrder;
  /** Answer every row with ROW_LOST: the task failed twice. */
  readonly lost?: true;
};

export type TaskResult = {
  /** Where screening stopped: `inputTo`, or the first row whose answer did not fit. */
  readonly nextInput: number;
  readonly answerBytes: number;
  readonly numRows: number;
  /** The cancel word was set: the answer is incomplete. */
  readonly cancelled: boolean;
  /** What was taken down, where the task asked for it. */
  readonly recorded?: RecordedBatch;
};

/** Runs tasks: inline on this thread, or on a pool of threads. */
export interface Executor {
  run(task: Task): Promise<TaskResult>;
  close(): Promise<void>;
}
