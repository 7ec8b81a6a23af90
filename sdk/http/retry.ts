/** Trying again: which failures may pass, and how long to wait first. */
import type { PosternError } from '../../src/contract/errors.ts';
import { AbortedError, ConnectionError, HttpError, TimeoutError } from './errors.ts';
import type { Logger } from './options.ts';

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 8_000;
/** A service that asks for a longer wait is reported instead: the caller knows what a minute costs. */
const LONGEST_RETRY_AFTER_MS = 60_000;

export type RetryPlan = {
  readonly maxRetries: number;
  readonly signal: AbortSignal | undefined;
  readonly logger: Logger;
};

/** Run `attempt` until it succeeds, fails for good, or the retries are used up. */
export async function withRetries<T>(attempt: () => Promise<T>, { maxRetries, signal, logger }: RetryPlan): Promise<T> {
  for (let retry = 0; ; retry++) {
    try {
      return await attempt();
    } catch (error) {
      if (retry === maxRetries || !mayPass(error)) throw error;
      const waitMs = waitBefore(retry, error);
      if (waitMs === undefined) throw error;
      logger.warn(`${error.code}: trying again in ${Math.round(waitMs)} ms, ${maxRetries - retry} left`);
      await sleep(waitMs, signal);
    }
  }
}

function mayPass(error: unknown): error is PosternError {
  if (error instanceof ConnectionError || error instanceof TimeoutError) return true;
  return error instanceof HttpError && (error.status >= 500 || [408, 409, 429].includes(error.status));
}

/** Undefined when the service asks for more patience than is sensible. */
function waitBefore(retry: number, error: PosternError): number | undefined {
  const askedMs = error instanceof HttpError ? retryAfterMs(error.headers, Date.now()) : undefined;
  if (askedMs !== undefined) return askedMs <= LONGEST_RETRY_AFTER_MS ? askedMs : undefined;
  const fullMs = Math.min(FIRST_WAIT_MS * 2 ** retry, LONGEST_WAIT_MS);
  // between half and all of it, so that clients that failed together do not come back together
  return fullMs * (0.5 + Math.random() / 2);
}

/** Retry-After in milliseconds, from seconds or an HTTP date; undefined when it says neither. */
export function retryAfterMs(headers: Headers, nowMs: number): number | undefined {
  const value = headers.get('retry-after');
  if (value === null) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1000;
  const at = Date.parse(value);
  return Number.isNaN(at) ? undefined : Math.max(0, at - nowMs);
}

function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(new AbortedError(signal?.reason));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener('abort', stop, { once: true });
  });
}
