/**
 * The writer of a decision log. Batches that arrive while one sync is under way share the next one: that is the group
 * commit. One group is one block, and a batch's promise resolves when its block is on disk.
 */
import { PosternError } from '../contract/errors.ts';
import type { KeptRows, RecordedBatch } from '../contract/recording.ts';
import { MAX_PAYLOAD_BYTES } from './blockFormat.ts';
import { type DayKeySet, DayKeys } from './dayKeys.ts';
import { dayOf } from './entry.ts';
import { type DayUse, keyNote } from './keyNotes.ts';
import { defaultKeyFolder } from './keyFolder.ts';
import { recoverLog } from './recoverLog.ts';
import { recoverRows, RowWriter } from './rowStore.ts';
import { SegmentWriter } from './segmentWriter.ts';
import { lockForWriting } from './writerLock.ts';

export type DecisionLogOptions = {
  /** Where the day keys are; `keys` in the log's folder unless given. */
  keyFolder?: string;
  /** A segment is closed when the next block would make it longer. */
  segmentBytes?: number;
  /** Segments in all; beyond it the log is full. */
  maxBytes?: number;
  /** Bytes that may wait for a sync; whoever comes with more waits outside. */
  maxPendingBytes?: number;
};

export type Recovered = {
  /** Entries the log held when it was opened. */
  readonly numEntries: number;
  /** Bytes of an unfinished block, and of kept rows without a decision, that were moved to `cut/`. */
  readonly cutBytes: number;
  readonly cutRowBytes: number;
};

const DEFAULT_SEGMENT_BYTES = 256 << 20;
const DEFAULT_PENDING_BYTES = 32 << 20;
/** Largest group: beyond it a block only makes its first batch wait longer. */
const GROUP_BYTES = 8 << 20;

type Waiting = {
  readonly batch: RecordedBatch;
  readonly bytes: number;
  readonly resolve: (firstSequence: number) => void;
  readonly reject: (reason: unknown) => void;
};

type Parts = {
  readonly segments: SegmentWriter;
  readonly rows: RowWriter;
  readonly keys: DayKeys;
  /** Days whose decisions the log holds already. */
  readonly days: ReadonlyMap<string, DayUse>;
  readonly unlock: () => Promise<void>;
  readonly recovered: Recovered;
  readonly maxBytes: number;
  readonly maxPendingBytes: number;
};

export class DecisionLog {
  readonly recovered: Recovered;
  readonly #parts: Parts;
  readonly #queue: Waiting[] = [];
  /** In order of arrival, for which there is no room yet. */
  readonly #outside: Waiting[] = [];
  #pendingBytes = 0;
  #running: Promise<void> | undefined;
  #failure: PosternError | undefined;
  #closed = false;
  /** Days whose keys were handed out and are not noted in the log yet, and those that were looked at. */
  readonly #unnoted = new Map<string, DayKeySet>();
  readonly #checked = new Map<string, DayKeySet>();

  private constructor(parts: Parts) {
    this.#parts = parts;
    this.recovered = parts.recovered;
  }

  /** Open for writing, or begin, the log in a folder. @throws LOG_LOCKED, LOG_DAMAGED */
  static async open(folder: string, options: DecisionLogOptions = {}): Promise<DecisionLog> {
    const unlock = await lockForWriting(folder);
    try {
      const tail = await recoverLog(folder);
      const keys = new DayKeys(options.keyFolder ?? defaultKeyFolder(folder));
      const cutRowBytes = await recoverRows(folder, tail.nextSequence);
      const log = new DecisionLog({
        segments: await SegmentWriter.open(folder, options.segmentBytes ?? DEFAULT_SEGMENT_BYTES, tail),
        rows: new RowWriter(folder, keys),
        keys,
        days: tail.days,
        unlock,
        recovered: { numEntries: tail.nextSequence, cutBytes: tail.cutBytes, cutRowBytes },
        maxBytes: options.maxBytes ?? Number.POSITIVE_INFINITY,
        maxPendingBytes: options.maxPendingBytes ?? DEFAULT_PENDING_BYTES,
      });
      // a lost key of today is told now, not with the first parcel
      if (tail.days.get(dayOf(Date.now()))?.hasDecisions) log.keysAt(Date.now());
      return log;
    } catch (error) {
      await unlock();
      throw error;
    }
  }

  /** Entries on disk. */
  get numEntries(): number {
    return this.#parts.segments.nextSequence;
  }

  /** Chain hash of the last block on disk: note it elsewhere to prove later that nothing before it was changed. */
  get head(): string {
    return this.#parts.segments.head.toString('hex');
  }

  /** A sync failed: nothing is taken until the log is opened again. */
  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  /** The keys under which lines of this instant must be made. @throws LOG_FAILED where the day's key is not its key */
  keysAt(at: number): DayKeySet {
    const day = dayOf(at);
    const known = this.#checked.get(day);
    if (known) return known;
    const { keys, days } = this.#parts;
    const use = days.get(day);
    const set = keys.readOrCreate(day, use?.hasDecisions);
    for (const noted of use?.fingerprints ?? []) keys.requireSame(day, set, noted);
    if (!use?.fingerprints.has(set.fingerprint)) this.#unnoted.set(day, set);
    this.#checked.set(day, set);
    return set;
  }

  /**
   * Add entries. Resolves to the sequence of the first when all of them are on disk, in order of the calls.
   * @throws LOG_FULL (nothing was written, later calls may succeed), LOG_FAILED (open the log again), CLOSED
   */
  async append(batch: RecordedBatch): Promise<number> {
    const bytes = batch.lines.length + (batch.rows?.bytes.length ?? 0);
    if (batch.lines.length > MAX_PAYLOAD_BYTES) {
      throw new RangeError(`expected at most ${MAX_PAYLOAD_BYTES} bytes a batch, got ${batch.lines.length}`);
    }
    if (this.#closed) throw closedError();
    if (this.#failure) throw this.#failure;
    return new Promise((resolve, reject) => {
      this.#outside.push({ batch, bytes, resolve, reject });
      this.#admit();
    });
  }

  /** Finish what was accepted, then let another writer in. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const { reject } of this.#outside.splice(0)) reject(closedError());
    await this.#running;
    await this.#parts.segments.close();
    await this.#parts.rows.close();
    await this.#parts.unlock();
  }

  /** Let in whom there is room for. A batch that alone is over the bound comes in when nothing else waits. */
  #admit(): void {
    while (this.#outside.length > 0) {
      const { bytes } = this.#outside[0];
      if (this.#pendingBytes > 0 && this.#pendingBytes + bytes > this.#parts.maxPendingBytes) break;
      this.#pendingBytes += bytes;
      this.#queue.push(this.#outside.shift() as Waiting);
    }
    if (this.#queue.length > 0) this.#running ??= this.#commitAll();
  }

  async #commitAll(): Promise<void> {
    while (this.#queue.length > 0) {
      const group = this.#nextGroup();
      try {
        if (this.#failure) throw this.#failure;
        let sequence = await this.#commit(group);
        for (const { batch, resolve } of group) {
          resolve(sequence);
          sequence += batch.count;
        }
      } catch (error) {
        if (!(error instanceof PosternError && error.code === 'LOG_FULL')) this.#failure = asFailure(error);
        for (const { reject } of group) reject(this.#failure ?? error);
      }
      for (const { bytes } of group) this.#pendingBytes -= bytes;
      this.#admit();
    }
    this.#running = undefined;
  }

  /** The oldest batches of one day that fit a block. */
  #nextGroup(): Waiting[] {
    const day = dayOf(this.#queue[0].batch.at);
    let bytes = 0;
    let end = 0;
    for (; end < this.#queue.length; end++) {
      const { batch } = this.#queue[end];
      bytes += batch.lines.length;
      if (end > 0 && (bytes > GROUP_BYTES || dayOf(batch.at) !== day)) break;
    }
    return this.#queue.splice(0, end);
  }

  /** One block and its kept rows, synced. */
  async #commit(group: readonly Waiting[]): Promise<number> {
    const { segments, rows, maxBytes } = this.#parts;
    const numBatched = group.reduce((sum, { batch }) => sum + batch.count, 0);
    if (numBatched === 0) return segments.nextSequence;
    const day = dayOf(group[0].batch.at);
    const unnoted = this.#unnoted.get(day);
    const notes = unnoted ? [keyNote(group[0].batch.at, unnoted)] : [];
    const firstSequence = segments.nextSequence + notes.length;
    const payload = [...notes, ...group.map(({ batch }) => batch.lines)];
    const count = notes.length + numBatched;
    const bytes = payload.reduce((sum, part) => sum + part.length, 0);
    if (segments.totalBytes + bytes > maxBytes) {
      throw new PosternError('LOG_FULL', `the decision log has ${segments.totalBytes} bytes of at most ${maxBytes}`);
    }
    const { at } = group[0].batch;
    const kept = keptOf(group, firstSequence);
    if (kept.length === 0) {
      await segments.append(payload, count, at);
      this.#unnoted.delete(day);
      return firstSequence;
    }
    const takeBack = await rows.write(day, kept);
    const [rowsEnd, blockEnd] = await Promise.allSettled([rows.sync(), segments.append(payload, count, at)]);
    if (blockEnd.status === 'rejected') {
      await takeBack();
      throw blockEnd.reason;
    }
    if (rowsEnd.status === 'rejected') throw rowsEnd.reason;
    this.#unnoted.delete(day);
    return firstSequence;
  }
}

function keptOf(
  group: readonly Waiting[],
  firstSequence: number,
): readonly { firstSequence: number; rows: KeptRows }[] {
  let sequence = firstSequence;
  return group.flatMap(({ batch }) => {
    const first = sequence;
    sequence += batch.count;
    return batch.rows ? [{ firstSequence: first, rows: batch.rows }] : [];
  });
}

function closedError(): PosternError {
  return new PosternError('CLOSED', 'the decision log is closed: open it again');
}

function asFailure(error: unknown): PosternError {
  if (error instanceof PosternError && error.code === 'LOG_FAILED') return error;
  return new PosternError('LOG_FAILED', 'the decision log could not be written', { cause: error });
}
