import { describe, expect, test } from 'vitest';
import { findings } from '../../src/contract/findings.ts';
import { defaultLimits } from '../../src/contract/limits.ts';
import { type Signals, signalNames } from '../../src/contract/signals.ts';
import type { Build } from '../../src/core/wasm.ts';
import { openReference, type ReferenceTables } from '../../src/features/openReference.ts';
import { referenceFeatures } from '../../src/features/reference/referenceFeatures.ts';
import { featureTable } from '../../src/features/table.ts';
import { readJsonRow } from '../../src/record/readRow.ts';
import { plainWriting, writeRow } from '../oracle/jsonTree.ts';
import { randomRows } from '../oracle/mutate.ts';
import { plainShape } from '../oracle/parcels.ts';
import { seededRandom } from '../oracle/random.ts';
import { type CoreResult, openFeatureCore } from './coreFeatures.ts';
import { randomDeclaration, randomSignals } from './declarations.ts';
import { compileWith, defaultSources } from './defaultReference.ts';

const NUM_ROWS = 4000;
/** Some countries with a waiver, which the default tables do not have. */
const reference = compileWith({
  'countries.csv': defaultSources['countries.csv'].replace(/^(CN,.*),$/m, '$1,1').replace(/^(DE,.*),$/m, '$1,1'),
});
const tables: ReferenceTables = openReference(reference);

/** What differs between the core and the plain reference, in words; undefined when nothing does. */
function difference(result: CoreResult, signals: Signals): string | undefined {
  const reading = readJsonRow(result.source, defaultLimits);
  if (!reading.ok) return 'the reader refuses the row';
  const expected = referenceFeatures(reading.parcel, tables, signals);
  const bits = new Uint32Array(expected.features.buffer);
  const wrong = featureTable.flatMap(({ name }, column) =>
    bits[column] === result.bits[column]
      ? []
      : `${name}: ${expected.features[column]} not ${floatOf(result.bits[column])}`,
  );
  const wrongFindings = findings.filter((_, bit) => ((expected.findings ^ result.findings) >> BigInt(bit)) & 1n);
  wrong.push(...wrongFindings.map((finding) => finding.code));
  return wrong.length === 0 ? undefined : `${wrong.join('; ')} in ${Buffer.from(result.source).toString()}`;
}

function floatOf(bits: number): number {
  return new Float32Array(Uint32Array.of(bits).buffer)[0];
}

describe.each<Build>(['simd', 'scalar'])('the feature stage of the %s build', (build) => {
  test('gives the bits of the plain reference on random declarations, signals and tile sizes', () => {
    const random = seededRandom(20250304);
    const seen = { findings: 0n, given: new Set<number>(), missing: new Set<number>() };
    for (const maxRows of [256, 7, 1]) {
      const core = openFeatureCore(build, reference, maxRows);
      const signals = Array.from({ length: maxRows }, () => randomSignals(random));
      for (const [row, values] of signals.entries())
        for (const [i, name] of signalNames.entries()) core.signals[i * maxRows + row] = values[name] ?? Number.NaN;
      const numRows = maxRows === 256 ? NUM_ROWS : 100;
      const rows = Array.from({ length: numRows }, (_, i) => {
        const shape = { ...plainShape, missing: [0, 0.1, 0.3, 0.8][i % 4], maxItems: i % 50 === 0 ? 40 : 4 };
        const writing = i % 5 === 0 ? { ...plainWriting, escapes: 0.2, asciiOnly: i % 2 === 0 } : plainWriting;
        return Buffer.concat([writeRow(randomDeclaration(random, shape), writing, random), Buffer.from('\n')]);
      });
      const results = core.run(Buffer.concat(rows));
      expect(results).toHaveLength(numRows);
      for (const result of results) {
        expect(result.status).toBe(0);
        expect(difference(result, signals[result.place])).toBeUndefined();
        seen.findings |= result.findings;
        for (const [column, bits] of result.bits.entries())
          (bits === 0x7fc00000 ? seen.missing : seen.given).add(column);
      }
    }
    // the comparison says nothing about what never occurred
    expect(findings.filter((_, bit) => !((seen.findings >> BigInt(bit)) & 1n)).map(({ code }) => code)).toEqual([]);
    expect(featureTable.filter((_, column) => !seen.given.has(column)).map(({ name }) => name)).toEqual([]);
    const never = featureTable.filter(({ missing }) => missing !== 'never missing');
    expect(never.filter(({ name }) => !seen.missing.has(featureTable.findIndex((f) => f.name === name)))).toEqual([]);
    const always = featureTable.filter(({ missing }) => missing === 'never missing').map(({ name }) => name);
    expect(always.filter((name) => seen.missing.has(featureTable.findIndex((f) => f.name === name)))).toEqual([]);
  });

  test('gives missing values and no finding for rows that were flagged, and the reference for the others', () => {
    const core = openFeatureCore(build, reference);
    core.harness.setWord('signals', 0);
    let numFlagged = 0;
    for (const result of core.run(
      Buffer.concat(randomRows(seededRandom(7), 2000).flatMap((row) => [row, Buffer.from('\n')])),
    )) {
      if (result.status === 0) {
        expect(difference(result, {})).toBeUndefined();
        continue;
      }
      numFlagged++;
      expect(result.findings).toBe(0n);
      expect(result.bits.every((bits) => bits === 0x7fc00000)).toBe(true);
    }
    expect(numFlagged).toBeGreaterThan(100);
  });
});
