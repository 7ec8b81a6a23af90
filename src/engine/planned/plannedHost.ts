/**
 * A screener under a capacity plan: one selector a facility turns proposals into decisions, in the order in which they
 * are answered. Carriers are no facility: what is screened for them takes no place of the plan.
 */
import { randomBytes } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Answer } from '../../contract/decision.ts';
import { PosternError } from '../../contract/errors.ts';
import type { HostOptions, RecordingHost, ScreeningHost, ScreeningStats } from '../../contract/host.ts';
import type { Limits } from '../../contract/limits.ts';
import type { RecordedPart, RecordingOrder } from '../../contract/recording.ts';
import type { BundleInfo, CodecOptions } from '../../contract/screener.ts';
import type { DecisionLog } from '../../log/decisionLog.ts';
import { readJsonRow } from '../../record/readRow.ts';
import { Framing } from '../frame.ts';
import { abortError } from '../slots.ts';
import { WrappingHost } from '../wrappingHost.ts';
import { arrivalOf, arrivalsOf } from './arrival.ts';
import { decideAnswer } from './decideAnswer.ts';
import { hardCodesOf } from './hardCodes.ts';
import type { PlanDesk, PlanFacts } from './planDesk.ts';
import { PlanLog } from './planLog.ts';
import { decideLine, revisePart, withSelections } from './revisePart.ts';
import type { StateKeeper } from './stateKeeper.ts';
import { Turns } from './turns.ts';

export type PlannedHostOptions = {
  /** Screens; owned by `inner`. */
  readonly host: RecordingHost;
  /** What answers carriers, and all that is no screening: the host itself, or the one that logs. Closed with this. */
  readonly inner: ScreeningHost;
  readonly log: DecisionLog | null;
  /** Keep rows in the log. */
  readonly keepRows: boolean;
  readonly desk: PlanDesk;
  /** The plan and the state it has now, for notes in the log. */
  readonly facts: () => PlanFacts;
  /** Of the bundle that the host has. */
  readonly bundle: ReturnType<typeof hardCodesOf>;
  /** Where the state goes; null when it is not kept. */
  readonly keeper: StateKeeper | null;
  readonly limits: Limits;
  /** Arrival of rows that tell none, epoch ms; now unless given. */
  readonly clock?: () => number;
};

/** A batch is decided as a whole up to so many bytes of it and its answers; a longer one in pieces of that length. */
const WHOLE_BYTES = 8 << 20;

export class PlannedHost extends WrappingHost {
  readonly #options: PlannedHostOptions;
  readonly #inner: ScreeningHost;
  readonly #turns = new Turns();
  readonly #log: PlanLog;
  readonly #clock: () => number;
  readonly #hardCodes: Map<string, ReadonlySet<string>>;
  readonly #noKey = randomBytes(32);
  #swapping: Promise<unknown> | undefined;

  constructor(options: PlannedHostOptions) {
    super(options.inner);
    this.#options = options;
    this.#inner = options.inner;
    this.#log = new PlanLog(options.log, { keepRows: options.keepRows, facts: options.facts, keeper: options.keeper });
    this.#clock = options.clock ?? Date.now;
    this.#hardCodes = new Map([[options.bundle.hash, options.bundle.codes]]);
  }

  async screenRow(row: Uint8Array, options: HostOptions = {}): Promise<Answer> {
    if (options.tier === 'carrier') return this.#inner.screenRow(row, options);
    const { desk, host, limits } = this.#options;
    const { answer, recorded } = await host.screenRowRecorded(row, this.#order(), options);
    const arrival = arrivalOf(readJsonRow(row, limits), this.#clock());
    const { decided, written } = await this.#turns.take(async () => {
      const codes = await this.#codesOf(answer.bundle);
      const noted = this.#log.begin(recorded.at);
      const result = decideAnswer(desk, codes, answer, arrival);
      const revised = withSelections(recorded, () => result.selection);
      // waited for outside: the next may be decided while this is written
      return { decided: result.answer, written: [noted, this.#log.write([revised])] };
    });
    await Promise.all(written);
    return decided;
  }

  async *screenStream(
    source: AsyncIterable<Uint8Array>,
    options: CodecOptions & HostOptions,
  ): AsyncGenerator<Uint8Array> {
    if (options.tier === 'carrier') {
      yield* this.#inner.screenStream(source, options);
      return;
    }
    const { from, to = from, signal } = options;
    if (to !== 'ndjson' && to !== 'json') {
      throw new PosternError(
        'FORMAT_NOT_ACCEPTABLE',
        `a plan is in force: got ${to}, expected answers in ndjson or json`,
      );
    }
    const framing = new Framing(to, 'officer');
    const parts = this.#options.host.screenRecorded(source, () => this.#order(), { ...options, to: 'ndjson' });
    let waiting: RecordedPart[] = [];
    let numBytes = 0;
    for await (const part of parts) {
      waiting.push(part);
      numBytes += bytesOf(part);
      if (numBytes < WHOLE_BYTES) continue;
      for (const answers of await this.#decide(waiting, signal)) yield* framing.part(rowsAs(to, answers), -1);
      [waiting, numBytes] = [[], 0];
    }
    for (const answers of await this.#decide(waiting, signal)) yield* framing.part(rowsAs(to, answers), -1);
    yield* framing.close(-1);
  }

  override async swapBundle(bytes: Uint8Array): Promise<BundleInfo> {
    const swap = super.swapBundle(bytes).then((info) => {
      const { hash, codes } = hardCodesOf(bytes);
      this.#hardCodes.set(hash, codes);
      // a replay with the new bundle can begin here
      this.#log.noteAgain();
      return info;
    });
    this.#swapping = swap.catch(() => undefined);
    return swap;
  }

  /** The rules stay those of the bundle, under another hash. */
  override async patchBundle(bytes: Uint8Array): Promise<BundleInfo> {
    const patch = super.patchBundle(bytes).then((info) => {
      const codes = this.#hardCodes.get(info.patch?.base ?? '');
      if (codes !== undefined) this.#hardCodes.set(info.hash, codes);
      this.#log.noteAgain();
      return info;
    });
    this.#swapping = patch.catch(() => undefined);
    return patch;
  }

  /** As with a patch: the hash alone is another. */
  override async unpatchBundle(): Promise<BundleInfo> {
    const unpatch = Promise.all([super.bundle(), super.unpatchBundle()]).then(([before, info]) => {
      const codes = this.#hardCodes.get(before.hash);
      if (codes !== undefined) this.#hardCodes.set(info.hash, codes);
      this.#log.noteAgain();
      return info;
    });
    this.#swapping = unpatch.catch(() => undefined);
    return unpatch;
  }

  /** False too while the state cannot be kept. */
  override async selfTest(): Promise<boolean> {
    return !this.#options.keeper?.hasFailed && super.selfTest();
  }

  override stats(): ScreeningStats {
    return { ...super.stats(), plan: this.#options.desk.figures() };
  }

  override async close(): Promise<void> {
    await super.close();
    await this.#options.keeper?.now();
  }

  /** Answers as NDJSON, once their selections may be relied on. Nobody is decided between the first and the last. */
  async #decide(parts: readonly RecordedPart[], signal: AbortSignal | undefined): Promise<Uint8Array[]> {
    const answers: Uint8Array[] = [];
    const written: Promise<unknown>[] = [];
    await this.#turns.take(async () => {
      // who left while waiting takes no place
      if (signal?.aborted) throw abortError(signal);
      for (const part of parts) {
        if (part.recorded.length === 0) continue;
        const codes = await this.#codesOf(firstAnswer(part.answers).bundle);
        const noted = this.#log.begin(part.recorded[0].at);
        const revised = this.#revise(part, codes);
        const write = Promise.all([noted, this.#log.write(revised.recorded)]);
        // a failure is reported when all are decided, not before
        write.catch(() => undefined);
        written.push(write);
        answers.push(...revised.answers);
        await setImmediate();
      }
    });
    await Promise.all(written);
    return answers;
  }

  #revise(part: RecordedPart, codes: ReadonlySet<string>): RecordedPart {
    const { desk, limits } = this.#options;
    const at = this.#clock();
    const arrivals = part.recorded.flatMap(({ rows }) => (rows ? arrivalsOf(rows, { limits, at }) : []));
    let row = 0;
    return revisePart(part, (line) => decideLine(line, arrivals[row++] ?? null, desk, codes));
  }

  /** Of a bundle that answers already, and whose swap may still be on its way to whoever asked for it. */
  async #codesOf(bundle: string): Promise<ReadonlySet<string>> {
    if (!this.#hardCodes.has(bundle)) await this.#swapping;
    const codes = this.#hardCodes.get(bundle);
    if (codes === undefined) throw new PosternError('INTERNAL', `the hard rules of bundle ${bundle} are not known`);
    return codes;
  }

  /** Rows are asked for in any case: they tell facility, lane and time. */
  #order(): RecordingOrder {
    const at = Date.now();
    const { item, input } = this.#options.log?.keysAt(at) ?? { item: this.#noKey, input: this.#noKey };
    return { at, itemKey: item, inputKey: input, keepRows: true };
  }
}

function bytesOf({ answers, recorded }: RecordedPart): number {
  const ofAnswers = answers.reduce((sum, { length }) => sum + length, 0);
  return recorded.reduce((sum, { lines, rows }) => sum + lines.length + (rows?.bytes.length ?? 0), ofAnswers);
}

function firstAnswer(answers: readonly Uint8Array[]): Answer {
  const lines = Buffer.concat(answers);
  return JSON.parse(lines.toString('utf8', 0, lines.indexOf(0x0a))) as Answer;
}

/** Rows of a JSON array are ended by commas until they are framed; inside a row a newline is always escaped. */
function rowsAs(to: 'ndjson' | 'json', lines: Uint8Array): Uint8Array {
  if (to === 'json') for (let at = lines.indexOf(0x0a); at >= 0; at = lines.indexOf(0x0a, at + 1)) lines[at] = 0x2c;
  return lines;
}
