/** The service on a socket: streams, back-pressure, callers that go away, limits and the end of its life. */
import { once } from 'node:events';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { HttpScreener } from '../../sdk/http.ts';
import { routes } from '../../src/contract/routes.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { simulateMail } from '../../src/simulate/mail.ts';
import { collect, decodeBody, pieces } from '../oracle/bodies.ts';
import { buildTestBundle } from '../oracle/testBundle.ts';
import { quietServer, serveForTest } from './helper.ts';

const bundle = buildTestBundle();
const engine = createEngine({ bundle });
const mail = Buffer.concat([...simulateMail({ parcels: 400, seed: 31 })].map(({ ndjson }) => ndjson));
const rows = mail.toString('utf8').trimEnd().split('\n');

afterAll(() => engine.close());

async function* repeated(times: number, onChunk: () => void = () => undefined): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < times; at++) {
    onChunk();
    yield mail;
  }
}

/** A batch request whose body the test writes by hand. */
function openBatch(url: string): { send: ReturnType<typeof httpRequest>; response: Promise<IncomingMessage> } {
  const send = httpRequest(url + routes.screenBatch.path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
  });
  const response = once(send, 'response').then(([message]) => message as IncomingMessage);
  return { send, response };
}

test('answers arrive while the request is still being sent', async () => {
  const { url } = await serveForTest(engine);
  let answered = 0;
  async function* conversation(): AsyncGenerator<Uint8Array> {
    for (let row = 0; row < 4; row++) {
      await expect.poll(() => answered, { interval: 1 }).toBe(row);
      yield Buffer.from(`${rows[row]}\n`);
    }
  }
  for await (const chunk of new HttpScreener({ url }).screenStream(conversation(), { from: 'ndjson' })) {
    answered += decodeBody('ndjson', chunk).length;
  }
  expect(answered).toBe(4);
});

test('a caller that does not read its answers is not read from either', async () => {
  const { url } = await serveForTest(engine);
  let sent = 0;
  const source = repeated(600, () => (sent += mail.length));
  const answers = new HttpScreener({ url }).screenStream(source, { from: 'ndjson' });
  onTestFinished(async () => void (await answers.return(undefined)));
  await answers.next();
  // until nothing was taken for a while: what slots and socket buffers hold
  let sentBefore = -1;
  await expect
    .poll(() => [sentBefore, (sentBefore = sent)], { interval: 400, timeout: 8000 })
    .toSatisfy(([before, now]: [number, number]) => before === now);
  expect(sent).toBeLessThan((mail.length * 600) / 2);
});

test('a fault after the first answer cuts the connection, so that a short answer never looks complete', async () => {
  const { url } = await serveForTest(engine);
  const { send, response } = openBatch(url);
  send.on('error', () => undefined);
  send.write(mail);
  const answer = await response;
  expect(answer.statusCode).toBe(200);
  send.destroy();
  await expect(collect(answer)).rejects.toThrow('aborted');
});

test('a JSON array that ends early after a million bytes of answers ends in a connection error', async () => {
  const { url } = await serveForTest(engine);
  async function* endsEarly(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('[');
    for (let at = 0; at < 40; at++) yield Buffer.from(`${rows.join(',')},`);
  }
  const answers = new HttpScreener({ url }).screenStream(endsEarly(), { from: 'json' });
  let received = 0;
  const reading = (async () => {
    for await (const chunk of answers) received += chunk.length;
  })();
  await expect(reading).rejects.toMatchObject({ code: 'CONNECTION' });
  expect(received).toBeGreaterThan(1_000_000);
});

test('a caller that hangs up frees the place it had', async () => {
  const { url } = await serveForTest(engine, { maxBatches: 1 });
  const { send, response } = openBatch(url);
  send.on('error', () => undefined);
  send.write(mail);
  (await response).on('error', () => undefined);
  const second = new HttpScreener({ url, maxRetries: 0 });
  await expect(second.screenBatch([])).rejects.toMatchObject({ code: 'BUSY', status: 503 });
  send.destroy();
  await expect.poll(() => second.screenBatch([]).catch(() => 'busy')).toEqual([]);
});

test('one batch more than allowed is told BUSY and when to come back, and the client does', async () => {
  const { url } = await serveForTest(engine, { maxBatches: 1 });
  const { send, response } = openBatch(url);
  send.write(mail);
  const running = await response;
  const refused = await fetch(url + routes.screenBatch.path, {
    method: 'POST',
    body: rows[0],
    headers: { 'content-type': 'application/x-ndjson' },
  });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1']);
  await refused.text();
  const waiting = new HttpScreener({ url }).screenBatch([]);
  send.end();
  expect(decodeBody('ndjson', await collect(running))).toHaveLength(rows.length);
  expect(await waiting).toEqual([]);
});

test('closing finishes the batch that was accepted and takes no other', async () => {
  const app = await quietServer(engine);
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  const { send, response } = openBatch(url);
  send.write(mail);
  const answer = await response;
  const closing = app.close();
  await expect(new HttpScreener({ url, maxRetries: 0 }).bundle()).rejects.toMatchObject({ status: 503 });
  send.end(mail);
  expect(decodeBody('ndjson', await collect(answer))).toHaveLength(2 * rows.length);
  const startedMs = performance.now();
  await closing;
  // not the minute that a connection kept alive would take
  expect(performance.now() - startedMs).toBeLessThan(20_000);
});

test('many single parcels at once are all answered', async () => {
  const { url } = await serveForTest(engine, { maxBatches: 1 });
  const screener = new HttpScreener({ url, maxRetries: 0 });
  const parcels = rows.map((row) => JSON.parse(row) as Parameters<typeof screener.screen>[0]);
  const answers = await Promise.all(parcels.map((parcel) => screener.screen(parcel)));
  expect(answers).toEqual(await engine.screenBatch(parcels));
});

test('rows cut anywhere between chunks on the wire are answered the same', async () => {
  const { url } = await serveForTest(engine);
  const screener = new HttpScreener({ url });
  const few = Buffer.from(`${rows.slice(0, 30).join('\n')}\n`);
  const whole = await collect(screener.screenStream(pieces(few, few.length), { from: 'ndjson' }));
  for (const sizes of [[1, 700], [13], [997, 3]]) {
    const cut = await collect(screener.screenStream(pieces(few, ...sizes), { from: 'ndjson' }));
    expect(cut.equals(whole)).toBe(true);
  }
});
