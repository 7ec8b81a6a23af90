/** When the caller hangs up, what is still being screened for it stops. */
import type { FastifyReply } from 'fastify';

/** A signal that aborts when the connection closes before the answer is complete. */
export function signalOf(reply: FastifyReply): AbortSignal {
  const controller = new AbortController();
  reply.raw.once('close', () => {
    if (!reply.raw.writableFinished) controller.abort();
  });
  return controller.signal;
}
