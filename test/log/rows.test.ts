/** Rows kept beside the log, and what is left when a day's key is destroyed. */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DayKeys } from '../../src/log/dayKeys.ts';
import { DecisionLog } from '../../src/log/decisionLog.ts';
import { eraseDay } from '../../src/log/eraseDay.ts';
import { readRows, rowPath } from '../../src/log/rowStore.ts';
import { verifyLog } from '../../src/log/verifyLog.ts';
import { batchOf, DAY_MS, NOON, rowsOf, temporaryFolder } from './logFolder.ts';

const DAY = '2026-05-07';
const keysOf = (folder: string): DayKeys => new DayKeys(join(folder, 'keys'));

async function textsOf(folder: string, day = DAY): Promise<string[]> {
  const texts: string[] = [];
  for await (const { bytes, lengths } of readRows(folder, day, keysOf(folder))) {
    let at = 0;
    for (const length of lengths) {
      texts.push(Buffer.from(bytes.subarray(at, at + length)).toString());
      at += length;
    }
  }
  return texts;
}

async function written(folder: string, texts: readonly string[][], at = NOON): Promise<void> {
  const log = await DecisionLog.open(folder);
  let first = log.recovered.numEntries;
  for (const batch of texts) {
    await log.append({ ...batchOf(first, batch.length, at), rows: rowsOf(batch) });
    first += batch.length;
  }
  await log.close();
}

test('rows come back as they were, and lie encrypted on disk', async () => {
  const folder = temporaryFolder();
  await written(folder, [['{"itemId":"SECRET-1"}', ''], ['{"itemId":"SECRET-2"}']]);
  expect(await textsOf(folder)).toEqual(['{"itemId":"SECRET-1"}', '', '{"itemId":"SECRET-2"}']);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  for (const file of files) {
    expect(readFileSync(join(file.parentPath, file.name)).includes('SECRET')).toBe(false);
  }
  for (const name of [rowPath(folder, DAY), join(folder, 'keys', `${DAY}.key`)]) {
    expect(statSync(name).mode & 0o077).toBe(0);
  }
});

test('rows that were changed, or moved to another place or day, are refused', async () => {
  const folder = temporaryFolder();
  await written(folder, [['first'], ['other']]);
  const good = readFileSync(rowPath(folder, DAY));
  const second = good.lastIndexOf('PROW');
  const bad = Buffer.from(good);
  bad[bad.length - 1] ^= 1;
  writeFileSync(rowPath(folder, DAY), bad);
  await expect(textsOf(folder)).rejects.toMatchObject({ code: 'LOG_DAMAGED' });
  // the key of the day is the same, the day is not
  writeFileSync(rowPath(folder, '2026-05-08'), good);
  writeFileSync(join(folder, 'keys', '2026-05-08.key'), readFileSync(join(folder, 'keys', `${DAY}.key`)));
  await expect(textsOf(folder, '2026-05-08')).rejects.toMatchObject({ code: 'LOG_DAMAGED' });
  expect(second).toBeGreaterThan(32);
});

test('rows whose decisions did not reach the log are cut off, at any byte', async () => {
  const folder = temporaryFolder();
  await written(folder, [['first'], ['other']]);
  const good = readFileSync(rowPath(folder, DAY));
  const second = good.lastIndexOf('PROW');
  for (let length = second; length <= good.length; length += 3) {
    writeFileSync(rowPath(folder, DAY), good.subarray(0, length));
    const log = await DecisionLog.open(folder);
    expect(log.recovered.cutRowBytes).toBe(length < good.length ? length - second : 0);
    await log.close();
    expect(await textsOf(folder)).toEqual(length < good.length ? ['first'] : ['first', 'other']);
  }
  // the decision goes, its row follows
  writeFileSync(rowPath(folder, DAY), good);
  const segment = join(folder, 'segment-00000001.log');
  truncateSync(segment, readFileSync(segment).lastIndexOf('PBLK'));
  const log = await DecisionLog.open(folder);
  expect([log.numEntries, log.recovered.cutRowBytes]).toEqual([1, good.length - second]);
  await log.close();
});

test('a record broken before whole ones is damage, and nothing is cut', async () => {
  const folder = temporaryFolder();
  await written(folder, [['first'], ['other']]);
  const bad = readFileSync(rowPath(folder, DAY));
  bad[40] ^= 1;
  writeFileSync(rowPath(folder, DAY), bad);
  await expect(DecisionLog.open(folder)).rejects.toMatchObject({ code: 'LOG_DAMAGED' });
  expect(readFileSync(rowPath(folder, DAY))).toEqual(bad);
});

test('a day that is erased takes its rows and keys along; the chain stays whole and the other days stay', async () => {
  const folder = temporaryFolder();
  await written(folder, [['first']]);
  await written(folder, [['later']], NOON + DAY_MS);
  const before = keysOf(folder).read(DAY);
  await eraseDay(folder, join(folder, 'keys'), DAY, NOON + 3 * DAY_MS);
  expect(before).toBeDefined();
  expect(keysOf(folder).read(DAY)).toBeUndefined();
  expect(existsSync(rowPath(folder, DAY))).toBe(false);
  expect(await textsOf(folder)).toEqual([]);
  expect(await textsOf(folder, '2026-05-08')).toEqual(['later']);
  const { isWhole, days } = await verifyLog(folder, { keyFolder: join(folder, 'keys') });
  expect(isWhole).toBe(true);
  expect(days.map(({ day, key, hasRows }) => [day, key, hasRows])).toEqual([
    [DAY, 'erased', false],
    ['2026-05-08', 'kept', true],
  ]);
  // nor does a clock that goes back bring it to life again
  const log = await DecisionLog.open(folder);
  expect(() => log.keysAt(NOON)).toThrow('was destroyed');
  await log.close();
});

test('a day that may still be written cannot be erased, nor one that never was', async () => {
  const folder = temporaryFolder();
  await written(folder, [['first']]);
  const keyFolder = join(folder, 'keys');
  const midnight = Date.parse('2026-05-08T00:00:00Z');
  await expect(eraseDay(folder, keyFolder, DAY, midnight + 60_000)).rejects.toThrow('ended an hour ago');
  await expect(eraseDay(folder, keyFolder, 'yesterday', midnight)).rejects.toThrow('YYYY-MM-DD');
  await expect(eraseDay(folder, keyFolder, '2026-05-01', midnight)).rejects.toThrow('a day with a key');
  await eraseDay(folder, keyFolder, DAY, midnight + 3_600_000);
});

test('a key that went without being erased is missing, which is told apart', async () => {
  const folder = temporaryFolder();
  await written(folder, [['first']]);
  rmSync(join(folder, 'keys', `${DAY}.key`));
  const { days } = await verifyLog(folder, { keyFolder: join(folder, 'keys') });
  expect(days).toEqual([{ day: DAY, numEntries: 1, key: 'missing', hasRows: false }]);
});

test('a key that decisions were made under is never replaced: the writer refuses, verify names it', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'keys', `${DAY}.key`);
  const log = await DecisionLog.open(folder);
  log.keysAt(NOON);
  expect(await log.append(batchOf(0, 2))).toBe(1);
  expect(await log.append(batchOf(2, 1))).toBe(3);
  await log.close();
  const key = readFileSync(path);
  const states = async (): Promise<unknown[]> => {
    const { isWhole, days } = await verifyLog(folder, { keyFolder: join(folder, 'keys') });
    return [isWhole, ...days.map(({ key: state }) => state)];
  };
  expect(await states()).toEqual([true, 'kept']);
  rmSync(path);
  const without = await DecisionLog.open(folder);
  expect(() => without.keysAt(NOON)).toThrow('is gone, and the log holds decisions of that day');
  await without.close();
  expect(existsSync(path)).toBe(false);
  expect(await states()).toEqual([true, 'missing']);
  writeFileSync(path, `${Buffer.alloc(32, 7).toString('base64url')}\n`);
  const withOther = await DecisionLog.open(folder);
  expect(() => withOther.keysAt(NOON)).toThrow('is another one');
  await withOther.close();
  expect(await states()).toEqual([false, 'other']);
  writeFileSync(path, key);
  const again = await DecisionLog.open(folder);
  again.keysAt(NOON);
  expect(await again.append(batchOf(3, 1))).toBe(4);
  await again.close();
  expect(await states()).toEqual([true, 'kept']);
});

test('a key of today that is gone is told when the log is opened', async () => {
  const folder = temporaryFolder();
  const now = Date.now();
  const log = await DecisionLog.open(folder);
  log.keysAt(now);
  await log.append(batchOf(0, 1, now));
  await log.close();
  rmSync(join(folder, 'keys'), { recursive: true });
  await expect(DecisionLog.open(folder)).rejects.toMatchObject({ code: 'LOG_FAILED' });
});
