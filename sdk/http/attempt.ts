/** One request and its answer under a time limit and the caller's signal, with every way to fail as a typed error. */
import { AbortedError, ConnectionError, errorOf, TimeoutError } from './errors.ts';
import { PosternError } from '../../src/contract/errors.ts';

export type Limits = { readonly timeoutMs: number | undefined; readonly signal: AbortSignal | undefined };

/**
 * Fetch, refuse what is not a success, and read the answer with `read`, all within the limits.
 * @throws HttpError, ConnectionError, TimeoutError, AbortedError
 */
export async function attempt<T>(
  send: (signal: AbortSignal) => Promise<Response>,
  read: (response: Response) => Promise<T>,
  limits: Limits,
): Promise<T> {
  const clock = startClock(limits);
  try {
    const response = await send(clock.signal);
    if (!response.ok) throw await errorOf(response);
    return await read(response);
  } catch (error) {
    throw clock.explain(error);
  } finally {
    clock.stop();
  }
}

export type Clock = {
  readonly signal: AbortSignal;
  /** What really happened, when a request failed with this error. */
  explain(error: unknown): PosternError;
  /** No limit any more. What is still under way is abandoned. */
  stop(): void;
};

/** One signal for the caller's and the time limit. */
export function startClock({ timeoutMs, signal }: Limits): Clock {
  const controller = new AbortController();
  const abort = (): void => controller.abort(signal?.reason);
  let timedOut = false;
  const expire = (): void => {
    timedOut = true;
    controller.abort();
  };
  const timer = timeoutMs === undefined ? undefined : setTimeout(expire, timeoutMs);
  if (signal?.aborted) abort();
  else signal?.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    explain(error) {
      if (error instanceof PosternError) return error;
      if (timedOut && timeoutMs !== undefined) return new TimeoutError(timeoutMs);
      if (signal?.aborted) return new AbortedError(signal.reason);
      return new ConnectionError(`the service could not be reached, or hung up: ${causeOf(error)}`, error);
    },
    stop() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
      controller.abort();
    },
  };
}

// fetch says "fetch failed" and keeps the reason in its cause
function causeOf(error: unknown): string {
  const { cause, message } = error as { cause?: { code?: string; message?: string }; message?: string };
  return cause?.code ?? cause?.message ?? message ?? 'unknown';
}
