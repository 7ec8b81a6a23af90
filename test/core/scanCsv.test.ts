import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import { CSV_PLAN_BYTES, type CsvPlan, planCsv } from '../../src/core/csvPlan.ts';
import { splitCsvRow } from '../../src/record/csvCells.ts';
import { readCsvRow } from '../../src/record/readCsvRow.ts';
import { randomTree, replaceSurrogates } from '../oracle/codecTrees.ts';
import { type CoreHarness, createCoreHarness } from '../oracle/coreHarness.ts';
import { encodeWtf8 } from '../oracle/compareRow.ts';
import { allColumns, cellsOf, randomHeader, writeCsvRow } from '../oracle/csvWriter.ts';
import { type Codec, fuzzBody } from '../oracle/fuzzCodec.ts';
import { type FuzzReport, newReport, tightLimits } from '../oracle/fuzzJson.ts';
import { type Random, seededRandom } from '../oracle/random.ts';

const NUM_ROWS = Number(process.env.POSTERN_FUZZ_ROWS ?? 2000);
const ROWS_A_BODY = 40;

/** Room for the plan of any header. */
function withPlan(harness: CoreHarness): CoreHarness {
  harness.setWord('csvPlan', harness.allocate(CSV_PLAN_BYTES));
  return harness;
}

const builds = ['simd', 'scalar'] as const;

function codecOf(harness: CoreHarness, header: readonly string[]): Codec {
  return {
    scan: 'scanCsv',
    read: (row) => readCsvRow(row, header, harness.limits),
    tokens: 'text',
    isFiller: (bytes) => /^(\r?\n)*$/.test(Buffer.from(bytes).toString('latin1')),
  };
}

type Change = (random: Random, row: Uint8Array) => Uint8Array;

type Body = { readonly header: readonly string[]; readonly plan: CsvPlan; readonly rows: Uint8Array };

/** Bodies of rows under headers of their own, some rows changed. */
function randomBodies(seed: number, change: Change): Body[] {
  const random = seededRandom(seed);
  return Array.from({ length: NUM_ROWS / ROWS_A_BODY }, () => {
    const header = randomHeader(random, random.pick([1, 4]));
    const lines = Array.from({ length: ROWS_A_BODY }, () => {
      const row = encodeWtf8(writeCsvRow(cellsOf(randomTree(random), header), random));
      const end = random.pick(['\n', '\n', '\r\n', '\n\n', '\n\r\n']);
      return Buffer.concat([random.chance(0.3) ? change(random, row) : row, Buffer.from(end)]);
    });
    return { header, plan: planCsv(Buffer.from(writeCsvRow(header, random))), rows: Buffer.concat(lines) };
  });
}

function fuzz(harness: CoreHarness, bodies: readonly Body[]): FuzzReport {
  const report = newReport();
  for (const { header, plan, rows } of bodies) {
    expect(plan.names).toEqual(header);
    harness.bytes.set(plan.bytes, harness.word('csvPlan'));
    fuzzBody(harness, codecOf(harness, header), rows, report);
  }
  return report;
}

function breakBytes(random: Random, row: Uint8Array): Uint8Array {
  const copy = [...row];
  const at = random.below(copy.length);
  const kind = random.below(5);
  if (kind === 0) copy[at] = random.below(256);
  else if (kind === 1) copy.splice(at, 1 + random.below(3));
  else if (kind === 2) copy.splice(at, 0, random.pick([...Buffer.from('",\n\r"" ,\0\x7f')]));
  else if (kind === 3) copy.length = at;
  else
    copy.splice(at, 0, ...Buffer.from(random.pick(['""', '",', ',"', '\n"', '"\r', '"x', ',,', '\xff', '-0', '1e2'])));
  return Uint8Array.from(copy);
}

const wholeBodies = randomBodies(1, (_random, row) => row);
const brokenBodies = randomBodies(2, breakBytes);

for (const build of builds) {
  const harness = withPlan(createCoreHarness({ build }));
  const tight = withPlan(createCoreHarness({ build, limits: tightLimits, maxRows: 7 }));

  test(`${build}: records under any header are taken or refused as the reader does, and read as it says`, () => {
    const report = fuzz(harness, wholeBodies);
    expect(report.differences.slice(0, 5)).toEqual([]);
    expect(report.numGood).toBeGreaterThan(NUM_ROWS / 6);
  });

  test(`${build}: broken bytes are taken or refused as the reader does`, () => {
    const report = fuzz(harness, brokenBodies);
    expect(report.differences.slice(0, 5)).toEqual([]);
  });

  test(`${build}: the same holds at tight limits and small tiles`, () => {
    const report = fuzz(tight, brokenBodies);
    expect(report.differences.slice(0, 5)).toEqual([]);
  });
}

test('cells are split as csv-parse splits them', () => {
  const random = seededRandom(4);
  const header = allColumns(2);
  for (let n = 0; n < 500; n++) {
    const row = replaceSurrogates(writeCsvRow(cellsOf(randomTree(random), header), random));
    expect(splitCsvRow(row)).toEqual({
      cells: parse(row, { relax_column_count: true, record_delimiter: ['\r\n', '\n'] })[0],
    });
  }
});
