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

/** One line a request, once it is answered. */
export function logAnswers(app: FastifyInstance): void {
  app.addHook('onResponse', async (request, reply) => {
    const tookMs = Math.round(reply.elapsedTime * 10) / 10;
    request.log.info({ req: request, status: reply.statusCode, tookMs }, 'answered');
  });
}
