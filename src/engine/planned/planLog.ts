/** What must be on disk before an answer under a plan leaves: its selection in the log, and the state that made it. */
import type { RecordedBatch } from '../../contract/recording.ts';
import type { DecisionLog } from '../../log/decisionLog.ts';
import { dayOf, encodeLine } from '../../log/entry.ts';
import type { PlanFacts } from './planDesk.ts';
import type { StateKeeper } from './stateKeeper.ts';

export type PlanLogOptions = {
  readonly keepRows: boolean;
  readonly facts: () => PlanFacts;
  readonly keeper: StateKeeper | null;
};

export class PlanLog {
  readonly #log: DecisionLog | null;
  readonly #options: PlanLogOptions;
  /** Day of the last note of the plan; whoever opened the log has noted it. */
  #notedDay = dayOf(Date.now());
  /** Selections are missing in the log: from here on it must be told where selectors stand. */
  #owesNote = false;

  constructor(log: DecisionLog | null, options: PlanLogOptions) {
    this.#log = log;
    this.#options = options;
  }

  /** The next selection begins a new run in the log. Call before it is made. */
  noteAgain(): void {
    this.#owesNote = true;
  }

  /**
   * A note where one is due, ahead of the selections that the caller is about to make. A note a day: a replay goes on
   * after a day whose rows were erased.
   */
  begin(at: number): Promise<unknown> {
    if (this.#log === null || (!this.#owesNote && dayOf(at) <= this.#notedDay)) return Promise.resolve();
    [this.#owesNote, this.#notedDay] = [false, dayOf(at)];
    const lines = Buffer.from(encodeLine({ at, note: 'plan', facts: this.#options.facts() }));
    return this.#heed(this.#log.append({ at, lines, count: 1 }));
  }

  /** In order of the calls. Without a log the state follows within a second, and nobody waits for it. */
  async write(recorded: readonly RecordedBatch[]): Promise<void> {
    const { keeper, keepRows } = this.#options;
    if (this.#log === null) {
      keeper?.soon();
      return;
    }
    const appended = recorded.map((batch) => (this.#log as DecisionLog).append(keepRows ? batch : withoutRows(batch)));
    await Promise.all([...appended.map((append) => this.#heed(append)), keeper?.now()]);
  }

  async #heed(append: Promise<unknown>): Promise<void> {
    try {
      await append;
    } catch (error) {
      this.#owesNote = true;
      throw error;
    }
  }
}

function withoutRows({ at, lines, count }: RecordedBatch): RecordedBatch {
  return { at, lines, count };
}
