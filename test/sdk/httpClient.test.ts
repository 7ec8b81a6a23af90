/** The HTTP client against real servers on loopback that misbehave in every way a service, a proxy or a network can. */
import { assert, nat, property } from 'fast-check';
import { expect, test } from 'vitest';
import {
  AbortedError,
  AuthenticationError,
  ConnectionError,
  HttpScreener,
  ServerError,
  TimeoutError,
  UnprocessableError,
} from '../../sdk/http.ts';
import { retryAfterMs } from '../../sdk/http/retry.ts';
import { PosternError } from '../../src/contract/errors.ts';
import type { Parcel } from '../../src/contract/parcel.ts';
import { sendJson, serveLoopback } from './loopback.ts';

const parcel: Parcel = {
  itemId: 'RB123456785GB',
  sender: { country: 'GB' },
  recipient: { country: 'US' },
  contents: [{ description: 'Cotton shirt' }],
};
const bundle = '0'.repeat(32);
const decision = { itemId: parcel.itemId, action: 'release', score: -2.5, reasons: [], bundle };
const busy = { type: 'urn:postern:problem:busy', title: 'Busy', status: 503, code: 'BUSY', detail: 'later' };

async function* bytesOf(...texts: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const text of texts) yield new TextEncoder().encode(text);
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString('utf8');
}

test('a call that is told BUSY twice succeeds at the third attempt, under one idempotency key', async () => {
  const { url, requests } = await serveLoopback((_request, response, nth) =>
    nth < 3 ? sendJson(response, 503, busy) : sendJson(response, 200, decision),
  );
  expect(await new HttpScreener({ url }).screen(parcel)).toEqual(decision);
  const keys = requests.map((request) => request.headers['idempotency-key']);
  expect(keys).toEqual([keys[0], keys[0], keys[0]]);
  expect(keys[0]).toMatch(/^[0-9a-f-]{36}$/);
});

test('two calls have two idempotency keys', async () => {
  const { url, requests } = await serveLoopback((_request, response) => sendJson(response, 200, decision));
  const screener = new HttpScreener({ url });
  await Promise.all([screener.screen(parcel), screener.screen(parcel)]);
  expect(new Set(requests.map((request) => request.headers['idempotency-key'])).size).toBe(2);
});

test('after two retries the last refusal is thrown, with its code, request id and problem', async () => {
  const { url, requests } = await serveLoopback((_request, response) =>
    sendJson(response, 503, busy, { 'x-request-id': 'r-7', 'retry-after': '0' }),
  );
  const error = await new HttpScreener({ url }).screen(parcel).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ServerError);
  expect(error).toBeInstanceOf(PosternError);
  expect(error).toMatchObject({ code: 'BUSY', status: 503, requestId: 'r-7', retryable: true, problem: busy });
  expect(requests).toHaveLength(3);
});

test('Retry-After is waited for', async () => {
  const { url } = await serveLoopback((_request, response, nth) =>
    nth === 1 ? sendJson(response, 503, busy, { 'retry-after': '1' }) : sendJson(response, 200, decision),
  );
  const startedMs = performance.now();
  await new HttpScreener({ url }).screen(parcel);
  expect(performance.now() - startedMs).toBeGreaterThan(990);
});

test('a Retry-After beyond a minute is reported at once instead of waited for', async () => {
  const { url, requests } = await serveLoopback((_request, response) =>
    sendJson(response, 503, busy, { 'retry-after': '61' }),
  );
  await expect(new HttpScreener({ url }).screen(parcel)).rejects.toThrow(ServerError);
  expect(requests).toHaveLength(1);
});

test('Retry-After is read as seconds or as a date, and anything else is no answer', () => {
  const nowMs = Date.parse('2026-01-01T00:00:00Z');
  const read = (value: string): number | undefined => retryAfterMs(new Headers({ 'retry-after': value }), nowMs);
  assert(property(nat(), (seconds) => read(String(seconds)) === seconds * 1000));
  assert(property(nat(86_400), (seconds) => read(new Date(nowMs + seconds * 1000).toUTCString()) === seconds * 1000));
  expect(read('Wed, 31 Dec 2025 23:59:00 GMT')).toBe(0);
  expect(read('soon')).toBeUndefined();
  expect(retryAfterMs(new Headers(), nowMs)).toBeUndefined();
});

test('what cannot pass is not tried again', async () => {
  const { url, requests } = await serveLoopback((_request, response) =>
    sendJson(response, 401, { code: 'UNAUTHENTICATED', title: 'No key', detail: 'expected a key', status: 401 }),
  );
  await expect(new HttpScreener({ url }).screen(parcel)).rejects.toThrow(AuthenticationError);
  expect(requests).toHaveLength(1);
});

test('the refusal of one row comes back as a row error, key for key', async () => {
  const error = { code: 'FIELD_REQUIRED', pointer: '/itemId', expected: 'text', got: 'nothing' };
  const { url } = await serveLoopback((_request, response) =>
    sendJson(response, 422, {
      code: 'FIELD_REQUIRED',
      status: 422,
      errors: [error],
      itemId: null,
      bundle,
    }),
  );
  const answer = await new HttpScreener({ url }).screen(parcel);
  expect(JSON.stringify(answer)).toBe(JSON.stringify({ itemId: null, error, bundle }));
});

test('a refusal with 422 that is no row error is thrown', async () => {
  const { url } = await serveLoopback((_request, response) =>
    sendJson(response, 422, { code: 'BUNDLE_HASH', title: 'Hash', detail: 'got, expected', status: 422 }),
  );
  await expect(new HttpScreener({ url }).screen(parcel)).rejects.toThrow(UnprocessableError);
});

test('each attempt has its own time limit', async () => {
  const { url, requests } = await serveLoopback(() => undefined);
  const screener = new HttpScreener({ url, timeoutMs: 1000, maxRetries: 1 });
  const error = await screener.screen(parcel).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TimeoutError);
  expect(error).toMatchObject({ code: 'TIMED_OUT' });
  expect(requests).toHaveLength(2);
});

test('an answer that stalls half-way is a time-out too', async () => {
  const { url } = await serveLoopback((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).write('{"itemId":');
  });
  await expect(new HttpScreener({ url }).screen(parcel, { timeoutMs: 1000, maxRetries: 0 })).rejects.toThrow(
    TimeoutError,
  );
});

test('aborting ends a call that waits for its answer, one that waits to retry, and one not yet made', async () => {
  const hanging = await serveLoopback(() => undefined);
  const during = new HttpScreener({ url: hanging.url }).screen(parcel, { signal: AbortSignal.timeout(50) });
  await expect(during).rejects.toThrow(AbortedError);

  const refusing = await serveLoopback((_request, response) => sendJson(response, 503, busy, { 'retry-after': '30' }));
  const between = new HttpScreener({ url: refusing.url }).screen(parcel, { signal: AbortSignal.timeout(50) });
  await expect(between).rejects.toMatchObject({ code: 'ABORTED' });

  const before = new HttpScreener({ url: refusing.url }).screen(parcel, { signal: AbortSignal.abort() });
  await expect(before).rejects.toThrow(AbortedError);
  expect(refusing.requests).toHaveLength(1);
});

test('a port on which nothing listens is a connection error that names the cause', async () => {
  const screener = new HttpScreener({ url: 'http://127.0.0.1:9', maxRetries: 0 });
  const error = await screener.screen(parcel).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ConnectionError);
  expect(error).toMatchObject({ code: 'CONNECTION' });
});

test('a connection that is cut in the middle of an answer is tried again', async () => {
  const { url, requests } = await serveLoopback((_request, response, nth) => {
    if (nth > 1) return sendJson(response, 200, decision);
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
    response.write('{"itemId":', () => response.destroy());
  });
  expect(await new HttpScreener({ url }).screen(parcel)).toEqual(decision);
  expect(requests).toHaveLength(2);
});

test('a batch that is answered with too few rows is refused, not passed on', async () => {
  const { url } = await serveLoopback((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' }).end(`${JSON.stringify(decision)}\n`);
  });
  await expect(new HttpScreener({ url, maxRetries: 0 }).screenBatch([parcel, parcel])).rejects.toThrow(
    'got 1 answers to 2 rows',
  );
});

test('a proxy that answers with a page of its own still gives a typed error', async () => {
  const { url } = await serveLoopback((_request, response) => {
    response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
  });
  const error = await new HttpScreener({ url, maxRetries: 0 }).screen(parcel).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ code: 'INTERNAL', status: 502, problem: undefined });
});

test('key, headers and environment reach the service', async () => {
  const { url, requests } = await serveLoopback((_request, response) => sendJson(response, 200, decision));
  await new HttpScreener({ url, apiKey: 'secret', headers: { 'x-office': 'LHR' } }).screen(parcel, {
    headers: { 'x-request-id': 'mine' },
  });
  process.env.POSTERN_URL = `${url}/`;
  process.env.POSTERN_API_KEY = 'other';
  try {
    await new HttpScreener().screen(parcel);
  } finally {
    delete process.env.POSTERN_URL;
    delete process.env.POSTERN_API_KEY;
  }
  expect(requests[0].headers).toMatchObject({
    authorization: 'Bearer secret',
    'x-office': 'LHR',
    'x-request-id': 'mine',
  });
  expect(requests[1].headers.authorization).toBe('Bearer other');
  expect(requests[1].url).toBe('/v1/screen');
});

test('an address that is none is refused when the client is made', () => {
  expect(() => new HttpScreener()).toThrow('expected url or POSTERN_URL');
  expect(() => new HttpScreener({ url: 'ftp://host' })).toThrow(PosternError);
});

test('the logger hears of retries and never of bodies or keys', async () => {
  const { url } = await serveLoopback((_request, response, nth) =>
    nth === 1 ? sendJson(response, 503, busy, { 'retry-after': '0' }) : sendJson(response, 200, decision),
  );
  const lines: string[] = [];
  const logger = { debug: (line: string) => lines.push(line), warn: (line: string) => lines.push(line) };
  await new HttpScreener({ url, apiKey: 'secret', logger }).screen(parcel);
  expect(lines).toEqual(['POST /v1/screen', 'BUSY: trying again in 0 ms, 2 left', 'POST /v1/screen']);
});

test('a stream is answered while it is still being sent', async () => {
  const { url } = await serveLoopback((request, response) => {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    request.pipe(response);
  });
  const progress = { answered: 0 };
  async function* conversation(): AsyncGenerator<Uint8Array> {
    for (let row = 0; row < 5; row++) {
      // each row but the first waits for the answer to the one before
      await expect.poll(() => progress.answered, { interval: 1 }).toBe(row);
      yield Buffer.from(`{"row":${row}}\n`);
    }
  }
  for await (const chunk of new HttpScreener({ url }).screenStream(conversation(), { from: 'ndjson' })) {
    progress.answered += Buffer.from(chunk).toString().split('\n').length - 1;
  }
  expect(progress.answered).toBe(5);
});

test('a stream larger than every buffer between flows without being collected', async () => {
  const { url } = await serveLoopback((request, response) => {
    response.writeHead(200);
    request.pipe(response);
  });
  const chunk = Buffer.alloc(1 << 16, 'x');
  let sent = 0;
  let received = 0;
  let mostBetween = 0;
  async function* source(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < 1024; at++) {
      sent += chunk.length;
      yield chunk;
    }
  }
  for await (const part of new HttpScreener({ url }).screenStream(source(), { from: 'ndjson' })) {
    received += part.length;
    mostBetween = Math.max(mostBetween, sent - received);
  }
  expect(received).toBe(64 << 20);
  expect(mostBetween).toBeLessThan(32 << 20);
});

test('a stream that is cut is a connection error and is never sent twice', async () => {
  const { url, requests } = await serveLoopback((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/x-ndjson' });
    response.write('{"row":0}\n', () => setTimeout(() => response.destroy(), 20));
  });
  const stream = new HttpScreener({ url }).screenStream(bytesOf('{}\n'), { from: 'ndjson' });
  await expect(collect(stream)).rejects.toThrow(ConnectionError);
  expect(requests).toHaveLength(1);
});

test('a stream that is refused throws the problem, and is never sent twice', async () => {
  const { url, requests } = await serveLoopback((request, response) => {
    request.resume().on('end', () => sendJson(response, 503, busy));
  });
  const stream = new HttpScreener({ url }).screenStream(bytesOf('{}\n'), { from: 'ndjson' });
  await expect(collect(stream)).rejects.toMatchObject({ code: 'BUSY' });
  expect(requests).toHaveLength(1);
});

test('what the source of a stream throws is what the reader of the answers gets', async () => {
  const { url } = await serveLoopback((request, response) => {
    response.writeHead(200);
    request.on('error', () => undefined).pipe(response);
  });
  const fault = new Error('disk on fire');
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('{}\n');
    throw fault;
  }
  await expect(collect(new HttpScreener({ url }).screenStream(failing(), { from: 'ndjson' }))).rejects.toBe(fault);
});

test('leaving the answers early hangs up and ends the source', async () => {
  let hungUp: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    hungUp = resolve;
  });
  const { url } = await serveLoopback((request, response) => {
    response.writeHead(200);
    request.on('error', () => undefined).pipe(response);
    response.on('close', hungUp);
  });
  let ended = false;
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      for (;;) yield Buffer.alloc(1024, 'x');
    } finally {
      ended = true;
    }
  }
  for await (const chunk of new HttpScreener({ url }).screenStream(endless(), { from: 'ndjson' })) {
    expect(chunk.length).toBeGreaterThan(0);
    break;
  }
  await gone;
  await expect.poll(() => ended).toBe(true);
});

test('closing waits for what was accepted and refuses what comes later', async () => {
  let answered = false;
  const { url } = await serveLoopback((_request, response) => {
    setTimeout(() => {
      answered = true;
      sendJson(response, 200, decision);
    }, 50);
  });
  const screener = new HttpScreener({ url });
  const call = screener.screen(parcel);
  await screener.close();
  expect(answered).toBe(true);
  expect(await call).toEqual(decision);
  await expect(screener.screen(parcel)).rejects.toMatchObject({ code: 'CLOSED' });
  await expect(collect(screener.screenStream(bytesOf(''), { from: 'json' }))).rejects.toMatchObject({ code: 'CLOSED' });
});
