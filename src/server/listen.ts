/** Gives the service its address, and ends both it and the screener in order: accepted work first. */
import closeWithGrace from 'close-with-grace';
import type { FastifyInstance } from 'fastify';
import type { Screener } from '../contract/screener.ts';
import type { ServerConfig } from './config.ts';

/** The address that was bound, for example `http://127.0.0.1:8080`. */
export function listen(app: FastifyInstance, config: Pick<ServerConfig, 'host' | 'port'>): Promise<string> {
  return app.listen({ host: config.host, port: config.port });
}

/** On a signal, or a fault nobody caught: refuse new requests, finish running ones, free the threads, exit. */
export function closeOnSignal(
  app: FastifyInstance,
  screener: Screener,
  config: Pick<ServerConfig, 'shutdownMs'>,
): void {
  closeWithGrace({ delay: config.shutdownMs, logger: false }, async ({ signal, err }) => {
    if (err !== undefined) app.log.fatal({ err }, 'fault that nobody caught, closing');
    else app.log.info({ signal }, 'closing');
    await app.close();
    await screener.close();
  });
}
