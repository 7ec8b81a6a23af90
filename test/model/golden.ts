/**
 * The real library is the oracle: models that it wrote, rows made to be hard, and its own answers as bits. Every format's
 * `test/model/<format>Fixtures.test.ts` calls this once; tools/fixtures/common.py writes what is read here.
 */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Forest } from '../../src/model/forest.ts';
import { applyLink, type Link } from '../../src/model/link.ts';
import { referenceLeaves, referenceMargins } from '../../src/model/referenceScore.ts';
import { bitsOf, loadEveryScorer } from '../forest/everyScorer.ts';

export type GoldenCase = {
  readonly name: string;
  readonly environment: string;
  readonly model: string;
  readonly numRows: number;
  readonly numColumns: number;
  readonly numOutputs: number;
  /** Trees a row of leaves.i32; null where the library does not tell leaves. */
  readonly numTrees: number | null;
  readonly hasOutput: boolean;
  /** What the importer is told. */
  readonly options?: Readonly<Record<string, unknown>>;
  readonly notes?: string;
};

export type GoldenManifest = {
  readonly environments: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly cases: readonly GoldenCase[];
};

export type ImportModel = (bytes: Uint8Array, options?: Readonly<Record<string, unknown>>) => Forest;

const folderOf = (format: string): URL => new URL(`../fixtures/${format}/`, import.meta.url);

export function readManifest(format: string): GoldenManifest {
  return JSON.parse(readFileSync(new URL('manifest.json', folderOf(format)), 'utf8')) as GoldenManifest;
}

/** The model of a case, as the library saved it. */
export function readModel(format: string, name: string): Uint8Array {
  const { model } = readManifest(format).cases.find((one) => one.name === name) ?? { model: 'model.txt' };
  return readFileSync(new URL(`${name}/${model}`, folderOf(format)));
}

/** Checks leaves, raw margins of every scorer, and outputs of every case of a format. */
export function checkGolden(format: string, importModel: ImportModel): void {
  const scoreEveryWay = loadEveryScorer();
  const { environments, cases } = readManifest(format);
  for (const [environment, versions] of Object.entries(environments)) {
    const libraries = Object.entries(versions).map((pair) => pair.join(' '));
    describe(`as ${libraries.join(', ')}`, () => {
      for (const one of cases.filter((each) => each.environment === environment)) {
        test(one.name, () => checkCase(format, one, importModel, scoreEveryWay));
      }
    });
  }
}

function checkCase(
  format: string,
  golden: GoldenCase,
  importModel: ImportModel,
  scoreEveryWay: ReturnType<typeof loadEveryScorer>,
): void {
  const { name, model, numRows, numColumns, numOutputs } = golden;
  const file = (path: string): ArrayBuffer => bytesOf(new URL(`${name}/${path}`, folderOf(format)));
  const forest = importModel(new Uint8Array(file(model)), golden.options);
  const rows = new Float64Array(file('rows.f64'));
  const raw = new Float64Array(file('raw.f64'));
  expect(forest.featureNames).toHaveLength(numColumns);
  expect(forest.numOutputs).toBe(numOutputs);
  expect(rows).toHaveLength(numRows * numColumns);
  expect(raw).toHaveLength(numRows * numOutputs);
  const rowAt = (row: number): Float64Array => rows.subarray(row * numColumns, (row + 1) * numColumns);

  if (golden.numTrees !== null) {
    const leaves = new Int32Array(file('leaves.i32'));
    for (let row = 0; row < numRows; row++) {
      const expected = leaves.subarray(row * golden.numTrees, (row + 1) * golden.numTrees);
      expect(referenceLeaves(forest, rowAt(row)), `leaves of row ${row}: ${rowAt(row)}`).toEqual(expected);
    }
  }

  const reference = new Float64Array(raw.length);
  for (let row = 0; row < numRows; row++) reference.set(referenceMargins(forest, rowAt(row)), row * numOutputs);
  expectSameBits('reference', reference, raw, numOutputs, rowAt);
  for (const way of scoreEveryWay(forest, rows)) expectSameBits(way.name, way.margins, raw, numOutputs, rowAt);

  expect(existsSync(new URL(`${name}/output.f64`, folderOf(format)))).toBe(golden.hasOutput);
  if (golden.hasOutput) checkOutputs(forest, reference, new Float64Array(file('output.f64')), numRows);
}

function expectSameBits(
  way: string,
  got: Float64Array,
  expected: Float64Array,
  width: number,
  rowAt: (row: number) => Float64Array,
): void {
  expect(got, way).toHaveLength(expected.length);
  const [a, b] = [bitsOf(got), bitsOf(expected)];
  const at = a.findIndex((bits, i) => bits !== b[i]);
  if (at < 0) return;
  const row = Math.floor(at / width);
  expect.fail(
    `${way}: row ${row}, output ${at % width} is ${got[at]}, the library says ${expected[at]}: ${rowAt(row)}`,
  );
}

function checkOutputs(forest: Forest, margins: Float64Array, expected: Float64Array, numRows: number): void {
  const width = expected.length / numRows;
  const bound = linkBound(forest.link, forest.numOutputs);
  for (let row = 0; row < numRows; row++) {
    const raw = margins.slice(row * forest.numOutputs, (row + 1) * forest.numOutputs);
    const { linkDivisor } = forest;
    const outputs = applyLink(forest.link, linkDivisor === null ? raw : raw.map((x) => x / linkDivisor));
    expect(outputs, `the link ${forest.link.kind} gives outputs`).toHaveLength(width);
    outputs?.forEach((output, i) => {
      const wanted = expected[row * width + i];
      if (Object.is(output, wanted)) return;
      // a result that underflows has no relative precision left
      const slack = bound * Math.abs(wanted) + (bound > 0 ? SMALLEST[precisionOf(forest.link)] : 0);
      if (Math.abs(output - wanted) <= slack + absoluteBound(forest, wanted)) return;
      expect.fail(`output ${i} of row ${row} is ${output}, the library says ${wanted}; margins ${raw}`);
    });
  }
}

const SMALLEST = { f64: 2 ** -1074, f32: 2 ** -149 };
const precisionOf = (link: Link): 'f32' | 'f64' => ('precision' in link ? link.precision : 'f64');

/** Relative bound of a link's outputs: src/model/link.ts says where it comes from. */
export function linkBound(link: Link, numOutputs: number): number {
  const unit = precisionOf(link) === 'f32' ? 2 ** -24 : 2 ** -53;
  switch (link.kind) {
    case 'exp':
      return 4 * unit;
    case 'sigmoid':
    case 'log1pExp':
      return 8 * unit;
    case 'softmax':
    case 'softmaxZero':
      return (8 + 2 * numOutputs) * unit;
    default:
      return 0;
  }
}

/** What is left of links that are not good to a share of the output: src/model/link.ts says where it comes from. */
function absoluteBound({ link, aggregation }: Forest, wanted: number): number {
  switch (link.kind) {
    case 'logistic':
    case 'logisticPair':
      return 2 ** -22;
    case 'complement':
      return aggregation.precision === 'f64' ? 2 ** -22 * Math.max(1, Math.abs(wanted)) : 0;
    case 'probit':
      return Math.sqrt(wanted * wanted + 2 ** -16) - Math.abs(wanted);
    default:
      return 0;
  }
}

function bytesOf(url: URL): ArrayBuffer {
  const bytes = readFileSync(url);
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
