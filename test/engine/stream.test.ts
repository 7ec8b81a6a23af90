/** Bodies of any length, cut anywhere, in every format: answered in order, in bounded slots, by one bundle. */
import { afterAll, expect, test } from 'vitest';
import type { Answer } from '../../src/contract/decision.ts';
import type { Format } from '../../src/contract/formats.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { simulateMail } from '../../src/simulate/mail.ts';
import { buildTestBundle } from '../oracle/testBundle.ts';

const bundle = buildTestBundle();
const engine = createEngine({ bundle });
const mail = Buffer.concat([...simulateMail({ parcels: 600, seed: 5 })].map(({ ndjson }) => ndjson));
const lines = mail.toString('utf8').trimEnd().split('\n');
const ids = lines.map((line) => (JSON.parse(line) as { itemId: string }).itemId);

afterAll(() => engine.close());

async function* pieces(body: Uint8Array, sizes: () => number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < body.length; ) {
    const end = Math.min(body.length, at + sizes());
    yield body.subarray(at, end);
    at = end;
  }
}

async function screen(
  screener: ReturnType<typeof createEngine>,
  source: AsyncIterable<Uint8Array>,
  from: Format,
  to: Format = from,
): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of screener.screenStream(source, { from, to })) parts.push(part);
  return Buffer.concat(parts);
}

const whole = (body: Uint8Array): AsyncIterable<Uint8Array> => pieces(body, () => body.length);
const rowsOf = (ndjson: Buffer): Answer[] =>
  ndjson
    .toString('utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);

test('every row is answered in input order, however the body is cut', async () => {
  const expected = await screen(engine, whole(mail), 'ndjson');
  expect(rowsOf(expected).map((answer) => answer.itemId)).toEqual(ids);
  for (const size of [1, 7, 1000, 65_537]) {
    const body = size === 1 ? mail.subarray(0, mail.indexOf(10, 20_000) + 1) : mail;
    const got = await screen(
      engine,
      pieces(body, () => size),
      'ndjson',
    );
    expect(got.equals(expected.subarray(0, got.length))).toBe(true);
    expect(rowsOf(got)).toHaveLength(body.toString('utf8').trimEnd().split('\n').length);
  }
});

test('a JSON array, indented or not, is answered like its rows', async () => {
  const expected = rowsOf(await screen(engine, whole(mail), 'ndjson'));
  const array = lines.map((line) => JSON.parse(line) as unknown);
  for (const text of [JSON.stringify(array), JSON.stringify(array, undefined, 2), ` [\n${lines.join('\n,\n')}\n]\n`]) {
    const got = await screen(
      engine,
      pieces(Buffer.from(text), () => 4093),
      'json',
    );
    expect(JSON.parse(got.toString('utf8'))).toEqual(expected);
  }
});

test('small slots give the same bytes as large ones', async () => {
  const small = createEngine({ bundle, limits: { rowBytes: 8192 }, slotBytes: 16_384 });
  const got = await screen(
    small,
    pieces(mail, () => 3001),
    'ndjson',
  );
  expect(got.equals(await screen(engine, whole(mail), 'ndjson'))).toBe(true);
  await small.close();
});

test('a row longer than a slot is one row error, and the rows around it are decided', async () => {
  const small = createEngine({ bundle, limits: { rowBytes: 8192 }, slotBytes: 16_384 });
  const long = JSON.stringify({ ...(JSON.parse(lines[1]) as object), note: 'x'.repeat(100_000) });
  for (const [from, body] of [
    ['ndjson', `${lines[0]}\n${long}\n${lines[2]}\n`],
    ['json', `[${lines[0]},${long},${lines[2]}]`],
  ] as const) {
    const got = await screen(
      small,
      pieces(Buffer.from(body), () => 5000),
      from,
      'ndjson',
    );
    const answers = rowsOf(got);
    expect(answers.map((answer) => ('error' in answer ? answer.error.code : 'decided'))).toEqual([
      'decided',
      'ROW_TOO_LONG',
      'decided',
    ]);
    expect([answers[0].itemId, answers[2].itemId]).toEqual([ids[0], ids[2]]);
  }
  await small.close();
});

test('one broken row among a thousand costs one row', async () => {
  const rows = [...lines, ...lines].slice(0, 1000);
  rows[500] = rows[500].slice(0, -5);
  const answers = rowsOf(await screen(engine, whole(Buffer.from(`${rows.join('\n')}\n`)), 'ndjson'));
  expect(answers).toHaveLength(1000);
  expect(answers.flatMap((answer, row) => ('error' in answer ? [[row, answer.error.code]] : []))).toEqual([
    [500, 'ROW_SYNTAX'],
  ]);
});

test('an empty body is answered with nothing, or with an empty array', async () => {
  expect((await screen(engine, whole(Buffer.from('')), 'ndjson')).length).toBe(0);
  expect((await screen(engine, whole(Buffer.from('[]')), 'json')).toString()).toBe('[]\n');
});

test('a JSON body that is no array, or that ends early, is refused whole', async () => {
  for (const body of ['{"a":1}', `[${lines[0]}`, `[${lines[0]}] x`, `[${lines[0]},,${lines[1]}]`]) {
    await expect(screen(engine, whole(Buffer.from(body)), 'json')).rejects.toMatchObject({ code: 'BODY_INVALID' });
  }
});

test('answers of rows read so far come while the sender pauses', async () => {
  let more: () => void = () => undefined;
  const resumed = new Promise<void>((resolve) => {
    more = resolve;
  });
  async function* slow(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`${lines[0]}\n`);
    await resumed;
    yield Buffer.from(`${lines[1]}\n`);
  }
  const answers = engine.screenStream(slow(), { from: 'ndjson' })[Symbol.asyncIterator]();
  const first = await answers.next();
  expect(Buffer.from(first.value as Uint8Array).toString('utf8')).toContain(ids[0]);
  more();
  expect(Buffer.from((await answers.next()).value as Uint8Array).toString('utf8')).toContain(ids[1]);
  expect((await answers.next()).done).toBe(true);
});

test('a body keeps the bundle it started with; the next body gets the new one', async () => {
  const swapping = createEngine({ bundle });
  const before = (await swapping.bundle()).hash;
  const chunks = pieces(mail, () => 4096);
  async function* swapMidway(): AsyncGenerator<Uint8Array> {
    let numChunks = 0;
    for await (const chunk of chunks) {
      if (numChunks++ === 3) await swapping.swapBundle(buildTestBundle({ seed: 2 }));
      yield chunk;
    }
  }
  const answers = rowsOf(await screen(swapping, swapMidway(), 'ndjson'));
  expect(new Set(answers.map((answer) => answer.bundle))).toEqual(new Set([before]));
  const after = (await swapping.bundle()).hash;
  expect(after).not.toBe(before);
  const next = rowsOf(await screen(swapping, whole(mail), 'ndjson'));
  expect(new Set(next.map((answer) => answer.bundle))).toEqual(new Set([after]));
  await swapping.close();
});

test('an aborted body ends with ABORTED and frees its place', async () => {
  const controller = new AbortController();
  const narrow = createEngine({ bundle, maxBodies: 1 });
  async function* endless(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(`${lines[0]}\n`);
    controller.abort();
    yield* pieces(mail, () => 4096);
  }
  const run = async (): Promise<void> => {
    for await (const _ of narrow.screenStream(endless(), { from: 'ndjson', signal: controller.signal }));
  };
  await expect(run()).rejects.toMatchObject({ code: 'ABORTED' });
  expect(rowsOf(await screen(narrow, whole(mail), 'ndjson'))).toHaveLength(ids.length);
  await narrow.close();
});

test('one body more than allowed is told BUSY', async () => {
  const narrow = createEngine({ bundle, maxBodies: 1 });
  const first = narrow.screenStream(whole(mail), { from: 'ndjson' })[Symbol.asyncIterator]();
  await first.next();
  await expect(screen(narrow, whole(mail), 'ndjson')).rejects.toMatchObject({ code: 'BUSY', retryable: true });
  await first.return?.();
  expect(rowsOf(await screen(narrow, whole(mail), 'ndjson'))).toHaveLength(ids.length);
  await narrow.close();
});
