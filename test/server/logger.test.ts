import { expect, test } from 'vitest';
import { routes } from '../../src/contract/routes.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { buildServer } from '../../src/server/app.ts';
import { defaultServerConfig } from '../../src/server/config.ts';
import { createLogger, logWorkerErrors } from '../../src/server/logger.ts';
import { buildTestBundle } from '../oracle/testBundle.ts';

test('the log says what was called and how it ended, and nothing of people, keys or addresses', async () => {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line) => void lines.push(line) });
  const engine = createEngine({ bundle: buildTestBundle() });
  const app = await buildServer(engine, defaultServerConfig, logger);
  const parcel = { itemId: 'LX473124829CN', sender: { name: 'Erika Mustermann', country: 'de' } };
  for (const url of [routes.screen.path, routes.screenBatch.path, '/nowhere?name=Erika']) {
    await app.inject({
      method: 'POST',
      url,
      payload: JSON.stringify(parcel),
      headers: { 'content-type': 'application/json', authorization: 'Bearer very-secret', 'x-request-id': 'r-1' },
    });
  }
  await app.inject({ url: routes.livez.path });
  await app.close();
  await engine.close();

  const answered = lines.map((line) => JSON.parse(line) as { msg: string; status?: number; req?: { route?: string } });
  expect(answered.map(({ msg, status, req }) => [msg, status, req?.route])).toEqual([
    ['answered', 422, routes.screen.path],
    ['answered', 400, routes.screenBatch.path],
    ['answered', 404, undefined],
  ]);
  expect(lines.join('')).toContain('"reqId":"r-1"');
  expect(lines.join('')).not.toMatch(/Erika|LX473124829CN|very-secret|127\.0\.0\.1/);
});

test('a fault of a worker is logged by kind and place, without the text that may quote a row', () => {
  const lines: string[] = [];
  const tell = logWorkerErrors(createLogger('info', { write: (line) => void lines.push(line) }));
  tell(new SyntaxError('Unexpected token in "Erika Mustermann"\nErika'), 1);
  tell('Erika', 2);
  const [first, second] = lines.map((line) => JSON.parse(line) as { kind?: string; msg: string; at?: string[] });
  expect(first).toMatchObject({ kind: 'SyntaxError', msg: 'a worker failed: the task is tried again' });
  expect(first.at?.[0]).toMatch(/^at /);
  expect(second.msg).toBe('a worker failed: its rows are answered with ROW_LOST');
  expect(lines.join('')).not.toContain('Erika');
});
