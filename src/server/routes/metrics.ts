import type { FastifyInstance } from 'fastify';
import { routes } from '../../contract/routes.ts';
import { requireOfficer } from '../access.ts';
import { describe } from '../openapi.ts';
import type { Service } from '../service.ts';

/** What Prometheus scrapes. It names rules, so where carriers may reach the service it asks for an officer's key. */
export function metricsRoute(app: FastifyInstance, { config, metrics }: Service): void {
  app.route({
    method: routes.metrics.method,
    url: routes.metrics.path,
    schema: describe('metrics'),
    logLevel: 'warn',
    onRequest: async (request) => {
      if (config.carrierKeys.length > 0) requireOfficer(request, config);
    },
    handler: async (_request, reply) => reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  });
}
