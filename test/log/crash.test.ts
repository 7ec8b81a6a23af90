/** Processes killed while they write: no acknowledged decision is lost, and the next writer goes on. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { DayKeys } from '../../src/log/dayKeys.ts';
import { DecisionLog } from '../../src/log/decisionLog.ts';
import { dayOf, type DecisionEntry } from '../../src/log/entry.ts';
import { readEntries } from '../../src/log/readEntries.ts';
import { readRows } from '../../src/log/rowStore.ts';
import { verifyLog } from '../../src/log/verifyLog.ts';
import { seededRandom } from '../oracle/random.ts';
import { temporaryFolder } from './logFolder.ts';

const KILLS = 15;
const MOST_MS = 25_000;
const writer = resolve(import.meta.dirname, 'crashWriter.mjs');

/** Start a writer, kill it some time after its first acknowledgement, and say what it had acknowledged. */
async function killWhileWriting(folder: string, seed: number, afterMs: number): Promise<number> {
  const child = spawn(process.execPath, [writer, folder, String(seed)], { stdio: ['ignore', 'pipe', 'inherit'] });
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

test('killed at random moments, a log loses nothing acknowledged', async ({ skip }) => {
  if (!existsSync(resolve(import.meta.dirname, '../../dist/src/log/decisionLog.js'))) skip('not built');
  const folder = temporaryFolder();
  const keyFolder = join(folder, 'keys');
  const random = seededRandom(20260507);
  const stop = performance.now() + MOST_MS;
  const today = dayOf(Date.now());
  let numKills = 0;
  let unfinished = 0;
  for (; numKills < KILLS && performance.now() < stop; numKills++) {
    const acknowledged = await killWhileWriting(folder, numKills + 1, random.below(60));
    const { isWhole, end } = await verifyLog(folder, { keyFolder });
    expect([isWhole, end.damage]).toEqual([true, undefined]);
    expect(end.nextSequence).toBeGreaterThanOrEqual(acknowledged);
    // what the killed one left is cut as if it had never been begun
    const next = await DecisionLog.open(folder);
    expect(next.recovered.numEntries).toBe(end.nextSequence);
    if (next.recovered.cutBytes + next.recovered.cutRowBytes > 0) unfinished += 1;
    await next.close();
  }
  // across all writers: each entry in its place, each with its row
  let seq = 0;
  for await (const entry of readEntries(folder)) {
    expect([entry.seq, (entry as DecisionEntry).item]).toEqual([seq, `item-${seq}`]);
    seq += 1;
  }
  let row = 0;
  if (today === dayOf(Date.now())) {
    for await (const batch of readRows(folder, today, new DayKeys(keyFolder))) {
      expect(batch.firstSequence).toBe(row);
      let at = 0;
      for (const length of batch.lengths) {
        expect(Buffer.from(batch.bytes.subarray(at, at + length)).toString()).toBe(`{"row":${row}}`);
        at += length;
        row += 1;
      }
    }
    expect(row).toBe(seq);
  }
  process.stdout.write(`${numKills} writers killed, ${seq} entries, unfinished ends: ${unfinished}\n`);
  expect(numKills).toBeGreaterThan(3);
});
