/** Processes killed while they write: no acknowledged decision is lost, and the next writer goes on. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { DayKeys } from '../../src/log/dayKeys.ts';
import { DecisionLog } from '../../src/log/decisionLog.ts';
import { dayOf } from '../../src/log/entry.ts';
import { readEntries } from '../../src/log/readEntries.ts';
import { readRows } from '../../src/log/rowStore.ts';
import { verifyLog } from '../../src/log/verifyLog.ts';
import { seededRandom } from '../oracle/random.ts';
import { temporaryFolder } from './logFolder.ts';

const KILLS = 15;
const MOST_MS = 25_000;
const writer = resolve(import.meta.dirname, 'crashWriter.mjs');

type Start = { seed: number; at: number; firstItem: number };

/** Start a writer, kill it some time after its first acknowledgement, and say what it had acknowledged. */
async function killWhileWriting(folder: string, { seed, at, firstItem }: Start, afterMs: number): Promise<number> {
  const settings = [seed, at, firstItem].map(String);
  const child = spawn(process.execPath, [writer, folder, ...settings], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<NodeJS.Signals | null>((done) => child.on('close', (_code, signal) => done(signal)));
  let printed = '';
  const started = new Promise<void>((done) => {
    child.stdout.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      done();
    });
  });
  await Promise.race([started, ended]);
  await wait(afterMs);
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
  const lines = printed
    .slice(0, printed.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean);
  return Math.max(
    ...lines.map((line) =>
      line
        .split(' ')
        .map(Number)
        .reduce((sum, part) => sum + part),
    ),
  );
}

/** Where each item stands in the log, by its number. Sequence numbers have no gap, items neither. */
async function placesOfItems(folder: string): Promise<number[]> {
  const places: number[] = [];
  let seq = 0;
  for await (const entry of readEntries(folder)) {
    expect(entry.seq).toBe(seq);
    if ('item' in entry) {
      expect(entry.item).toBe(`item-${places.length}`);
      places.push(seq);
    }
    seq += 1;
  }
  return places;
}

test('killed at random moments, a log loses nothing acknowledged', async ({ skip }) => {
  if (!existsSync(resolve(import.meta.dirname, '../../dist/src/log/decisionLog.js'))) skip('not built');
  const folder = temporaryFolder();
  const keyFolder = join(folder, 'keys');
  const random = seededRandom(20260507);
  const stop = performance.now() + MOST_MS;
  const at = Date.now();
  const today = dayOf(at);
  let numItems = 0;
  let numKills = 0;
  let unfinished = 0;
  for (; numKills < KILLS && performance.now() < stop; numKills++) {
    const acknowledged = await killWhileWriting(
      folder,
      { seed: numKills + 1, at, firstItem: numItems },
      random.below(60),
    );
    const { isWhole, end } = await verifyLog(folder, { keyFolder });
    expect([isWhole, end.damage]).toEqual([true, undefined]);
    expect(end.nextSequence).toBeGreaterThanOrEqual(acknowledged);
    // what the killed one left is cut as if it had never been begun
    const next = await DecisionLog.open(folder);
    expect(next.recovered.numEntries).toBe(end.nextSequence);
    if (next.recovered.cutBytes + next.recovered.cutRowBytes > 0) unfinished += 1;
    await next.close();
    numItems = (await placesOfItems(folder)).length;
  }
  // across all writers: each entry in its place, each with its row
  const places = await placesOfItems(folder);
  let row = 0;
  for await (const batch of readRows(folder, today, new DayKeys(keyFolder))) {
    expect(batch.firstSequence).toBe(places[row]);
    let start = 0;
    for (const length of batch.lengths) {
      expect(Buffer.from(batch.bytes.subarray(start, start + length)).toString()).toBe(`{"row":${row}}`);
      start += length;
      row += 1;
    }
  }
  expect(row).toBe(places.length);
  process.stdout.write(`${numKills} writers killed, ${places.length} entries, unfinished ends: ${unfinished}\n`);
  expect(numKills).toBeGreaterThan(3);
});
