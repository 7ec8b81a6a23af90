/** One parcel in, everything that screening found on it out. Officers read it, so a row error is an answer here. */
import type { FastifyInstance } from 'fastify';
import { type Explanation, isRowError } from '../../contract/decision.ts';
import type { Parcel } from '../../contract/parcel.ts';
import { routes } from '../../contract/routes.ts';
import { parseJson, readBody } from '../bodies.ts';
import { signalOf } from '../callerGone.ts';
import { chooseMediaType, inputFormat } from '../negotiate.ts';
import { screenBody } from '../oneParcel.ts';
import { describe } from '../openapi.ts';
import type { Service } from '../service.ts';

export function explainRoute(app: FastifyInstance, { host, config }: Service): void {
  const { method, path: url } = routes.explain;
  app.route({
    method,
    url,
    schema: describe('explain'),
    handler: async (request, reply): Promise<Explanation> => {
      inputFormat(request.headers['content-type'], ['json']);
      chooseMediaType(request.headers.accept, ['application/json']);
      const signal = signalOf(reply);
      const body = await readBody(request, config.limits.bodyBytes);
      // the bytes decide first: a key that stands twice is gone once JSON.parse has made an object
      const decision = await screenBody(host, body, signal);
      if (isRowError(decision)) return { decision, findings: [], features: [] };
      return host.explain(parseJson(body) as Parcel, { signal });
    },
  });
}
