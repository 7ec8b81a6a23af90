/** Packed files: what is in them is read, what cannot be is refused by name, and nothing grows without a bound. */
import * as fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, expect, test } from 'vitest';
import { PosternError } from '../../../src/contract/errors.ts';
import { openSourceFile, openSourceFiles } from '../../../src/watchlist/openSourceFile.ts';
import { growthLimits } from '../../../src/watchlist/packed/growth.ts';
import type { SourceFile } from '../../../src/watchlist/sources/source.ts';
import { zipOf } from './zipOf.ts';

const folder = mkdtempSync(join(tmpdir(), 'postern-packed-'));
afterAll(() => rmSync(folder, { recursive: true }));
let numFiles = 0;
function write(bytes: Uint8Array): string {
  const path = join(folder, `x${numFiles++}`);
  writeFileSync(path, bytes);
  return path;
}

async function textOf(file: SourceFile): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of file.open()) parts.push(chunk);
  return Buffer.concat(parts).toString();
}
const text = (value: string): Buffer => Buffer.from(value);

test('members of a zip archive are files, stored and deflated ones alike; folders are none', async () => {
  const long = 'a line of a list\n'.repeat(20_000);
  const path = write(
    zipOf(
      { name: 'in/', bytes: text('') },
      { name: 'in/a.csv', bytes: text(long) },
      { name: 'b.csv', bytes: text('1,2\n'), isStored: true },
      { name: 'empty.csv', bytes: text(''), isStored: true },
    ),
  );
  const { files, faults } = await openSourceFiles(path);
  expect(faults).toEqual([]);
  expect(files.map(({ name }) => name.replace(/^x\d+\//, ''))).toEqual(['in/a.csv', 'b.csv', 'empty.csv']);
  expect(files[0].start).toBe(long.slice(0, 65_536));
  expect([await textOf(files[0]), await textOf(files[1]), await textOf(files[2])]).toEqual([long, '1,2\n', '']);
});

test('a member that cannot be read is refused by name, and the others are read', async () => {
  const { files, faults } = await openSourceFiles(
    write(
      zipOf(
        { name: 'locked.csv', bytes: text('x'), says: { flags: 1 } },
        { name: 'odd.csv', bytes: text('x'), says: { method: 12 } },
        { name: 'inner.zip', bytes: zipOf({ name: 'a', bytes: text('b') }) },
        { name: 'inner.gz', bytes: gzipSync('abc') },
        { name: 'good.csv', bytes: text('1,2\n') },
      ),
    ),
  );
  expect(files.map(({ name }) => name.replace(/^x\d+\//, ''))).toEqual(['good.csv']);
  expect(faults.map(({ file, reason }) => [file.replace(/^x\d+\//, ''), reason])).toEqual([
    ['locked.csv', 'expected a member that is not encrypted'],
    ['odd.csv', 'expected a member that is stored or deflated, got method 12'],
    ['inner.zip', 'expected a plain file inside, got zip; unpack it first'],
    ['inner.gz', 'expected a plain file inside, got gzip; unpack it first'],
  ]);
  await expect(openSourceFile(write(gzipSync(gzipSync('abc'))))).rejects.toThrow(/a plain file inside, got gzip/);
});

test('archives of other kinds are refused by their names', async () => {
  const tar = Buffer.alloc(1024);
  tar.write('ustar', 257);
  for (const [bytes, name] of [
    [text('BZh91AY'), 'bzip2'],
    [Buffer.from('fd377a585a00', 'hex'), 'xz'],
    [Buffer.from('28b52ffd00', 'hex'), 'Zstandard'],
    [Buffer.from('377abcaf271c', 'hex'), '7-Zip'],
    [text('Rar!\x1a'), 'RAR'],
    [tar, 'tar'],
  ] as const) {
    await expect(openSourceFiles(write(bytes))).rejects.toThrow(`expected plain files, gzip or zip, got ${name}`);
  }
  await expect(openSourceFiles(folder)).rejects.toThrow('expected a file');
});

test('bombs are refused by ratio and by size, gzip and zip, each with its own words', async () => {
  const zeros = new Uint8Array(20 << 20).fill(48);
  const [zip, gzip] = [write(zipOf({ name: 'a.csv', bytes: zeros })), write(gzipSync(zeros))];
  const byRatio = { ...growthLimits, freeBytes: 1 << 20 };
  const bySize = { ...growthLimits, mostBytes: 10 << 20 };
  const drain = async (path: string, limits: typeof growthLimits): Promise<string> => {
    const [file] = (await openSourceFiles(path, null, limits)).files;
    return textOf(file);
  };
  await expect(drain(zip, byRatio)).rejects.toThrow(/grows at most 200 times/);
  await expect(drain(gzip, byRatio)).rejects.toThrow(/grows at most 200 times/);
  await expect(drain(zip, bySize)).rejects.toThrow(/at most 10485760 bytes when unpacked/);
  await expect(drain(gzip, bySize)).rejects.toThrow(/at most 10485760 bytes when unpacked/);
  const many = zipOf(
    ...Array.from({ length: 30 }, (_, i) => ({ name: `${i}.csv`, bytes: zeros.subarray(0, 1 << 20) })),
  );
  await expect(openSourceFiles(write(many), null, bySize)).rejects.toThrow(/at most 10485760 bytes when unpacked/);
});

test('members that say less than they hold, other sums, shared bytes, cut archives: all are refused', async () => {
  const member = { name: 'a.csv', bytes: text('some text, some text, some text') };
  const drain = async (bytes: Uint8Array): Promise<string> => textOf(await openSourceFile(write(bytes)));
  for (const says of [{ plainBytes: 5 }, { plainBytes: 500 }, { crc32: 7 }]) {
    const { files, faults } = await openSourceFiles(write(zipOf({ ...member, says })));
    expect([files.length, faults[0].reason]).toEqual([
      0,
      'expected a whole member of a zip archive, got a damaged one',
    ]);
  }
  const long = { name: 'a.csv', bytes: text('some text, '.repeat(20_000)) };
  await expect(drain(zipOf({ ...long, says: { plainBytes: 100_000 } }))).rejects.toThrow(/a damaged one/);
  await expect(drain(zipOf({ ...long, says: { crc32: 7 } }))).rejects.toThrow(/a damaged one/);
  const whole = zipOf(member, { ...member, name: 'b.csv' });
  const overlapping = Buffer.from(whole);
  const second = whole.lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'));
  overlapping.writeUInt32LE(0, second + 42);
  await expect(openSourceFiles(write(overlapping))).rejects.toThrow(/members that overlap/);
  await expect(openSourceFiles(write(whole.subarray(0, -30)))).rejects.toThrow(/one without a directory/);
  await expect(drain(Buffer.concat([gzipSync('abc'), Buffer.alloc(100)]))).rejects.toThrow(/cannot be unpacked/);
});

test('archives with bytes changed, left out and put in never do worse than be refused', async () => {
  const whole = [
    zipOf({ name: 'a.csv', bytes: text('1,a\n2,b\n'.repeat(40)) }, { name: 'b.csv', bytes: text('x'), isStored: true }),
    gzipSync('1,a\n2,b\n'.repeat(40)),
  ];
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...whole),
      fc.array(fc.tuple(fc.nat(), fc.nat(255), fc.nat(2)), { minLength: 1, maxLength: 4 }),
      async (bytes, changes) => {
        const damaged = [...bytes];
        for (const [at, byte, kind] of changes)
          damaged.splice(at % damaged.length, kind === 0 ? 0 : 1, ...(kind < 2 ? [byte] : []));
        try {
          const { files } = await openSourceFiles(write(Uint8Array.from(damaged)));
          for (const file of files) expect((await textOf(file)).length).toBeLessThan(100_000);
        } catch (error) {
          expect(error).toBeInstanceOf(PosternError);
        }
      },
    ),
    { numRuns: 300, seed: 5 },
  );
});
