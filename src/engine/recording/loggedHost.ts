/**
 * A screener whose answers leave only when their decisions are in a log. Where the log cannot take them, the caller
 * gets the log's error and no answer. Explaining and scoring decide nothing and are not logged.
 */
import type { Answer } from '../../contract/decision.ts';
import type { HostOptions, RecordingHost } from '../../contract/host.ts';
import type { RecordedBatch, RecordedPart, RecordingOrder } from '../../contract/recording.ts';
import type { CodecOptions } from '../../contract/screener.ts';
import type { DecisionLog } from '../../log/decisionLog.ts';
import { inTurn } from '../inTurn.ts';
import { WrappingHost } from '../wrappingHost.ts';

export type LoggedOptions = {
  /** Keep the rows too, encrypted, so that decisions can be replayed. */
  keepRows: boolean;
  /** What is made of answers, in order, between the screener and the log. */
  revise?: (part: RecordedPart) => RecordedPart;
};

/** Parts of one body that may wait for the log while the next are screened. */
const PARTS_AHEAD = 4;

/** Owns both: closing it closes the host, then the log. */
export class LoggedHost extends WrappingHost {
  readonly #host: RecordingHost;
  readonly #log: DecisionLog;
  readonly #keepRows: boolean;
  readonly #revise: (part: RecordedPart) => RecordedPart;

  constructor(host: RecordingHost, log: DecisionLog, { keepRows, revise }: LoggedOptions) {
    super(host);
    this.#host = host;
    this.#log = log;
    this.#keepRows = keepRows;
    this.#revise = revise ?? ((part) => part);
  }

  async screenRow(row: Uint8Array, options?: HostOptions): Promise<Answer> {
    const { answer, recorded } = await this.#host.screenRowRecorded(row, this.#order(), options);
    await this.#log.append(recorded);
    return answer;
  }

  async *screenStream(
    source: AsyncIterable<Uint8Array>,
    options: CodecOptions & HostOptions,
  ): AsyncGenerator<Uint8Array> {
    const parts = this.#host.screenRecorded(source, () => this.#order(), options);
    const inFlight: Promise<RecordedPart>[] = [];
    for await (const event of inTurn(parts, inFlight, PARTS_AHEAD, options.signal)) {
      if ('answer' in event) {
        yield* event.answer.answers;
        continue;
      }
      const part = this.#revise(event.batch);
      const logged = this.#append(part.recorded).then(() => part);
      // a failure is reported when its turn comes, not before
      logged.catch(() => undefined);
      inFlight.push(logged);
    }
  }

  /** False too once the log takes nothing any more: nobody should be sent here then. */
  override async selfTest(): Promise<boolean> {
    return !this.#log.hasFailed && super.selfTest();
  }

  override async close(): Promise<void> {
    await super.close();
    await this.#log.close();
  }

  #order(): RecordingOrder {
    const at = Date.now();
    const { item, input } = this.#log.keysAt(at);
    return { at, itemKey: item, inputKey: input, keepRows: this.#keepRows };
  }

  async #append(recorded: readonly RecordedBatch[]): Promise<void> {
    await Promise.all(recorded.map((batch) => this.#log.append(batch)));
  }
}
