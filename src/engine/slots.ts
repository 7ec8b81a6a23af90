/** The ring of batch slots: who holds one may write its input and run one task at a time. */
import { PosternError } from '../contract/errors.ts';

type Waiter = { resolve: (slot: number) => void; reject: (reason: unknown) => void };

export class SlotRing {
  readonly total: number;
  readonly #free: number[];
  readonly #waiting: Waiter[] = [];
  #closed = false;

  constructor(slots: readonly number[]) {
    this.total = slots.length;
    this.#free = [...slots];
  }

  get free(): number {
    return this.#free.length;
  }

  /** The next free slot; waits in order of arrival. @throws CLOSED, ABORTED */
  acquire(signal?: AbortSignal): Promise<number> {
    if (this.#closed) return Promise.reject(closedError());
    const slot = this.#free.pop();
    if (slot !== undefined) return Promise.resolve(slot);
    return new Promise((resolve, reject) => {
      const onAbort = (): void => {
        this.#waiting.splice(this.#waiting.indexOf(waiter), 1);
        reject(abortError(signal));
      };
      // a signal outlives many waits: each takes its listener along when it ends
      const settle = (): void => signal?.removeEventListener('abort', onAbort);
      const waiter: Waiter = {
        resolve: (next) => {
          settle();
          resolve(next);
        },
        reject: (reason) => {
          settle();
          reject(reason);
        },
      };
      this.#waiting.push(waiter);
      signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  release(slot: number): void {
    const waiter = this.#waiting.shift();
    if (waiter) waiter.resolve(slot);
    else this.#free.push(slot);
  }

  close(): void {
    this.#closed = true;
    for (const waiter of this.#waiting.splice(0)) waiter.reject(closedError());
  }
}

export function closedError(): PosternError {
  return new PosternError('CLOSED', 'got a call after close(): create a new screener');
}

/** Why a signal ended the call: the caller gave up, or the time limit that `timeLimit` keeps was reached. */
export function abortError(signal?: AbortSignal): PosternError {
  if (signal?.reason instanceof PosternError) return signal.reason;
  return new PosternError('ABORTED', 'the call was aborted by its signal');
}
