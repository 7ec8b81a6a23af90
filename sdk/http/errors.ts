/** What the HTTP client throws: PosternErrors with the codes that embedded screening throws, one class a status. */
import { type ErrorCode, errorTable, PosternError } from '../../src/contract/errors.ts';
import type { Problem } from '../../src/contract/problem.ts';

/** The service answered with a refusal. */
export class HttpError extends PosternError {
  /** As answered; a proxy may say what the error table does not. */
  override readonly status: number;
  /** Names the request in the service's log. */
  readonly requestId: string | null;
  readonly headers: Headers;
  /** Undefined when what answered is not the service. */
  readonly problem: Problem | undefined;

  constructor(response: Response, problem: Problem | undefined) {
    super(codeOf(response.status, problem), messageOf(response.status, problem), detailsOf(problem));
    this.status = response.status;
    this.requestId = response.headers.get('x-request-id');
    this.headers = response.headers;
    this.problem = problem;
  }
}

export class BadRequestError extends HttpError {}
export class AuthenticationError extends HttpError {}
export class PermissionDeniedError extends HttpError {}
export class NotFoundError extends HttpError {}
export class ConflictError extends HttpError {}
export class UnprocessableError extends HttpError {}
export class RateLimitError extends HttpError {}
export class ServerError extends HttpError {}

/** No answer came: nothing listens, the connection broke, or the answer ended early. */
export class ConnectionError extends PosternError {
  constructor(message: string, cause?: unknown) {
    super('CONNECTION', message, { cause });
  }
}

/** No answer came in time. */
export class TimeoutError extends PosternError {
  constructor(timeoutMs: number) {
    super('TIMED_OUT', `no answer within ${timeoutMs} ms: allow more with timeoutMs`);
  }
}

/** The caller's signal was aborted. */
export class AbortedError extends PosternError {
  constructor(cause?: unknown) {
    super('ABORTED', 'the call was aborted by its signal', { cause });
  }
}

const classes: Readonly<Record<number, typeof HttpError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  403: PermissionDeniedError,
  404: NotFoundError,
  409: ConflictError,
  422: UnprocessableError,
  429: RateLimitError,
};

/** What stands for a status whose answer names no code. */
const fallbackCodes: Readonly<Record<number, ErrorCode>> = {
  401: 'UNAUTHENTICATED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  406: 'FORMAT_NOT_ACCEPTABLE',
  408: 'TIMED_OUT',
  413: 'BODY_TOO_LARGE',
  415: 'FORMAT_UNSUPPORTED',
  429: 'BUSY',
  503: 'BUSY',
};

/** The error of a response that is not a success; reads its body. */
export async function errorOf(response: Response): Promise<HttpError> {
  const problem = await readProblem(response);
  const ErrorClass = classes[response.status] ?? (response.status >= 500 ? ServerError : HttpError);
  return new ErrorClass(response, problem);
}

async function readProblem(response: Response): Promise<Problem | undefined> {
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
  const text = await response.text();
  if (!isProblem) return undefined;
  try {
    return JSON.parse(text) as Problem;
  } catch {
    return undefined;
  }
}

function codeOf(status: number, problem: Problem | undefined): ErrorCode {
  if (problem !== undefined && problem.code in errorTable) return problem.code;
  return fallbackCodes[status] ?? (status >= 500 ? 'INTERNAL' : 'REQUEST_INVALID');
}

function messageOf(status: number, problem: Problem | undefined): string {
  if (problem === undefined) return `the service answered ${status} without problem details`;
  return `${problem.title}: ${problem.detail}`;
}

function detailsOf(problem: Problem | undefined): { details?: Record<string, unknown> } {
  return problem?.details === undefined ? {} : { details: { ...problem.details } };
}
