/** The API description (OpenAPI 3.1) and a page to read it, both served from this process: nothing is fetched. */
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { apiSchemas } from '../apiSchemas.ts';

export async function docsRoutes(app: FastifyInstance): Promise<void> {
  for (const schema of apiSchemas) app.addSchema(schema);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Postern', description: 'Screens parcels: decisions with reasons.', version: '1' },
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    },
    // schemas keep their own names instead of def-0, def-1
    refResolver: { buildLocalReference: (schema) => String(schema.$id) },
  });
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true });
}
