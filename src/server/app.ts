/**
 * The service, put together: `buildServer` makes it, `listen` (listen.ts) gives it an address, and tests inject into it.
 * One way of a request: raw body (bodies) - codec (negotiate) - screener - answer or problem (problems).
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { ScreeningHost } from '../contract/host.ts';
import { requireCaller } from './access.ts';
import { installRawBodies } from './bodies.ts';
import type { ServerConfig } from './config.ts';
import { createGate } from './gate.ts';
import { createLogger, logAnswers } from './logger.ts';
import { createMetrics } from './metrics.ts';
import { sendNotFound, sendProblem } from './problems.ts';
import { batchRoute } from './routes/batch.ts';
import { bundleRoutes } from './routes/bundle.ts';
import { docsRoutes } from './routes/docs.ts';
import { explainRoute } from './routes/explain.ts';
import { refuseUnknownQuery } from './queries.ts';
import { healthRoutes } from './routes/health.ts';
import { metricsRoute } from './routes/metrics.ts';
import { scoreRoute } from './routes/score.ts';
import { screenRoute } from './routes/screen.ts';
import type { Part, Service } from './service.ts';
import { closeIdleWhileStopping } from './shutdown.ts';

/** For whoever reaches the port. Docs come first: they list the routes mounted after them. */
const openParts: readonly Part[] = [docsRoutes, healthRoutes, metricsRoute];

/** For callers with a key, where keys are configured. */
const guardedParts: readonly Part[] = [screenRoute, batchRoute, explainRoute, scoreRoute, bundleRoutes];

/**
 * The service around a screener, without an address. The screener stays the caller's: close it after the service.
 * @param logger Level and destination of the configuration unless given.
 */
export async function buildServer(
  host: ScreeningHost,
  config: ServerConfig,
  logger: FastifyBaseLogger = createLogger(config.logLevel),
): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: logger,
    // one line when it is answered, instead of two
    logController: new LogController({ disableRequestLogging: true }),
    connectionTimeout: config.idleTimeoutMs,
    requestTimeout: config.requestTimeoutMs,
    genReqId: requestIdOf,
  });
  const metrics = createMetrics(host, config.capacity.plan !== undefined);
  const service: Service = { host, config, gate: createGate(config.maxBatches), metrics };

  leaveCheckingToTheCore(app);
  installRawBodies(app);
  app.setErrorHandler(sendProblem);
  app.setNotFoundHandler(sendNotFound);
  app.addHook('onRequest', async (request, reply) => {
    reply.headers({ 'x-request-id': request.id, 'x-content-type-options': 'nosniff' });
  });
  // behind the keys: whoever has none is told nothing else
  app.addHook('preParsing', async (request) => {
    refuseUnknownQuery(request);
  });
  logAnswers(app);
  closeIdleWhileStopping(app);
  app.addHook('onClose', () => service.metrics.close());

  for (const part of openParts) await part(app, service);
  await app.register(async (guarded) => {
    guarded.addHook('onRequest', async (request, reply) => {
      requireCaller(request, config);
      // answers tell of people: no cache may keep them
      reply.header('cache-control', 'no-store');
    });
    for (const part of guardedParts) await part(guarded, service);
  });
  return app;
}

/** The caller's id where it is harmless in a header and a log line, else a new one. */
function requestIdOf(request: IncomingMessage): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,64}$/.test(given) ? given : randomUUID();
}

/** Route schemas describe the API; rows are checked by the core, in columns, and once. */
function leaveCheckingToTheCore(app: FastifyInstance): void {
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer));
}
