/** A service for tests: injected or on a socket, quiet, closed when the test ends. */
import type { FastifyInstance } from 'fastify';
import { onTestFinished } from 'vitest';
import type { ScreeningHost } from '../../src/contract/host.ts';
import { buildServer } from '../../src/server/app.ts';
import { defaultServerConfig, type ServerConfig } from '../../src/server/config.ts';

/** A service on a screener that stays the caller's. Close it, or use `serveForTest`. */
export function quietServer(host: ScreeningHost, config: Partial<ServerConfig> = {}): Promise<FastifyInstance> {
  return buildServer(host, { ...defaultServerConfig, logLevel: 'silent', ...config });
}

/** The same, closed when the running test ends. */
export async function serveForTest(
  host: ScreeningHost,
  config: Partial<ServerConfig> = {},
): Promise<{ app: FastifyInstance; url: string }> {
  const app = await quietServer(host, config);
  onTestFinished(() => app.close());
  return { app, url: await app.listen({ host: '127.0.0.1', port: 0 }) };
}

/** A fetch that asks the service without a socket. Bodies are collected first, as injection does. */
export function injectedFetch(app: FastifyInstance): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const payload = Buffer.from(await request.arrayBuffer());
    request.signal.throwIfAborted();
    const { pathname, search } = new URL(request.url);
    const response = await app.inject({
      method: request.method as 'GET',
      url: pathname + search,
      headers: Object.fromEntries(request.headers),
      ...(payload.length > 0 && { payload }),
    });
    request.signal.throwIfAborted();
    const headers = Object.entries(response.headers).map(([name, value]): [string, string] => [name, String(value)]);
    return new Response(Buffer.from(response.rawPayload), { status: response.statusCode, headers });
  };
}
