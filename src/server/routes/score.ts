/** Raw feature vectors in, raw margins out: as JSON, or as little-endian floats that keep every bit. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { routes } from '../../contract/routes.ts';
import type { Vectors } from '../../contract/screener.ts';
import { readBody, readJson } from '../bodies.ts';
import { signalOf } from '../callerGone.ts';
import { chooseMediaType, requireMediaType } from '../negotiate.ts';
import { describe } from '../openapi.ts';
import type { Service } from '../service.ts';
import { vectorsFromBytes, vectorsFromJson } from '../vectors.ts';

const JSON_TYPE = 'application/json';
const BINARY_TYPE = 'application/octet-stream';

export function scoreRoute(app: FastifyInstance, { host, config }: Service): void {
  const { method, path: url } = routes.score;
  app.route({
    method,
    url,
    schema: describe('score'),
    handler: async (request, reply) => {
      const given = requireMediaType(request.headers['content-type'], [JSON_TYPE, BINARY_TYPE]);
      const other = given === JSON_TYPE ? BINARY_TYPE : JSON_TYPE;
      const wanted = chooseMediaType(request.headers.accept, [given, other]);
      const vectors = await readVectors(request, given, config.limits.bodyBytes);
      const scores = await host.scoreVectors(vectors, { signal: signalOf(reply) });
      if (wanted === JSON_TYPE) return { scores: Array.from(scores) };
      return reply.type(BINARY_TYPE).send(Buffer.from(scores.buffer, scores.byteOffset, scores.byteLength));
    },
  });
}

async function readVectors(request: FastifyRequest, mediaType: string, maxBytes: number): Promise<Vectors> {
  if (mediaType === JSON_TYPE) return vectorsFromJson(await readJson(request, maxBytes));
  return vectorsFromBytes(await readBody(request, maxBytes), request.query as Record<string, unknown>);
}
