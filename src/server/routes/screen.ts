/** One parcel in, one decision out. A parcel that cannot be screened is a problem with its place in `errors`. */
import type { FastifyInstance } from 'fastify';
import { isRowError } from '../../contract/decision.ts';
import { routes } from '../../contract/routes.ts';
import { tierOf } from '../access.ts';
import { chooseMediaType, inputFormat } from '../negotiate.ts';
import { readParcel } from '../oneParcel.ts';
import { describe } from '../openapi.ts';
import { sendRowProblem } from '../problems.ts';
import type { Service } from '../service.ts';

export function screenRoute(app: FastifyInstance, { host, config }: Service): void {
  const { method, path: url } = routes.screen;
  app.route({
    method,
    url,
    schema: describe('screen'),
    handler: async (request, reply) => {
      inputFormat(request.headers['content-type'], ['json']);
      chooseMediaType(request.headers.accept, ['application/json']);
      const answer = await host.screenRow(await readParcel(request, config.limits.bodyBytes), {
        tier: tierOf(request, config),
      });
      return isRowError(answer) ? sendRowProblem(answer, request, reply) : answer;
    },
  });
}
