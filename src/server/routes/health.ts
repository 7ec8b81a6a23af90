/** Two questions of a supervisor: is the process up, and should it be sent work. */
import type { FastifyInstance } from 'fastify';
import { routes } from '../../contract/routes.ts';
import { describe } from '../openapi.ts';
import type { Service } from '../service.ts';

export function healthRoutes(app: FastifyInstance, { host, config, gate }: Service): void {
  app.route({
    method: routes.livez.method,
    url: routes.livez.path,
    schema: describe('livez'),
    logLevel: 'warn',
    handler: async () => ({ status: 'up' }),
  });
  app.route({
    method: routes.readyz.method,
    url: routes.readyz.path,
    schema: describe('readyz'),
    logLevel: 'warn',
    handler: async (_request, reply) => {
      const checks = {
        // a bundle is loaded and scores its own test vectors to the bit
        selfTest: await host.selfTest().catch(() => false),
        queue: gate.inside() < config.maxBatches && host.stats().slotsFree > 0,
      };
      const ready = checks.selfTest && checks.queue;
      return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'not ready', checks });
    },
  });
}
