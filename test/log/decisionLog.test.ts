/** Writing and reading a decision log in one process. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { DecisionLog } from '../../src/log/decisionLog.ts';
import { type DecisionEntry, type LogEntry } from '../../src/log/entry.ts';
import { readEntries } from '../../src/log/readEntries.ts';
import { segmentPath } from '../../src/log/segments.ts';
import { verifyLog } from '../../src/log/verifyLog.ts';
import { batchOf, DAY_MS, NOON, temporaryFolder } from './logFolder.ts';

async function entriesOf(folder: string): Promise<LogEntry[]> {
  const entries: LogEntry[] = [];
  for await (const entry of readEntries(folder)) entries.push(entry);
  return entries;
}
const itemsOf = async (folder: string): Promise<(string | null)[]> =>
  (await entriesOf(folder)).map((entry) => (entry as DecisionEntry).item);
const numbered = (count: number): string[] => Array.from({ length: count }, (_, i) => `item-${i}`);
const verify = (folder: string, head?: string): ReturnType<typeof verifyLog> =>
  verifyLog(folder, { keyFolder: join(folder, 'keys'), head });

test('the format is what is drawn: an independent reading of the first bytes finds the same', async () => {
  const folder = temporaryFolder();
  const log = await DecisionLog.open(folder);
  await log.append(batchOf(0, 2));
  const { head } = log;
  await log.close();
  const bytes = readFileSync(segmentPath(folder, 1));
  expect(bytes.toString('latin1', 0, 8)).toBe('POSTLOG\0');
  expect([bytes.readUInt32LE(8), bytes.readUInt32LE(12), bytes.readBigUInt64LE(16)]).toEqual([1, 1, 0n]);
  expect(bytes.subarray(24, 56).every((byte) => byte === 0)).toBe(true);
  expect(bytes.readUInt32LE(56)).toBe(crc32(bytes.subarray(0, 56)));
  const payload = bytes.subarray(128);
  expect(bytes.toString('latin1', 64, 68)).toBe('PBLK');
  expect([bytes.readUInt32LE(68), bytes.readBigUInt64LE(72), bytes.readUInt32LE(80)]).toEqual([payload.length, 0n, 2]);
  expect(bytes.readUInt32LE(84)).toBe(crc32(payload));
  expect(Number(bytes.readBigUInt64LE(88))).toBe(NOON);
  const chain = createHash('sha256').update(Buffer.alloc(32)).update(bytes.subarray(64, 96)).update(payload);
  expect(bytes.toString('hex', 96, 128)).toBe(chain.digest('hex'));
  expect(head).toBe(bytes.toString('hex', 96, 128));
});

test('entries come back in the order of the calls, with the sequences that were promised', async () => {
  const folder = temporaryFolder();
  const log = await DecisionLog.open(folder);
  const promises = [];
  let first = 0;
  for (const count of [1, 3, 1, 20, 1, 1, 7]) {
    promises.push(log.append(batchOf(first, count)).then((sequence) => [sequence, count]));
    first += count;
  }
  const promised = await Promise.all(promises);
  expect(promised.map(([sequence]) => sequence)).toEqual([0, 1, 4, 5, 25, 26, 27]);
  expect(log.numEntries).toBe(34);
  await log.close();
  expect(await itemsOf(folder)).toEqual(numbered(34));
  expect((await entriesOf(folder)).map(({ seq }) => seq)).toEqual(numbered(34).map((_, i) => i));
});

test('calls that arrive together share a sync', async () => {
  const folder = temporaryFolder();
  const log = await DecisionLog.open(folder);
  await Promise.all(Array.from({ length: 500 }, (_, i) => log.append(batchOf(i, 1))));
  await log.close();
  // the first call found nobody to wait with
  expect((await verify(folder)).numBlocks).toBe(2);
});

test('segments follow one another, chained, and any length of log reads as one', async () => {
  const folder = temporaryFolder();
  const log = await DecisionLog.open(folder, { segmentBytes: 2000 });
  for (let first = 0; first < 60; first += 4) await log.append(batchOf(first, 4));
  await log.close();
  const { isWhole, end, numBlocks } = await verify(folder);
  expect(isWhole).toBe(true);
  expect([end.numSegments > 4, end.nextSequence, numBlocks]).toEqual([true, 60, 15]);
  for (let segment = 1; segment <= end.numSegments; segment++) {
    expect(statSync(segmentPath(folder, segment)).size).toBeLessThanOrEqual(2000);
  }
  expect(await itemsOf(folder)).toEqual(numbered(60));
});

test('a block is of one day', async () => {
  const folder = temporaryFolder();
  const log = await DecisionLog.open(folder);
  await Promise.all([0, 1, 2, 3].map((i) => log.append(batchOf(i, 1, NOON + Math.floor(i / 2) * DAY_MS))));
  await log.close();
  const { days } = await verify(folder);
  expect(days.map(({ day, numEntries }) => [day, numEntries])).toEqual([
    ['2026-05-07', 2],
    ['2026-05-08', 2],
  ]);
});

test('what waits is bounded in bytes: callers over the bound wait outside, in order', async () => {
  const folder = temporaryFolder();
  const batch = batchOf(0, 1, NOON, 1000);
  const bound = 5 * batch.lines.length;
  const log = await DecisionLog.open(folder, { maxPendingBytes: bound });
  let most = 0;
  const promises = Array.from({ length: 100 }, (_, i) =>
    log.append(i === 50 ? batchOf(i, 20, NOON, 1000) : batchOf(i, 1, NOON, i % 7 === 0 ? 0 : 1000)).then((sequence) => {
      most = Math.max(most, log.pendingBytes);
      return sequence;
    }),
  );
  expect(log.pendingBytes).toBeLessThanOrEqual(bound);
  const sequences = await Promise.all(promises);
  expect(sequences).toEqual([...sequences].sort((one, other) => one - other));
  // one batch alone may be over it
  expect(most).toBeLessThanOrEqual(batchOf(50, 20, NOON, 1000).lines.length);
  await log.close();
});

test('a log that has reached its limit refuses, keeps what it has and goes on when there is room', async () => {
  const folder = temporaryFolder();
  const log = await DecisionLog.open(folder, { maxBytes: 1500 });
  await log.append(batchOf(0, 5));
  await expect(log.append(batchOf(5, 20))).rejects.toMatchObject({ code: 'LOG_FULL', retryable: true });
  expect(await log.append(batchOf(5, 1))).toBe(5);
  await log.close();
  expect(await itemsOf(folder)).toEqual(numbered(6));
});

test('after close there is no more appending, and closing twice is closing once', async () => {
  const log = await DecisionLog.open(temporaryFolder());
  await log.close();
  await log.close();
  await expect(log.append(batchOf(0, 1))).rejects.toMatchObject({ code: 'CLOSED' });
});

test('a log has one writer; a lock whose process is gone is taken over', async () => {
  const folder = temporaryFolder();
  const log = await DecisionLog.open(folder);
  await expect(DecisionLog.open(folder)).rejects.toMatchObject({ code: 'LOG_LOCKED' });
  await log.close();
  // the number of a process that cannot be
  writeFileSync(join(folder, 'writer.lock'), JSON.stringify({ pid: 2 ** 30, started: '1', boot: '' }));
  await (await DecisionLog.open(folder)).close();
  // this process's number, but another start: a container's next life
  const boot = existsSync('/proc/sys/kernel/random/boot_id')
    ? readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
    : '';
  writeFileSync(join(folder, 'writer.lock'), JSON.stringify({ pid: process.pid, started: '1', boot }));
  await (await DecisionLog.open(folder)).close();
  expect(readdirSync(folder).filter((name) => name.includes('lock'))).toEqual([]);
});

test('cut at any byte, the log verifies up to its last whole block and the next writer goes on from there', async () => {
  const source = temporaryFolder();
  const log = await DecisionLog.open(source);
  const ends = [0];
  for (const count of [2, 1, 1]) {
    await log.append(batchOf(ends[ends.length - 1], count));
    ends.push(ends[ends.length - 1] + count);
  }
  await log.close();
  const whole = readFileSync(segmentPath(source, 1));
  const blockEnds = [64];
  for (let at = 64; at < whole.length; ) {
    at += 64 + whole.readUInt32LE(at + 4);
    blockEnds.push(at);
  }
  const folder = temporaryFolder();
  const path = segmentPath(folder, 1);
  for (let length = 0; length <= whole.length; length++) {
    writeFileSync(path, whole.subarray(0, length));
    const numWhole = blockEnds.filter((end) => end <= length).length;
    const numEntries = numWhole === 0 ? 0 : ends[numWhole - 1];
    const before = await verify(folder);
    expect([before.isWhole, before.end.nextSequence]).toEqual([true, numEntries]);
    const next = await DecisionLog.open(folder);
    expect(next.recovered).toEqual({
      numEntries,
      cutBytes: length - (numWhole === 0 ? 0 : blockEnds[numWhole - 1]),
      cutRowBytes: 0,
    });
    expect(await next.append(batchOf(numEntries, 2))).toBe(numEntries);
    await next.close();
    expect((await verify(folder)).isWhole).toBe(true);
    expect(await itemsOf(folder)).toEqual(numbered(numEntries + 2));
  }
});

test('a changed byte anywhere is damage, in the last block too: it is told, and no writer cuts anything', async () => {
  const source = temporaryFolder();
  const log = await DecisionLog.open(source, { segmentBytes: 700 });
  for (let first = 0; first < 8; first += 2) await log.append(batchOf(first, 2));
  await log.close();
  const { end, isWhole } = await verify(source);
  expect([isWhole, end.numSegments >= 2]).toEqual([true, true]);
  const last = segmentPath(source, end.numSegments);
  for (let segment = 1; segment <= end.numSegments; segment++) {
    const path = segmentPath(source, segment);
    const good = readFileSync(path);
    for (let at = 0; at < good.length; at += 3) {
      const bad = Buffer.from(good);
      bad[at] ^= 1 << (at % 8);
      writeFileSync(path, bad);
      const found = await verify(source);
      expect([at, found.isWhole]).toEqual([at, false]);
      if (path === last) {
        await expect(DecisionLog.open(source)).rejects.toMatchObject({ code: 'LOG_DAMAGED' });
        expect(readFileSync(path)).toEqual(bad);
      }
    }
    writeFileSync(path, good);
  }
  expect((await verify(source)).isWhole).toBe(true);
});

test('sectors of zeros, as a loss of power leaves them, are an unfinished end; fewer zeros are damage', async () => {
  const source = temporaryFolder();
  const log = await DecisionLog.open(source);
  await log.append(batchOf(0, 2));
  await log.append(batchOf(2, 20));
  await log.close();
  const path = segmentPath(source, 1);
  const good = readFileSync(path);
  const blockAt = good.lastIndexOf('PBLK');
  const firstSector = 512 * Math.ceil(blockAt / 512);
  const zeroed = [
    [blockAt, good.length],
    [blockAt, firstSector],
    [firstSector, firstSector + 512],
    [firstSector + 512, good.length],
  ];
  for (const [from, to] of zeroed) {
    const torn = Buffer.from(good).fill(0, from, to);
    writeFileSync(path, torn);
    const { isWhole, end } = await verify(source);
    expect([isWhole, end.nextSequence, end.tailBytes]).toEqual([true, 2, good.length - blockAt]);
    await (await DecisionLog.open(source)).close();
    expect(readFileSync(path)).toEqual(good.subarray(0, blockAt));
  }
  // nothing was thrown away
  const cut = readdirSync(join(source, 'cut'));
  expect(cut.length).toBe(zeroed.length);
  for (const name of cut) {
    expect(name).toMatch(new RegExp(`^segment-00000001\\.log-${blockAt}-`));
    expect(statSync(join(source, 'cut', name)).size).toBe(good.length - blockAt);
  }
  writeFileSync(path, Buffer.from(good).fill(0, firstSector + 1, firstSector + 511));
  expect((await verify(source)).end.damage).toContain('fails its CRC');
  await expect(DecisionLog.open(source)).rejects.toMatchObject({ code: 'LOG_DAMAGED' });
});

test('a segment that is missing, swapped or shortened is damage', async () => {
  const folder = temporaryFolder();
  const log = await DecisionLog.open(folder, { segmentBytes: 700 });
  for (let first = 0; first < 12; first += 2) await log.append(batchOf(first, 2));
  await log.close();
  const second = readFileSync(segmentPath(folder, 2));
  writeFileSync(segmentPath(folder, 2), readFileSync(segmentPath(folder, 3)));
  expect((await verify(folder)).end.damage).toContain('segment 2');
  writeFileSync(segmentPath(folder, 2), second);
  truncateSync(segmentPath(folder, 2), second.length - 1);
  expect((await verify(folder)).end.damage).toContain('segment 2, byte');
  // whole blocks taken from the end of a segment that is not the last one
  truncateSync(segmentPath(folder, 2), second.lastIndexOf('PBLK'));
  expect((await verify(folder)).end.damage).toContain('segment 3: it does not continue');
});

test('a head that was noted shows later that nothing before it was exchanged', async () => {
  const folder = temporaryFolder();
  const log = await DecisionLog.open(folder);
  await log.append(batchOf(0, 2));
  const noted = log.head;
  await log.append(batchOf(2, 2));
  await log.close();
  expect((await verify(folder, noted)).hasHead).toBe(true);
  // a log made anew holds together in itself, but not with what was noted
  const forged = temporaryFolder();
  const other = await DecisionLog.open(forged);
  await other.append(batchOf(1, 2));
  await other.append(batchOf(2, 2));
  await other.close();
  const { isWhole, hasHead, end } = await verify(forged, noted);
  expect([isWhole, hasHead, end.damage]).toEqual([false, false, undefined]);
});

test('a log is read while it is written', async () => {
  const folder = temporaryFolder();
  const log = await DecisionLog.open(folder, { segmentBytes: 3000 });
  const writer = { isBusy: true };
  const writing = (async () => {
    for (let i = 0; i < 150; i++) await log.append(batchOf(i, 1));
    writer.isBusy = false;
  })();
  while (writer.isBusy) {
    const { isWhole, end } = await verify(folder);
    expect([isWhole, end.nextSequence <= log.numEntries + 1]).toEqual([true, true]);
  }
  await writing;
  await log.close();
  expect(await itemsOf(folder)).toEqual(numbered(150));
});

test('a segment that is removed under its writer is told with the next decision, which is not acknowledged', async () => {
  const folder = temporaryFolder();
  const log = await DecisionLog.open(folder);
  await log.append(batchOf(0, 1));
  rmSync(segmentPath(folder, 1));
  await expect(log.append(batchOf(1, 1))).rejects.toMatchObject({ code: 'LOG_FAILED' });
  expect(log.hasFailed).toBe(true);
  await log.close();
});
