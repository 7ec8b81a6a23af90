/** Logs say which route was called and how it ended; bodies, addresses of callers and keys never enter them. */
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import { type DestinationStream, pino } from 'pino';

type LoggedRequest = { readonly method: string; readonly routeOptions?: { readonly url?: string | undefined } };

/** @param destination Where lines go; standard output unless given. */
export function createLogger(level: string, destination?: DestinationStream): FastifyBaseLogger {
  const options = {
    level,
    redact: ['headers.authorization', 'req.headers.authorization', 'headers.cookie', 'req.headers.cookie'],
    serializers: {
      // the route's pattern, not the address as sent, which may hold anything
      req: ({ method, routeOptions }: LoggedRequest) => ({ method, route: routeOptions?.url }),
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

/**
 * A worker's fault as a line. Its text may quote what was being read, so only kind, code and place are told.
 * @returns what a screener takes as `onWorkerError`
 */
export function logWorkerErrors(logger: FastifyBaseLogger): (error: unknown, attempt: number) => void {
  return (error, attempt) => {
    const { name, code, stack } = (error ?? {}) as { name?: string; code?: string; stack?: string };
    const frames = stack?.split('\n').filter((line) => /^\s+at /.test(line));
    const next = attempt === 1 ? 'the task is tried again' : 'its rows are answered with ROW_LOST';
    logger.error({ kind: name, code, attempt, at: frames?.map((line) => line.trim()) }, `a worker failed: ${next}`);
  };
}

/** One line a request, once it is answered. */
export function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const tookMs = Math.round(reply.elapsedTime * 10) / 10;
    request.log.info({ req: request, status: reply.statusCode, tookMs }, 'answered');
  });
}
