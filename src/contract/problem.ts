/** The body of every refusal over HTTP: RFC 9457 problem details with Postern's own members. */
import type { ErrorCode } from './errors.ts';

export type Problem = {
  /** Stable URI of the code. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** What happened this time. A fault of the service shows only what to do. */
  readonly detail: string;
  /** Names the request; the same id is in the answer's X-Request-Id. */
  readonly instance: string;
  readonly code: ErrorCode;
  readonly remedy: string;
  /** Where in the body, for a row that could not be screened. */
  readonly errors?: readonly {
    readonly pointer: string;
    readonly code: string;
    readonly expected: string;
    readonly got: string;
  }[];
  /** With `errors`: the row's item id where it could be read. */
  readonly itemId?: string | null;
  /** With `errors`: the bundle that would have screened the row. */
  readonly bundle?: string;
  /** What the error was raised with, for example the types that are offered. */
  readonly details?: Readonly<Record<string, unknown>>;
};
