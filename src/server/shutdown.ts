/** A connection kept alive after its last answer would hold up a shutdown for minutes: it is closed with that answer. */
import type { FastifyInstance } from 'fastify';

export function closeIdleWhileStopping(app: FastifyInstance): void {
  let stopping = false;
  app.addHook('preClose', async () => {
    stopping = true;
  });
  app.addHook('onResponse', async () => {
    // the connection turns idle only after this hook
    if (stopping) setImmediate(() => app.server.closeIdleConnections());
  });
}
