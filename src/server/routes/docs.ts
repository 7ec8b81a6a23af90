/** The API description (OpenAPI 3.1) and a page to read it, both served from this process: nothing is fetched. */
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { apiSchemas } from '../apiSchemas.ts';
import type { Service } from '../service.ts';

const UNDER_PLAN =
  ' A capacity plan is in force: actions are what facilities have room for, in the order in which parcels are answered, ' +
  'and each decision tells in `capacity` how it came about. What carriers ask takes no place of the plan.';

export async function docsRoutes(app: FastifyInstance, { config }: Service): Promise<void> {
  const underPlan = config.capacity.plan === undefined ? '' : UNDER_PLAN;
  for (const schema of apiSchemas) app.addSchema(schema);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Postern', description: `Screens parcels: decisions with reasons.${underPlan}`, version: '1' },
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    },
    // schemas keep their own names instead of def-0, def-1
    refResolver: { buildLocalReference: (schema) => String(schema.$id) },
  });
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true });
}
