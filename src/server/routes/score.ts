/** Rows in, scores out, by any model of the bundle: as JSON, or as little-endian floats that keep every bit. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { NUM_OUTPUTS_HEADER, routes } from '../../contract/routes.ts';
import type { Scores } from '../../contract/screener.ts';
import { requireOfficer } from '../access.ts';
import { readBody, readJson } from '../bodies.ts';
import { signalOf } from '../callerGone.ts';
import { chooseMediaType, requireMediaType } from '../negotiate.ts';
import { describe } from '../openapi.ts';
import { refuseOthers } from '../queries.ts';
import type { Service } from '../service.ts';
import { optionsFromQuery, scoringFromJson, vectorsFromBytes } from '../vectors.ts';

const JSON_TYPE = 'application/json';
const BINARY_TYPE = 'application/octet-stream';

export function scoreRoute(app: FastifyInstance, service: Service): void {
  const { method, path: url } = routes.score;
  app.route({
    method,
    url,
    schema: describe('score'),
    // before the body is read
    onRequest: async (request) => requireOfficer(request, service.config),
    handler: async (request, reply) => {
      const given = requireMediaType(request.headers['content-type'], [JSON_TYPE, BINARY_TYPE]);
      const other = given === JSON_TYPE ? BINARY_TYPE : JSON_TYPE;
      const wanted = chooseMediaType(request.headers.accept, [given, other]);
      const scores = await score(service, request, given, signalOf(reply));
      if (wanted === JSON_TYPE) return inJson(scores);
      const { buffer, byteOffset, byteLength } = scores.values;
      reply.header(NUM_OUTPUTS_HEADER, scores.numOutputs).type(BINARY_TYPE);
      return reply.send(Buffer.from(buffer, byteOffset, byteLength));
    },
  });
}

async function score(
  { host, config }: Service,
  request: FastifyRequest,
  mediaType: string,
  signal: AbortSignal,
): Promise<Scores> {
  const { bodyBytes } = config.limits;
  if (mediaType === JSON_TYPE) {
    refuseOthers(request.query, [], 'none beside a body of JSON, which holds model and output itself');
    const { rows, options } = scoringFromJson(await readJson(request, bodyBytes));
    return host.scoreRows(rows, { ...options, signal });
  }
  const query = request.query as Record<string, unknown>;
  const options = optionsFromQuery(query);
  const vectors = vectorsFromBytes(await readBody(request, bodyBytes), query);
  return host.scoreVectors(vectors, { ...options, signal });
}

/** [row][output]. What is beyond the doubles becomes null, for JSON has no infinity. */
function inJson({ values, numRows, numOutputs }: Scores): { scores: number[][]; numOutputs: number } {
  const scores = Array.from({ length: numRows }, (_, row) =>
    Array.from(values.subarray(row * numOutputs, (row + 1) * numOutputs)),
  );
  return { scores, numOutputs };
}
