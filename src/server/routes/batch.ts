/**
 * A batch in any codec, answered row by row in the order it came. Both bodies stream with back-pressure: the request is
 * read only as fast as answers leave. A fault before the first answer is a problem; after it the connection is cut, so
 * that a short answer never looks complete.
 */
import { Readable } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { routes } from '../../contract/routes.ts';
import type { Format } from '../../contract/formats.ts';
import { tierOf } from '../access.ts';
import { streamBody } from '../bodies.ts';
import { signalOf } from '../callerGone.ts';
import { inputFormat, outputFormat } from '../negotiate.ts';
import { describe } from '../openapi.ts';
import type { Service } from '../service.ts';

/** Rows of these lie on their own, so a body of any length is read in bounded memory. */
const unlimitedFormats: readonly Format[] = ['ndjson', 'csv'];
/** What a plan made of a parcel has no place in the others. */
const formatsUnderPlan: readonly Format[] = ['ndjson', 'json'];

export function batchRoute(app: FastifyInstance, { host, config, gate, metrics }: Service): void {
  const { method, path: url } = routes.screenBatch;
  app.route({
    method,
    url,
    schema: describe('screenBatch'),
    handler: async (request, reply) => {
      const from = inputFormat(request.headers['content-type']);
      const tier = tierOf(request, config);
      const isPlanned = tier === 'officer' && config.capacity.plan !== undefined;
      const offered = isPlanned ? formatsUnderPlan : undefined;
      const { format: to, mediaType } = outputFormat(request.headers.accept, from, offered);
      const maxBytes = unlimitedFormats.includes(from) ? Number.POSITIVE_INFINITY : config.limits.bodyBytes;
      const source = streamBody(request, maxBytes);

      const leave = gate.enter();
      const startedMs = performance.now();
      reply.raw.once('close', () => {
        leave();
        metrics.observeBatch((performance.now() - startedMs) / 1e3);
      });
      const answers = host.screenStream(source, { from, to, tier, signal: signalOf(reply) });
      const body = await afterFirstChunk(answers);
      return reply.type(mediaType).send(Readable.from(body, { objectMode: false }));
    },
  });
}

/** The same chunks, but only once the first is there: until then a fault can still be a problem document. */
async function afterFirstChunk(chunks: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const iterator = chunks[Symbol.asyncIterator]();
  const first = await iterator.next();
  return (async function* () {
    try {
      for (let next = first; !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  })();
}
