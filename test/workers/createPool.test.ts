/** What threads add: the same bytes as one thread, and answers for everything when a thread dies. */
import { Worker } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import type { Answer } from '../../src/contract/decision.ts';
import type { ScreeningHost } from '../../src/contract/host.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { simulateMail } from '../../src/simulate/mail.ts';
import { createPool } from '../../src/workers/createPool.ts';
import { buildTestBundle } from '../oracle/testBundle.ts';

const bundle = buildTestBundle();
const chunks = [...simulateMail({ parcels: 20_000, seed: 9 })].map(({ ndjson }) => ndjson);
const open: ScreeningHost[] = [];

afterEach(async () => {
  for (const screener of open.splice(0)) await screener.close();
});

function keep<T extends ScreeningHost>(screener: T): T {
  open.push(screener);
  return screener;
}

async function* body(onChunk: (chunk: number) => void = () => undefined): AsyncGenerator<Uint8Array> {
  for (const [i, chunk] of chunks.entries()) {
    onChunk(i);
    yield chunk;
  }
}

async function screen(screener: ScreeningHost, source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of screener.screenStream(source, { from: 'ndjson' })) parts.push(part);
  return Buffer.concat(parts);
}

test('one, two and three workers answer the bytes of the engine', async () => {
  const expected = await screen(keep(createEngine({ bundle })), body());
  for (const numWorkers of [1, 2, 3]) {
    const pool = keep(createPool({ bundle, numWorkers, slotBytes: 1 << 20 }));
    expect((await screen(pool, body())).equals(expected)).toBe(true);
  }
});

test('a worker that dies in the middle is replaced and its rows are decided', async () => {
  const terminated: Promise<number>[] = [];
  const { terminate, postMessage } = Worker.prototype;
  const workers = new Set<Worker>();
  Worker.prototype.postMessage = function remember(this: Worker, ...args: Parameters<Worker['postMessage']>) {
    workers.add(this);
    return postMessage.apply(this, args);
  };
  try {
    const pool = keep(createPool({ bundle, numWorkers: 2, slotBytes: 1 << 20 }));
    const expected = await screen(keep(createEngine({ bundle })), body());
    const got = await screen(
      pool,
      body((chunk) => {
        if (chunk !== 10 && chunk !== 40) return;
        const [worker] = workers;
        if (!worker) return;
        workers.delete(worker);
        terminated.push(terminate.call(worker));
      }),
    );
    await Promise.all(terminated);
    expect(terminated.length).toBeGreaterThan(0);
    expect(got.equals(expected)).toBe(true);
  } finally {
    Worker.prototype.postMessage = postMessage;
  }
});

test('a bundle that is refused starts no thread', async () => {
  const damaged = Buffer.from(bundle);
  damaged[damaged.length - 1] ^= 1;
  let numStarted = 0;
  const count = (): void => void numStarted++;
  process.on('worker', count);
  try {
    for (let attempt = 0; attempt < 3; attempt++) {
      expect(() => createPool({ bundle: damaged, numWorkers: 2 })).toThrow(
        expect.objectContaining({ code: 'BUNDLE_SIGNATURE' }),
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(numStarted).toBe(0);
    keep(createPool({ bundle, numWorkers: 1 }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(numStarted).toBe(1);
  } finally {
    process.off('worker', count);
  }
});

test('close waits for what was accepted, and refuses what comes later', async () => {
  const pool = createPool({ bundle, numWorkers: 1, slotBytes: 1 << 20 });
  const answers = screen(pool, body());
  await new Promise((resolve) => setTimeout(resolve, 50));
  const closed = pool.close();
  const lines = (await answers).toString('utf8').trimEnd().split('\n');
  expect(lines).toHaveLength(20_000);
  await closed;
  await expect(pool.screen(JSON.parse(firstLine()) as never)).rejects.toMatchObject({ code: 'CLOSED' });
});

test('single parcels are decided while a long body keeps every worker busy', async () => {
  const pool = keep(createPool({ bundle, numWorkers: 1, slotBytes: 1 << 20 }));
  const answers = screen(pool, body());
  const one = (await pool.screen(JSON.parse(firstLine()) as never)) as Answer;
  expect('error' in one).toBe(false);
  const [line] = (await answers).toString('utf8').split('\n', 1);
  expect(one).toEqual(JSON.parse(line));
});

test('a body under way keeps its bundle when another one is swapped in, on every worker', async () => {
  const pool = keep(createPool({ bundle, numWorkers: 2, slotBytes: 1 << 20 }));
  const before = (await pool.bundle()).hash;
  const swapped: Promise<unknown>[] = [];
  const answers = await screen(
    pool,
    body((chunk) => {
      if (chunk === 20) swapped.push(pool.swapBundle(buildTestBundle({ seed: 2 })));
    }),
  );
  await Promise.all(swapped);
  const after = (await pool.bundle()).hash;
  expect(after).not.toBe(before);
  expect(hashesIn(answers)).toEqual([before]);
  expect(hashesIn(await screen(pool, body()))).toEqual([after]);
  // a third bundle takes the place of the first, which nobody uses any more
  await pool.swapBundle(bundle);
  expect(hashesIn(await screen(pool, body()))).toEqual([before]);
});

function hashesIn(answers: Buffer): string[] {
  const lines = answers.toString('utf8').trimEnd().split('\n');
  return [...new Set(lines.map((line) => (JSON.parse(line) as Answer).bundle))];
}

function firstLine(): string {
  return chunks[0].toString('utf8').split('\n', 1)[0];
}
