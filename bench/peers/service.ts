/** The peer of the HTTP cases: a Fastify service around the plain pipeline, in a process of its own like ours. */
import Fastify from 'fastify';
import { defaultForest, openDefaultBundle } from '../bundle.ts';
import { createPlainPipeline } from './plainPipeline.ts';

const MAX_BODY_BYTES = 256 << 20;
const pipeline = await createPlainPipeline(defaultForest(), openDefaultBundle());
const app = Fastify({ bodyLimit: MAX_BODY_BYTES });
app.addContentTypeParser('application/x-ndjson', { parseAs: 'string' }, (_request, body, done) => done(null, body));
app.post('/v1/screen/batch', async (request, reply) => {
  void reply.type('application/x-ndjson');
  return pipeline.screen(request.body as string);
});
app.post('/v1/screen', async (request) => JSON.parse(await pipeline.screen(JSON.stringify(request.body))) as unknown);
const address = await app.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`listening on ${address}\n`);
