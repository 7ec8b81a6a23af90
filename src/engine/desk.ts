/**
 * The desk where bodies are served: it owns the slots, the bundle shelf and the totals, and turns one cut of a
 * body into the bytes of its answers by way of whoever runs tasks.
 */
import type { Limits } from '../contract/limits.ts';
import { PosternError } from '../contract/errors.ts';
import type { Format } from '../contract/formats.ts';
import type { RecordedBatch, RecordingOrder } from '../contract/recording.ts';
import type { Tier } from '../contract/tier.ts';
import { bytesOf } from '../core/copyBytes.ts';
import type { CoreMemory } from '../core/memory.ts';
import type { CoreExports } from '../core/exports.ts';
import type { Regions } from '../core/regions.ts';
import { encodeAnswer } from './answers/encode.ts';
import type { Cut } from './body.ts';
import type { BundleShelf, ShelvedBundle } from './bundleShelf.ts';
import type { OnWorkerError } from './options.ts';
import type { Pipeline } from './pipeline.ts';
import { recordDropped } from './recording/recorder.ts';
import { abortError, closedError, type SlotRing } from './slots.ts';
import type { Executor, Task, TaskResult } from './task.ts';
import type { Totals } from './totals.ts';

export type DeskParts = {
  readonly core: CoreExports;
  readonly memory: CoreMemory;
  readonly regions: Regions;
  readonly limits: Limits;
  readonly slots: SlotRing;
  readonly shelf: BundleShelf;
  readonly executor: Executor;
  /** The pipeline of the calling thread. */
  readonly pipeline: Pipeline;
  readonly totals: Totals;
  /** Bodies that may be served at once; one more is told BUSY. */
  readonly maxBodies: number;
  /** Who may read answers at most. */
  readonly tier: Tier;
  /** Features that the reasons of each referred row name at most. */
  readonly explainTop: number;
  readonly onWorkerError: OnWorkerError;
};

export type Job = {
  readonly from: Format;
  readonly to: Format;
  readonly bundle: ShelvedBundle;
  readonly csvHeader?: readonly string[];
  /** Who reads the answers. */
  readonly tier: Tier;
  readonly signal: AbortSignal | undefined;
  /** Asked before each task, where what is decided is to be taken down. */
  readonly recording?: () => RecordingOrder;
};

/** Answers of one cut, and what was taken down of them: a batch a task. */
export type Served = { readonly answers: Uint8Array; readonly recorded: readonly RecordedBatch[] };

/** What ends a row among the answers of a task. */
const ROW_END: Readonly<Record<Format, string>> = { ndjson: '\n', json: ',', msgpack: '', csv: '\n' };

export class Desk {
  readonly parts: DeskParts;
  #numBodies = 0;
  #closed = false;
  #whenIdle: (() => void) | undefined;

  constructor(parts: DeskParts) {
    this.parts = parts;
  }

  /** Take one more body in. Call the returned function when it is done. @throws BUSY, CLOSED */
  enter(): () => void {
    if (this.#closed) throw closedError();
    if (this.#numBodies >= this.parts.maxBodies) {
      throw new PosternError('BUSY', `${this.#numBodies} bodies are being screened, the most allowed: try again`);
    }
    this.#numBodies += 1;
    return () => {
      this.#numBodies -= 1;
      if (this.#numBodies === 0) this.#whenIdle?.();
    };
  }

  /** Screen the rows of a cut that lie in `slot`, copy their answers out and give the slot back. */
  async serve(slot: number, cut: Cut, job: Job): Promise<Served> {
    const { regions, memory, totals, shelf } = this.parts;
    const { answer, cancel } = regions.slots[slot];
    const cancelWord = new Int32Array(memory.buffer, cancel, 1);
    Atomics.store(cancelWord, 0, 0);
    const onAbort = (): void => void Atomics.store(cancelWord, 0, 1);
    job.signal?.addEventListener('abort', onAbort, { once: true });
    try {
      const parts: Uint8Array[] = [];
      const recorded: RecordedBatch[] = [];
      if (cut.droppedRow) {
        totals.addError('ROW_TOO_LONG');
        parts.push(this.#droppedRow(job.to, job));
        const order = job.recording?.();
        if (order) recorded.push(recordDropped(order, job, this.#droppedRow('ndjson', job)));
      }
      let inputFrom = cut.from;
      while (inputFrom < cut.to) {
        const task: Task = {
          slot,
          inputFrom,
          inputTo: cut.to,
          from: job.from,
          to: job.to,
          generation: job.bundle.generation,
          bundle: job.bundle.address,
          bundleBytes: job.bundle.numBytes,
          listDelta: job.bundle.listDelta,
          listDeltaBytes: job.bundle.listDeltaBytes,
          bundleHash: job.bundle.open.hash,
          tier: job.tier,
          explainTop: this.parts.explainTop,
          forestModule: shelf.modules.of(job.bundle.open.screening),
          ...(job.csvHeader && { csvHeader: job.csvHeader }),
          ...(job.recording && { recording: job.recording() }),
        };
        const result = await this.#run(task);
        if (result.cancelled) throw abortError(job.signal);
        totals.add(slot, job.bundle.open.ruleCodes);
        if (result.recorded) recorded.push(result.recorded);
        parts.push(bytesOf(new Uint8Array(memory.buffer, answer, result.answerBytes)));
        inputFrom = result.nextInput;
      }
      return { answers: parts.length === 1 ? parts[0] : Buffer.concat(parts), recorded };
    } finally {
      job.signal?.removeEventListener('abort', onAbort);
      this.parts.slots.release(slot);
    }
  }

  /** Let no one in any more, wait for those inside, then stop whoever runs tasks. */
  async close(): Promise<void> {
    this.#closed = true;
    if (this.#numBodies > 0) {
      await new Promise<void>((resolve) => {
        this.#whenIdle = resolve;
      });
    }
    this.parts.slots.close();
    await this.parts.executor.close();
  }

  get closed(): boolean {
    return this.#closed;
  }

  /**
   * A worker that dies, or fails, takes its task with it: once more on another, then an error for each row, made here.
   * No cause is lost: each is told to `onWorkerError`.
   */
  async #run(task: Task): Promise<TaskResult> {
    const { executor, pipeline, shelf, onWorkerError } = this.parts;
    try {
      return await executor.run(task);
    } catch (error) {
      onWorkerError(error, 1);
      try {
        return await executor.run(task);
      } catch (again) {
        onWorkerError(again, 2);
        return pipeline.run({ ...task, lost: true }, shelf.openOf(task.generation));
      }
    }
  }

  #droppedRow(to: Format, job: Job): Uint8Array {
    const answer = encodeAnswer(
      to,
      {
        itemId: null,
        error: {
          code: 'ROW_TOO_LONG',
          pointer: '',
          expected: `at most ${this.parts.limits.rowBytes} bytes`,
          got: `over ${this.parts.regions.slots[0].inputBytes} bytes`,
        },
        bundle: job.bundle.open.hash,
      },
      job.tier,
    );
    return Buffer.concat([answer, Buffer.from(ROW_END[to])]);
  }
}
