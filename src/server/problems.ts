/** RFC 9457 problem details out of the one error table. What failed inside is logged, never shown. */
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { RowError } from '../contract/decision.ts';
import { type ErrorCode, errorTable, PosternError, problemType } from '../contract/errors.ts';
import type { Problem } from '../contract/problem.ts';
import { routes } from '../contract/routes.ts';

const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';
const RETRY_AFTER_SECONDS = '1';

/** Fastify's own refusals, in the words of the table. */
const frameworkCodes: Readonly<Record<string, ErrorCode>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'FORMAT_UNSUPPORTED',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'BODY_INVALID',
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_NOT_FOUND: 'NOT_FOUND',
  FST_ERR_BAD_URL: 'NOT_FOUND',
};

/** Error handler of the service. */
export function sendProblem(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const known = asPosternError(error);
  if (known.status >= 500 && known.code !== 'BUSY') request.log.error({ err: error, code: known.code }, known.message);
  send(reply, problemOf(known, String(request.id)), known.retryable);
}

/** A row error as the answer to a request that holds one row. */
export function sendRowProblem(answer: RowError, request: FastifyRequest, reply: FastifyReply): void {
  const { code, pointer, expected, got } = answer.error;
  const row = errorTable[code as ErrorCode] ?? errorTable.INTERNAL;
  const problem: Problem = {
    ...head(code as ErrorCode, row.status, String(request.id)),
    detail: `expected ${expected}, got ${got}`,
    errors: [{ pointer, code, expected, got }],
    itemId: answer.itemId,
    bundle: answer.bundle,
  };
  send(reply, problem, row.retryable);
}

export function sendNotFound(request: FastifyRequest, reply: FastifyReply): void {
  const allowed = methodsAt(request.url.split('?', 1)[0]);
  if (allowed.length > 0) {
    reply.header('allow', allowed.join(', '));
    const error = new PosternError('METHOD_NOT_ALLOWED', `got ${request.method}, expected ${allowed.join(' or ')}`);
    sendProblem(error, request, reply);
    return;
  }
  const offered = Object.values(routes).map(({ method, path }) => `${method} ${path}`);
  sendProblem(new PosternError('NOT_FOUND', 'no such route', { details: { offered } }), request, reply);
}

/** What may be asked at an address: none when there is nothing. */
function methodsAt(address: string): string[] {
  const here = Object.values(routes).filter(({ path }) => path === address);
  return here.flatMap(({ method }) => (method === 'GET' ? [method, 'HEAD'] : [method]));
}

/** Everything that can be thrown while a request is served, as an error of the table. */
function asPosternError(error: unknown): PosternError {
  if (error instanceof PosternError) return error;
  const { code, message } = error as Partial<FastifyError>;
  const known = frameworkCodes[code ?? ''];
  // a socket that went away while its body was read
  if (code === 'ECONNRESET') return new PosternError('ABORTED', 'the caller closed the connection', { cause: error });
  if (known !== undefined) return new PosternError(known, message ?? errorTable[known].title, { cause: error });
  return new PosternError('INTERNAL', message ?? 'unknown', { cause: error });
}

function problemOf(error: PosternError, requestId: string): Problem {
  const hidden = error.status >= 500;
  const problem = head(error.code, error.status, requestId);
  if (hidden) return { ...problem, detail: errorTable[error.code].remedy };
  const details = Object.keys(error.details).length > 0 ? { details: error.details } : {};
  return { ...problem, detail: error.message, ...details };
}

function head(code: ErrorCode, status: number, requestId: string): Omit<Problem, 'detail'> {
  const { title, remedy } = errorTable[code] ?? errorTable.INTERNAL;
  return { type: problemType(code), title, status, code, remedy, instance: `urn:postern:request:${requestId}` };
}

function send(reply: FastifyReply, problem: Problem, retryable: boolean): void {
  if (retryable && problem.status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS);
  // bytes, because a text would pass through the serialiser again
  reply
    .code(problem.status)
    .type(PROBLEM_TYPE)
    .send(Buffer.from(JSON.stringify(problem)));
}
