/**
 * `postern screen --plan`: proposals become decisions in the order in which the rows stand.
 */
import type { Command } from 'commander';
import { commitmentOf } from '../capacity/draw.ts';
import { parsePlan } from '../capacity/parsePlan.ts';
import type { Action } from '../contract/decision.ts';
import { PosternError } from '../contract/errors.ts';
import type { Format } from '../contract/formats.ts';
import { defaultLimits } from '../contract/limits.ts';
import type { RecordedPart } from '../contract/recording.ts';
import type { Tier } from '../contract/tier.ts';
import { arrivalOf } from '../engine/planned/arrival.ts';
import { type Arrival, PlanDesk, type PlanFacts } from '../engine/planned/planDesk.ts';
import { type Decided, decideLine, revisePart } from '../engine/planned/revisePart.ts';
import { readStates, writeStates } from '../engine/planned/stateFile.ts';
import { readJsonRow } from '../record/readRow.ts';
import { readHardCodes, readKey, readPlanText } from './planFile.ts';
import { planTable } from './planTable.ts';

export type PlannedOptions = {
  plan?: string;
  planKey?: string;
  planState?: string;
  planAt?: string;
  bundle?: string;
  tier?: Tier;
};

export type Planned = {
  /** Rows as they go in: notes where and when each arrived. */
  watch(rows: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** Answers as they come out: with the action that the plan has room for. */
  decide(answers: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
  /** Answers and the lines that a log is to hold of them, decided alike; instead of `decide`. */
  revise(part: RecordedPart): RecordedPart;
  /** What a replay of the log needs to decide the same again, the key excepted. */
  readonly facts: PlanFacts;
  /**
   * Resolves when the state that knows of all decided so far is on disk. Before answers leave, so that a run that is
   * killed has told of no place that the next one could give again; and at the start, where a path that cannot be
   * written is still harmless.
   */
  keep(): Promise<void>;
  /** Rows by which each action became more, or fewer, than was proposed. */
  moved(): ReadonlyMap<Action, number>;
  /** Once all is written: keeps the state, and says what became of the plan. */
  finish(): Promise<string>;
};

const LINE_FEED = 10;

export function withPlanOptions(command: Command): Command {
  return command
    .option('--plan <file>', 'decide by what facilities can inspect, in order of the rows (NDJSON in and out)')
    .option('--plan-key <file>', 'key of the random share, from: postern plan key new')
    .option('--plan-state <file>', 'where selectors continue, and where they leave what they know')
    .option(
      '--plan-at <instant>',
      'arrival of rows that tell none (no event EMD), ISO 8601 (default: now); they are counted',
    );
}

/** Null without a plan. */
export function openPlanned(options: PlannedOptions, { from, to }: { from: Format; to: Format }): Planned | null {
  if (options.plan === undefined) {
    const stray = [options.planKey, options.planState, options.planAt].some((value) => value !== undefined);
    if (stray) throw new PosternError('REQUEST_INVALID', '--plan-key, --plan-state and --plan-at need --plan');
    return null;
  }
  if (from !== 'ndjson' || to !== 'ndjson') {
    throw new PosternError('REQUEST_INVALID', `--plan reads and writes ndjson, got ${from} to ${to}`);
  }
  if (options.tier === 'carrier') {
    throw new PosternError(
      'REQUEST_INVALID',
      '--plan orders parcels by score, which answers to carriers lack: leave out --tier carrier',
    );
  }
  const key = options.planKey === undefined ? undefined : readKey(options.planKey);
  const states = options.planState === undefined ? {} : readStates(options.planState);
  const text = readPlanText(options.plan);
  const atMs = instantOf(options.planAt);
  const desk = new PlanDesk(parsePlan(text, options.plan), key, { states, now: () => Math.max(Date.now(), atMs ?? 0) });
  const facts = { plan: text, states, commitment: key === undefined ? null : commitmentOf(key) };
  return new PlannedRows(desk, readHardCodes(options.bundle), atMs, options.planState, facts);
}

class PlannedRows implements Planned {
  readonly facts: PlanFacts;
  readonly #desk: PlanDesk;
  readonly #hardCodes: ReadonlySet<string>;
  /** Null: the clock. */
  readonly #atMs: number | null;
  readonly #statePath: string | undefined;
  /** Rows that are being screened; as many as the engine has in hand. */
  #waiting: (Arrival | null)[] = [];
  #next = 0;
  #isKept = false;
  readonly #moved = new Map<Action, number>();

  constructor(
    desk: PlanDesk,
    hardCodes: ReadonlySet<string>,
    atMs: number | null,
    statePath: string | undefined,
    facts: PlanFacts,
  ) {
    this.facts = facts;
    this.#desk = desk;
    this.#hardCodes = hardCodes;
    this.#atMs = atMs;
    this.#statePath = statePath;
  }

  async *watch(rows: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const line of splitLines(rows)) {
      if (!isBlank(line)) this.#waiting.push(this.#arrivalOf(line));
      yield line;
    }
  }

  async *decide(answers: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    let rest: Uint8Array = new Uint8Array(0);
    for await (const chunk of answers) {
      // as many at once as the engine hands out: each time the state is written
      const { lines, unended } = linesIn(rest, chunk);
      rest = unended;
      const decided = lines.map((line) => this.#decideLine(line).answer);
      if (decided.length > 0) yield Buffer.concat(decided);
    }
    if (rest.length > 0) yield this.#decideLine(rest).answer;
  }

  revise(part: RecordedPart): RecordedPart {
    return revisePart(part, (line) => this.#decideLine(line));
  }

  async keep(): Promise<void> {
    if (this.#statePath === undefined || this.#isKept) return;
    this.#isKept = true;
    try {
      await writeStates(this.#statePath, this.#desk.states());
    } catch (error) {
      this.#isKept = false;
      const { code } = error as NodeJS.ErrnoException;
      throw new PosternError('REQUEST_INVALID', `--plan-state: ${this.#statePath} cannot be written (${code})`);
    }
  }

  moved(): ReadonlyMap<Action, number> {
    return this.#moved;
  }

  async finish(): Promise<string> {
    await this.keep();
    const elsewhere = this.#desk.numElsewhere;
    const { numOutOfTime, numUntold } = this.#desk;
    const clock = this.#atMs === null ? "the clock's time" : 'the time of --plan-at';
    const others = [
      ...(elsewhere === 0 ? [] : [`${elsewhere} rows of other facilities: their proposals stand\n`]),
      ...(numOutOfTime === 0
        ? []
        : [`${numOutOfTime} rows out of time, arriving more than 36 hours ahead: their proposals stand\n`]),
      ...(numUntold === 0 ? [] : [`${numUntold} rows told no arrival (event EMD) and took ${clock}\n`]),
    ].join('');
    const named = this.#desk.overflows.map(
      ({ itemId, facility, shift }) => `overflow: ${itemId} at ${facility}, ${shift}: a hard rule beyond the budget\n`,
    );
    return `${planTable(this.#desk.allReports(), true)}${others}${named.join('')}`;
  }

  #decideLine(line: Uint8Array): Decided {
    const decided = decideLine(line, this.#shift(), this.#desk, this.#hardCodes);
    if (decided.selection !== undefined) {
      this.#isKept = false;
      const { proposed, action } = decided.selection;
      this.#moved.set(proposed, (this.#moved.get(proposed) ?? 0) - 1);
      this.#moved.set(action, (this.#moved.get(action) ?? 0) + 1);
    }
    return decided;
  }

  #arrivalOf(line: Uint8Array): Arrival | null {
    const reading = readJsonRow(line[line.length - 1] === LINE_FEED ? line.subarray(0, -1) : line, defaultLimits);
    return arrivalOf(reading, this.#atMs ?? Date.now());
  }

  #shift(): Arrival | null {
    const arrival = this.#waiting[this.#next++] ?? null;
    // moving the rest down once for many rows, not for each
    if (this.#next === 4096) {
      this.#waiting = this.#waiting.slice(this.#next);
      this.#next = 0;
    }
    return arrival;
  }
}

/** Lines with their line feeds; the last may have none. */
async function* splitLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    const { lines, unended } = linesIn(rest, chunk);
    yield* lines;
    rest = unended;
  }
  if (rest.length > 0) yield rest;
}

function linesIn(rest: Uint8Array, chunk: Uint8Array): { readonly lines: Uint8Array[]; readonly unended: Uint8Array } {
  // a copy: the engine reuses what it yields
  const bytes = Buffer.concat([rest, chunk]);
  const lines: Uint8Array[] = [];
  let from = 0;
  for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, from)) {
    lines.push(bytes.subarray(from, end + 1));
    from = end + 1;
  }
  return { lines, unended: bytes.subarray(from) };
}

function isBlank(line: Uint8Array): boolean {
  return line.every((byte) => byte === 32 || byte === 9 || byte === 13 || byte === LINE_FEED);
}

function instantOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  const instant = Date.parse(text);
  if (Number.isNaN(instant)) {
    throw new PosternError(
      'REQUEST_INVALID',
      `--plan-at: expected an instant such as 2026-01-05T08:00:00Z, got "${text}"`,
    );
  }
  return instant;
}
