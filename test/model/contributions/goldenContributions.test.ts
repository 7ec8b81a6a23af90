/** Contributions against the libraries' own: LightGBM's to 1e-9 of their absolute sum, XGBoost's, which are f32, to 1e-5. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { referenceContributions } from '../../../src/model/contributions/referenceContributions.ts';
import type { Forest } from '../../../src/model/forest.ts';
import { importModel } from '../../../src/model/importModel.ts';
import { loadEveryExplainer } from '../../forest/everyExplainer.ts';
import { readManifest } from '../golden.ts';

type Case = { readonly name: string; readonly environment: string; readonly format: string; readonly rows: number[] };

const bounds: Readonly<Record<string, number>> = { lightgbm: 1e-9, xgboost: 1e-5 };
const url = (path: string): URL => new URL(`../../fixtures/${path}`, import.meta.url);
const explainersOf = loadEveryExplainer();

const { environments, cases } = JSON.parse(readFileSync(url('contributions/manifest.json'), 'utf8')) as {
  environments: Record<string, Record<string, string>>;
  cases: readonly Case[];
};

function f64(path: string): Float64Array {
  const bytes = readFileSync(url(path));
  return new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
}

for (const [environment, versions] of Object.entries(environments)) {
  describe(`contributions as ${Object.entries(versions).flat().join(' ')} predicts them`, () => {
    for (const one of cases.filter((each) => each.environment === environment)) test(one.name, () => checkCase(one));
  });
}

function checkCase({ name, environment, format, rows: numbers }: Case): void {
  const golden = readManifest(format).cases.find((each) => each.name === name && each.environment === environment);
  if (golden === undefined) throw new Error(`expected the case ${name} among those of ${format}`);
  const forest = importModel(readFileSync(url(`${format}/${name}/${golden.model}`)), golden.options ?? {});
  const all = f64(`${format}/${name}/rows.f64`);
  const width = golden.numColumns;
  const values = Float64Array.from(numbers.flatMap((row) => [...all.subarray(row * width, (row + 1) * width)]));
  const expected = f64(`contributions/${environment}-${name}.f64`);
  const ways = [
    { name: 'reference', ...byReference(forest, values, numbers.length) },
    ...explainersOf(forest).map(({ name: build, explainer }) => ({
      name: build,
      bases: explainer.bases,
      values: explainer.contributions({ values, numRows: numbers.length, numColumns: width, order: 'row' }),
    })),
  ];
  for (const way of ways) {
    for (let at = 0; at < numbers.length * forest.numOutputs; at++) {
      const theirs = expected.subarray(at * (width + 1), (at + 1) * (width + 1));
      const ours = [...way.values.subarray(at * width, (at + 1) * width), way.bases[at % forest.numOutputs]];
      const size = theirs.reduce((sum, part) => sum + Math.abs(part), 0);
      const worst = ours.reduce((most, part, i) => Math.max(most, Math.abs(part - theirs[i])), 0);
      expect(worst, `${way.name}, row ${at}: ${ours} instead of ${theirs}`).toBeLessThanOrEqual(bounds[format] * size);
    }
  }
}

function byReference(
  forest: Forest,
  values: Float64Array,
  numRows: number,
): { bases: Float64Array; values: Float64Array } {
  const width = forest.featureNames.length;
  const found = Array.from({ length: numRows }, (_, row) =>
    referenceContributions(forest, values.subarray(row * width, (row + 1) * width)),
  );
  return { bases: found[0].bases, values: Float64Array.from(found.flatMap((each) => [...each.values])) };
}
