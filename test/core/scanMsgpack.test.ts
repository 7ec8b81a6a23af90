import { Packr, Unpackr } from 'msgpackr';
import { expect, test } from 'vitest';
import { readMsgpackRow } from '../../src/record/readMsgpackRow.ts';
import type { SourceValue } from '../../src/record/sourceValue.ts';
import { randomTree } from '../oracle/codecTrees.ts';
import { type CoreHarness, createCoreHarness } from '../oracle/coreHarness.ts';
import { type Codec, fuzzBody } from '../oracle/fuzzCodec.ts';
import { type FuzzReport, newReport, tightLimits } from '../oracle/fuzzJson.ts';
import { type MsgpackWriting, plainMsgpack, writeMsgpackRow } from '../oracle/msgpackWriter.ts';
import { type Random, seededRandom } from '../oracle/random.ts';

const NUM_ROWS = Number(process.env.POSTERN_FUZZ_ROWS ?? 2000);
const ROWS_A_BODY = 40;
const builds = ['simd', 'scalar'] as const;
const packr = new Packr({ useRecords: false });

const codecOf = (harness: CoreHarness): Codec => ({
  scan: 'scanMsgpack',
  read: (row) => readMsgpackRow(row, harness.limits),
  tokens: 'binary',
  isFiller: (bytes) => bytes.every((byte) => byte === 0xc1),
});

const writings: readonly MsgpackWriting[] = [
  plainMsgpack,
  { wide: 0.2, foreign: 0, packed: 0 },
  { wide: 0.1, foreign: 0.003, packed: 0 },
];
/** A packed record takes the rest of its body with it, so they are few. */
const withPacked: MsgpackWriting = { wide: 0.5, foreign: 0, packed: 0.01 };

/** Bodies of rows, some of them changed. */
function randomBodies(seed: number, change: (random: Random, row: Uint8Array) => Uint8Array): Uint8Array[] {
  const random = seededRandom(seed);
  return Array.from({ length: NUM_ROWS / ROWS_A_BODY }, () => {
    const rows = Array.from({ length: ROWS_A_BODY }, () => {
      const writing = random.chance(0.005) ? withPacked : random.pick(writings);
      const row = writeMsgpackRow(randomTree(random), writing, random);
      return random.chance(0.3) ? change(random, row) : row;
    });
    return Buffer.concat(rows);
  });
}

function fuzz(harness: CoreHarness, bodies: readonly Uint8Array[]): FuzzReport {
  const report = newReport();
  for (const body of bodies) fuzzBody(harness, codecOf(harness), body, report);
  return report;
}

function breakBytes(random: Random, row: Uint8Array): Uint8Array {
  const copy = [...row];
  const at = random.below(copy.length);
  const kind = random.below(5);
  if (kind === 0) copy[at] = random.below(256);
  else if (kind === 1) copy.splice(at, 1 + random.below(3));
  else if (kind === 2) copy.splice(at, 0, random.below(256));
  else if (kind === 3) copy.length = at;
  else copy[at] = 0xc0 + random.below(32);
  return Uint8Array.from(copy);
}

const wholeBodies = randomBodies(1, (_random, row) => row);
const brokenBodies = randomBodies(2, breakBytes);

for (const build of builds) {
  const harness = createCoreHarness({ build });
  const tight = createCoreHarness({ build, limits: tightLimits, maxRows: 7 });

  test(`${build}: records in every width are taken or refused as the reader does, and read as it says`, () => {
    const report = fuzz(harness, wholeBodies);
    expect(report.differences.slice(0, 5)).toEqual([]);
    expect(report.numGood).toBeGreaterThan(NUM_ROWS / 4);
  });

  test(`${build}: broken bytes are taken or refused as the reader does`, () => {
    const report = fuzz(harness, brokenBodies);
    expect(report.differences.slice(0, 5)).toEqual([]);
  });

  test(`${build}: the same holds at tight limits and small tiles`, () => {
    const report = fuzz(tight, brokenBodies);
    expect(report.differences.slice(0, 5)).toEqual([]);
  });

  test(`${build}: what msgpackr writes without records is read as what it was given`, () => {
    const random = seededRandom(4);
    const report = newReport();
    const rows = Array.from({ length: 500 }, () => packr.pack(plainOf(randomTree(random))));
    fuzzBody(harness, codecOf(harness), Buffer.concat(rows), report);
    expect(report.differences.slice(0, 5)).toEqual([]);
    expect(report.numRows).toBe(500);
  });
}

test('the reader reads what msgpackr reads', () => {
  const random = seededRandom(5);
  const unpackr = new Unpackr({ useRecords: false });
  for (let n = 0; n < 500; n++) {
    const row = writeMsgpackRow(randomTree(random), writings[1], random);
    const reading = readMsgpackRow(row, { rowBytes: 1 << 20, nesting: 64, bodyBytes: 1 << 20 });
    if (!reading.ok) continue;
    const { itemId, sender } = unpackr.unpack(row) as { itemId: string; sender: { country: string } };
    expect([reading.parcel.itemId, reading.parcel.sender.country]).toEqual([itemId, sender.country]);
  }
});

/** Plain values, the last of a repeated key, as JSON.parse gives them. */
function plainOf(tree: SourceValue): unknown {
  if (tree === null || typeof tree !== 'object') return tree;
  if (Array.isArray(tree)) return tree.map(plainOf);
  const { keys, values } = tree as { keys: string[]; values: SourceValue[] };
  return Object.fromEntries(keys.map((key, i) => [key, plainOf(values[i] ?? null)]));
}
