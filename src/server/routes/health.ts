/** Two questions of a supervisor: is the process up, and should it be sent work. */
import type { FastifyInstance } from 'fastify';
import { routes } from '../../contract/routes.ts';
import { describe } from '../openapi.ts';
import type { Service } from '../service.ts';

export function healthRoutes(app: FastifyInstance, { host, config }: Service): void {
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
      // a bundle is loaded and scores its own test vectors to the bit. A full queue is no reason: at a peak every
      // replica would be taken out at once, and BUSY already tells callers to come back
      const selfTest = await host.selfTest().catch(() => false);
      return reply.code(selfTest ? 200 : 503).send({
        status: selfTest ? 'ready' : 'not ready',
        checks: { selfTest },
        ...(config.capacity.plan !== undefined && { plan: 'in force' }),
      });
    },
  });
}
