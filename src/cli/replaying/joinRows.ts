/**
 * A log joined with the rows that were kept of it: pieces of rows ready to be screened again, each with the lines that
 * the log has for them. Everything is read once, in order, a block and a batch at a time.
 */
import type { DayKeySet, DayKeys } from '../../log/dayKeys.ts';
import type { KeptRows } from '../../contract/recording.ts';
import { NOT_KEPT } from '../../contract/recording.ts';
import { PosternError } from '../../contract/errors.ts';
import { type Block, type LogEnd, readBlocks } from '../../log/readBlocks.ts';
import { linesOf } from '../../log/readEntries.ts';
import { keptDays, readRows } from '../../log/rowStore.ts';
import type { PlanFacts } from '../../engine/planned/planDesk.ts';
import { isNoteLine, type LoggedSettings, planOf, settingsOf } from './loggedLines.ts';

/** A line of the log and the row it was made of. */
export type LoggedRow = {
  readonly seq: number;
  readonly line: Buffer;
  /** As it was kept, without what ends it. */
  readonly row: Uint8Array;
};

/** One run under a plan. */
export type PlanRun = {
  readonly facts: PlanFacts;
  /** Decisions of it that cannot be made again, up to the piece that was read last. */
  numGaps: number;
};

export type Piece = {
  readonly day: string;
  readonly keys: DayKeySet;
  readonly format: KeptRows['format'];
  readonly columns: readonly string[] | undefined;
  readonly settings: LoggedSettings;
  readonly plan: PlanRun | undefined;
  readonly rows: readonly LoggedRow[];
};

export type JoinOptions = {
  /** Whether a line is to be looked at again; told in order. */
  isWanted(line: Buffer): boolean;
  /** Told of each decision whose row is not there. */
  onNotKept(): void;
};

/** @throws LOG_DAMAGED */
export async function* joinRows(folder: string, keys: DayKeys, options: JoinOptions): AsyncGenerator<Piece> {
  const cursor = new LineCursor(folder, options);
  for (const day of await keptDays(folder)) {
    const set = keys.read(day);
    if (!set) continue;
    for await (const batch of readRows(folder, day, keys)) {
      // a clock that went back over midnight: these decisions were passed by
      if (batch.firstSequence < cursor.sequence) continue;
      await cursor.skipTo(batch.firstSequence);
      const rows: LoggedRow[] = [];
      let at = 0;
      for (const length of batch.lengths) {
        let next = cursor.here();
        while (!next) {
          if (!(await cursor.more())) return;
          next = cursor.here();
        }
        if (length === NOT_KEPT) {
          options.onNotKept();
          continue;
        }
        const row = batch.bytes.subarray(at, at + length);
        at += length;
        if (options.isWanted(next.line)) rows.push({ ...next, row });
        else cursor.leaveGap();
      }
      const { format, columns } = batch;
      if (rows.length > 0)
        yield { day, keys: set, format, columns, settings: cursor.settings, plan: cursor.plan, rows };
    }
  }
  await cursor.skipTo(Number.POSITIVE_INFINITY);
}

/** Lines of a log in order. Only a new block is waited for: a promise a line would cost more than screening it again. */
class LineCursor {
  settings: LoggedSettings = settingsOf(undefined);
  plan: PlanRun | undefined;
  readonly #blocks: AsyncGenerator<Block, LogEnd>;
  readonly #options: JoinOptions;
  #lines: Generator<Buffer> | undefined;
  #seq = 0;

  constructor(folder: string, options: JoinOptions) {
    this.#blocks = readBlocks(folder);
    this.#options = options;
  }

  /** The next decision of the block at hand that stands before entry `before`; undefined where there is none. */
  here(before: number = Number.POSITIVE_INFINITY): { seq: number; line: Buffer } | undefined {
    while (this.#seq < before) {
      const line: Buffer | undefined = this.#lines?.next().value;
      if (line === undefined) return undefined;
      this.#seq += 1;
      if (!isNoteLine(line)) return { seq: this.#seq - 1, line };
      this.#heed(line);
    }
    return undefined;
  }

  /** Of the line that comes next. */
  get sequence(): number {
    return this.#seq;
  }

  leaveGap(): void {
    if (this.plan) this.plan.numGaps += 1;
  }

  #heed(note: Buffer): void {
    const settings = settingsOf(note);
    // a run ends where the next begins
    if (settings) [this.settings, this.plan] = [settings, undefined];
    const facts = planOf(note);
    if (facts) this.plan = { facts, numGaps: 0 };
  }

  /** Go on to the next block. False at the end of the log. @throws LOG_DAMAGED */
  async more(): Promise<boolean> {
    const { done, value } = await this.#blocks.next();
    if (!done) {
      this.#lines = linesOf(value.payload);
      this.#seq = value.header.firstSequence;
      return true;
    }
    if (value.damage) throw new PosternError('LOG_DAMAGED', value.damage);
    return false;
  }

  /** Pass decisions by that have no rows, up to the one at `sequence`. */
  async skipTo(sequence: number): Promise<void> {
    while (this.#seq < sequence) {
      // a note may be all that stands between here and there
      if (this.here(sequence)) {
        this.leaveGap();
        this.#options.onNotKept();
      } else if (this.#seq < sequence && !(await this.more())) return;
    }
  }
}
