import type { FastifyInstance } from 'fastify';
import { routes } from '../../contract/routes.ts';
import { describe } from '../openapi.ts';
import type { Service } from '../service.ts';

/** What Prometheus scrapes. */
export function metricsRoute(app: FastifyInstance, { metrics }: Service): void {
  app.route({
    method: routes.metrics.method,
    url: routes.metrics.path,
    schema: describe('metrics'),
    logLevel: 'warn',
    handler: async (_request, reply) => reply.type(metrics.registry.contentType).send(await metrics.registry.metrics()),
  });
}
