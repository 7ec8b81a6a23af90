/** Damaged files of every format: entries that are well formed, faults with places, and never an exception. */
import { expect, test } from 'vitest';
import { Random } from '../../../src/base/random.ts';
import { checkEntry } from '../../../src/watchlist/checkEntry.ts';
import { emptyReport, importEntries } from '../../../src/watchlist/importList.ts';
import { sources } from '../../../src/watchlist/sources/sources.ts';
import { fileOf } from '../fromText.ts';
import { mapping, whole } from './wholeFiles.ts';

async function importDamaged(format: string, bytes: Uint8Array): Promise<{ numEntries: number; refused: number }> {
  const source = sources.find(({ name }) => name === format);
  if (source === undefined) throw new Error(`no source ${format}`);
  const report = emptyReport();
  const options = { list: 'test', mapping };
  let numEntries = 0;
  for await (const entry of importEntries(source, [fileOf(whole[format][0], bytes, 11)], options, report)) {
    expect(checkEntry(entry)).toBe(entry);
    numEntries++;
  }
  for (const { line, reason } of report.faults) {
    expect(line === null || line >= 1).toBe(true);
    expect(reason.length).toBeLessThan(200);
  }
  return { numEntries, refused: report.refused };
}

test('every format has a whole file here, and it is taken whole', async () => {
  expect(Object.keys(whole).sort()).toEqual(sources.map(({ name }) => name).sort());
  for (const format of Object.keys(whole)) {
    expect([format, await importDamaged(format, Buffer.from(whole[format][1]))]).toEqual([
      format,
      { numEntries: 3, refused: 0 },
    ]);
  }
});

test('bytes changed, left out or put in never make an exception', async () => {
  const random = new Random(12);
  for (const format of Object.keys(whole)) {
    const bytes = Buffer.from(whole[format][1]);
    for (let round = 0; round < 300; round++) {
      const damaged = [...bytes];
      for (let n = random.between(1, 4); n > 0; n--) {
        const at = random.below(damaged.length);
        const byte = random.chance(0.5) ? random.below(256) : random.pick([...Buffer.from('"<>{}[],&\\\n\'')]);
        damaged.splice(at, random.below(2), ...(random.chance(0.7) ? [byte] : []));
      }
      const { numEntries } = await importDamaged(format, Uint8Array.from(damaged));
      expect(numEntries).toBeLessThanOrEqual(4);
    }
  }
});

test('a file cut anywhere gives what stands whole before the cut', async () => {
  for (const format of Object.keys(whole)) {
    const bytes = Buffer.from(whole[format][1]);
    for (let length = 1; length < bytes.length; length += 3) {
      const { numEntries } = await importDamaged(format, bytes.subarray(0, length));
      expect(numEntries).toBeLessThanOrEqual(3);
    }
  }
});
