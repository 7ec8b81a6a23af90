/**
 * The core against the explained path on mutated rows. POSTERN_FUZZ_ROWS and POSTERN_FUZZ_SEED change how many and which.
 */
import { describe, expect, test } from 'vitest';
import { createCoreHarness, type HarnessOptions } from '../oracle/coreHarness.ts';
import { fuzzRows, type FuzzReport, newReport, readRows, tightLimits } from '../oracle/fuzzJson.ts';
import { families, randomRows } from '../oracle/mutate.ts';
import { seededRandom } from '../oracle/random.ts';

const numRows = Number(process.env.POSTERN_FUZZ_ROWS ?? 50_000);
const seed = Number(process.env.POSTERN_FUZZ_SEED ?? 20_251_122);
const ROWS_A_LOAD = 250;
const MAX_DIFFERENCES = 10;

/** Sets of options, each with its share of the rows: ordinary tiles, and ones in which every border is near. */
const settings: readonly { name: string; share: number; options: Omit<HarnessOptions, 'build'> }[] = [
  { name: 'ordinary tiles and limits', share: 0.7, options: {} },
  { name: 'small tiles', share: 0.15, options: { maxRows: 3, maxLines: 300, maxWallets: 20, maxEvents: 70 } },
  { name: 'tight limits', share: 0.15, options: { limits: tightLimits } },
];

for (const { name, share, options } of settings) {
  describe(name, () => {
    test('both builds take what the explained path takes and leave the same text, numbers and codes', {
      timeout: 3_600_000,
    }, () => {
      const harnesses = (['simd', 'scalar'] as const).map((build) => createCoreHarness({ ...options, build }));
      const reports = harnesses.map((): FuzzReport => newReport());
      const random = seededRandom(seed);
      const numWanted = Math.ceil(numRows * share);
      for (let numDone = 0; numDone < numWanted; numDone += ROWS_A_LOAD) {
        const rows = randomRows(random, Math.min(ROWS_A_LOAD, numWanted - numDone));
        const expected = readRows(rows, harnesses[0].limits);
        harnesses.forEach((harness, i) => fuzzRows(harness, rows, expected, reports[i]));
        if (reports.some((report) => report.differences.length > MAX_DIFFERENCES)) break;
      }
      for (const report of reports) {
        expect(report.differences.slice(0, MAX_DIFFERENCES)).toEqual([]);
        // a generator that makes few good rows would prove little
        expect(report.numGood).toBeGreaterThan(report.numRows / 4);
      }
      expect(reports[0]).toEqual(reports[1]);
    });
  });
}

test('ordinary rows never need the explained path', () => {
  const random = seededRandom(seed);
  const rows = Array.from({ length: 1000 }, () => families.plain(random));
  for (const build of ['simd', 'scalar'] as const) {
    const harness = createCoreHarness({ build });
    const report = newReport();
    fuzzRows(harness, rows, readRows(rows, harness.limits), report);
    expect(report).toEqual({ numRows: 1000, numGood: 1000, numSlow: 0, differences: [] });
  }
});
