/** The caller's signal and its time limit as one signal, whose timer ends with the call. */
import { PosternError } from '../contract/errors.ts';
import type { CallOptions } from '../contract/screener.ts';

export type TimeLimit = {
  readonly signal: AbortSignal | undefined;
  /** The call is over: without this a busy caller's timers would pile up until each runs out. */
  stop(): void;
};

export function startTimeLimit({ signal, timeoutMs }: CallOptions): TimeLimit {
  if (timeoutMs === undefined) return { signal, stop: () => undefined };
  // as AbortSignal.timeout, but its reason tells the limit from a caller's own time-out
  const limit = new AbortController();
  const error = new PosternError('TIMED_OUT', `no answer within ${timeoutMs} ms: allow more with timeoutMs`);
  const timer = setTimeout(() => limit.abort(error), timeoutMs);
  timer.unref();
  return {
    signal: signal ? AbortSignal.any([signal, limit.signal]) : limit.signal,
    stop: () => clearTimeout(timer),
  };
}
