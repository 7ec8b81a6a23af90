/**
 * The features of the core against the plain reference, on the mutated rows that the scan is fuzzed with. POSTERN_FUZZ_ROWS
 * and POSTERN_FUZZ_SEED change how many and which.
 */
import { expect, test } from 'vitest';
import { defaultLimits } from '../../src/contract/limits.ts';
import { openReference } from '../../src/features/openReference.ts';
import { referenceFeatures } from '../../src/features/reference/referenceFeatures.ts';
import { featureTable } from '../../src/features/table.ts';
import { readJsonRow } from '../../src/record/readRow.ts';
import { randomRows } from '../oracle/mutate.ts';
import { seededRandom } from '../oracle/random.ts';
import { type CoreResult, openFeatureCore } from './coreFeatures.ts';
import { compileWith } from './defaultReference.ts';

const numRows = Number(process.env.POSTERN_FUZZ_ROWS ?? 50_000);
const seed = Number(process.env.POSTERN_FUZZ_SEED ?? 20_251_122);
const ROWS_A_LOAD = 500;
const NEWLINE = Buffer.from('\n');
const MISSING_BITS = 0x7fc00000;

const reference = compileWith({});
const tables = openReference(reference);

/** Names of the columns that are not what the reader and the reference make of the row. */
function differences({ status, source, bits, findings }: CoreResult): string[] {
  if (status !== 0) return bits.every((value) => value === MISSING_BITS) && findings === 0n ? [] : ['a flagged row'];
  const reading = readJsonRow(source, defaultLimits);
  if (!reading.ok) return ['a row that the reader refuses'];
  const expected = referenceFeatures(reading.parcel, tables, {});
  const expectedBits = new Uint32Array(expected.features.buffer);
  const wrong = featureTable.filter((_, column) => expectedBits[column] !== bits[column]).map(({ name }) => name);
  return findings === expected.findings ? wrong : [...wrong, 'findings'];
}

/** Whether both builds say the same; compared by hand, because a deep equality over 50,000 rows takes minutes. */
function same(one: CoreResult, other: CoreResult): boolean {
  return (
    one.status === other.status &&
    one.findings === other.findings &&
    one.bits.every((value, column) => value === other.bits[column])
  );
}

test('features and findings have the bits of the plain reference on mutated rows, in both builds', {
  timeout: 3_600_000,
}, () => {
  const [simd, scalar] = (['simd', 'scalar'] as const).map((build) => openFeatureCore(build, reference));
  for (const { harness } of [simd, scalar]) harness.setWord('signals', 0);
  const random = seededRandom(seed);
  let numCompared = 0;
  for (let numDone = 0; numDone < numRows; numDone += ROWS_A_LOAD) {
    const rows = randomRows(random, Math.min(ROWS_A_LOAD, numRows - numDone));
    const body = Buffer.concat(rows.flatMap((row) => [row, NEWLINE]));
    const results = simd.run(body);
    // the reference is the slow one: it is asked once for both
    const twins = scalar.run(body);
    expect(twins).toHaveLength(results.length);
    for (const [row, result] of results.entries()) {
      if (!same(result, twins[row])) expect.fail(`the builds differ in ${Buffer.from(result.source).toString()}`);
      if (result.status === 0) numCompared++;
      const wrong = differences(result);
      if (wrong.length > 0) expect.fail(`${wrong.join(', ')} in ${Buffer.from(result.source).toString()}`);
    }
  }
  // a generator that makes few good rows would prove little
  expect(numCompared).toBeGreaterThan(numRows / 4);
});
