/** One parcel in, everything that screening found on it out. Officers read it, so a row error is an answer here. */
import type { FastifyInstance } from 'fastify';
import type { Explanation } from '../../contract/decision.ts';
import { routes } from '../../contract/routes.ts';
import { requireOfficer } from '../access.ts';
import { chooseMediaType, inputFormat } from '../negotiate.ts';
import { readParcel } from '../oneParcel.ts';
import { describe } from '../openapi.ts';
import type { Service } from '../service.ts';

export function explainRoute(app: FastifyInstance, { host, config }: Service): void {
  const { method, path: url } = routes.explain;
  app.route({
    method,
    url,
    schema: describe('explain'),
    // before the body is read
    onRequest: async (request) => requireOfficer(request, config),
    handler: async (request): Promise<Explanation> => {
      inputFormat(request.headers['content-type'], ['json']);
      chooseMediaType(request.headers.accept, ['application/json']);
      return host.explainRow(await readParcel(request, config.limits.bodyBytes));
    },
  });
}
