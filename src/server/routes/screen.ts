/** One parcel in, one decision out. A parcel that cannot be screened is a problem with its place in `errors`. */
import type { FastifyInstance } from 'fastify';
import { isRowError } from '../../contract/decision.ts';
import { routes } from '../../contract/routes.ts';
import { readBody } from '../bodies.ts';
import { signalOf } from '../callerGone.ts';
import { chooseMediaType, inputFormat } from '../negotiate.ts';
import { screenBody } from '../oneParcel.ts';
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
      chooseMediaType(request.headers.accept, ['application/json', 'application/problem+json']);
      const body = await readBody(request, config.limits.bodyBytes);
      const answer = await screenBody(host, body, signalOf(reply));
      if (isRowError(answer)) return sendRowProblem(answer, request, reply);
      return answer;
    },
  });
}
