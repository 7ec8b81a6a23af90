/**
 * Keeps a state file up to date while selections go on. Whoever waits for a state shares the next write with all who
 * came while one was under way, as the groups of a log do.
 */
import type { PlanStates } from './planDesk.ts';
import { writeStates } from './stateFile.ts';

export type StateKeeperOptions = {
  readonly path: string;
  readonly states: () => PlanStates;
  /** Told of a write that failed; the next one is tried all the same. */
  readonly onError: (error: unknown) => void;
};

/** What a process that is killed forgets at most, where nobody waits for a write. */
const INTERVAL_MS = 1000;

export class StateKeeper {
  readonly #options: StateKeeperOptions;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;
  #failed = false;

  constructor(options: StateKeeperOptions) {
    this.#options = options;
  }

  /** The last write failed: what is on disk is old. */
  get hasFailed(): boolean {
    return this.#failed;
  }

  /** Write within a second. */
  soon(): void {
    this.#timer ??= setTimeout(() => void this.now(), INTERVAL_MS).unref();
  }

  /** Resolves when a state that is at least as new as this call is on disk, or could not be written. */
  now(): Promise<void> {
    this.#next ??= this.#writing.then(() => {
      this.#next = undefined;
      this.#writing = this.#write();
      return this.#writing;
    });
    return this.#next;
  }

  async #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const { path, states, onError } = this.#options;
    try {
      await writeStates(path, states());
      this.#failed = false;
    } catch (error) {
      this.#failed = true;
      onError(error);
    }
  }
}
