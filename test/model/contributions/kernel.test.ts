/** The core's explanations against the oracle, of forests that use all that a forest can say. */
import { expect, test } from 'vitest';
import { gaussLegendre } from '../../../src/model/contributions/gaussLegendre.ts';
import { withBackground } from '../../../src/model/contributions/background.ts';
import { referenceContributions } from '../../../src/model/contributions/referenceContributions.ts';
import type { Forest } from '../../../src/model/forest.ts';
import { referenceMargins } from '../../../src/model/referenceScore.ts';
import { loadEveryExplainer } from '../../forest/everyExplainer.ts';
import { bitsOf } from '../../forest/everyScorer.ts';
import { type Random, randomForest, randomTree, forestOf, seeded } from '../../forest/randomForest.ts';

const explainersOf = loadEveryExplainer();
const BOUND = 1e-9;

function drawRows(random: Random, numRows: number, numFeatures: number): Float64Array {
  return Float64Array.from({ length: numRows * numFeatures }, () => {
    const kind = random();
    if (kind < 0.1) return Number.NaN;
    if (kind < 0.2) return 0;
    return kind < 0.6 ? Math.floor(random() * 12) : random() * 10;
  });
}

function expectOracle(forest: Forest, values: Float64Array): void {
  const width = forest.featureNames.length;
  const numRows = values.length / width;
  const found = explainersOf(forest).map(({ explainer }) =>
    explainer.contributions({ values, numRows, numColumns: width, order: 'row' }),
  );
  expect(bitsOf(found[1])).toEqual(bitsOf(found[0]));
  const perRow = forest.numOutputs * width;
  for (let row = 0; row < numRows; row++) {
    const vector = values.subarray(row * width, (row + 1) * width);
    const { values: expected, bases } = referenceContributions(forest, vector);
    const margins = referenceMargins(forest, vector);
    const isExact = forest.aggregation.precision === 'f64' && !forest.aggregation.roundResult;
    for (let output = 0; output < forest.numOutputs; output++) {
      const theirs = expected.subarray(output * width, (output + 1) * width);
      const ours = found[0].subarray(row * perRow + output * width, row * perRow + (output + 1) * width);
      const size = theirs.reduce((sum, part) => sum + Math.abs(part), Math.abs(bases[output]));
      const worst = ours.reduce((most, part, i) => Math.max(most, Math.abs(part - theirs[i])), 0);
      expect(worst, `row ${row}, output ${output}: ${ours}, expected ${theirs}`).toBeLessThanOrEqual(BOUND * size);
      const sum = ours.reduce((total, part) => total + part, bases[output]);
      if (isExact) expect(Math.abs(sum - margins[output])).toBeLessThanOrEqual(BOUND * size);
    }
  }
}

test('random forests of every test, missing side, preparation and output are explained as the oracle does', () => {
  for (let seed = 1; seed <= 40; seed++) {
    const random = seeded(seed);
    const numFeatures = 1 + Math.floor(random() * 12);
    const thresholds = Array.from({ length: numFeatures }, () => Float64Array.from({ length: 6 }, () => random() * 10));
    const drawn = randomForest(random, { numTrees: 6, numLeaves: 24, thresholds, missing: 'each', numSets: 4 });
    const summed: Forest = { ...drawn, aggregation: { ...drawn.aggregation, kind: 'sum' } };
    const background = drawRows(random, 60, numFeatures);
    const forest = withBackground(summed, { values: background, numRows: 60, numColumns: numFeatures, order: 'row' });
    expectOracle(forest, drawRows(random, 6, numFeatures));
  }
});

test('paths of many different features are integrated exactly, whatever their number', () => {
  for (const numFeatures of [1, 2, 3, 4, 5, 8, 9, 12, 16, 17, 24, 33]) {
    const random = seeded(numFeatures);
    const thresholds = Array.from({ length: numFeatures }, () => Float64Array.from({ length: 9 }, () => random() * 10));
    const trees = (['leftChain', 'rightChain', 'leafwise'] as const).map((shape) =>
      randomTree(random, { numLeaves: 2 * numFeatures + 3, shape, thresholds, missing: 'each' }),
    );
    const background = drawRows(random, 100, numFeatures);
    const forest = withBackground(forestOf(trees, numFeatures), {
      values: background,
      numRows: 100,
      numColumns: numFeatures,
      order: 'row',
    });
    expectOracle(forest, drawRows(random, 4, numFeatures));
  }
});

test('rows lie in either order and width', () => {
  const random = seeded(3);
  const thresholds = Array.from({ length: 3 }, () => Float64Array.of(1, 4, 7));
  const tree = randomTree(random, { numLeaves: 7, shape: 'leafwise', thresholds, missing: 'nan' });
  const values = Float64Array.of(1, 2, 3, 4, 5, 6);
  const background = { values, numRows: 2, numColumns: 3, order: 'row' } as const;
  const [{ explainer }] = explainersOf(withBackground(forestOf([tree], 3), background));
  const expected = explainer.contributions(background);
  const columns = Float64Array.of(1, 4, 2, 5, 3, 6);
  expect(explainer.contributions({ ...background, values: columns, order: 'column' })).toEqual(expected);
  expect(explainer.contributions({ ...background, values: Float32Array.from(values) })).toEqual(expected);
  expect(() => explainer.contributions({ ...background, numColumns: 2 })).toThrowError(/3 features, got rows of 2/);
});

test('the points integrate every polynomial of degree below twice their number', () => {
  for (let numPoints = 1; numPoints <= 40; numPoints++) {
    const { points, weights } = gaussLegendre(numPoints);
    for (let degree = 0; degree < 2 * numPoints; degree++) {
      const integral = points.reduce((sum, t, i) => sum + weights[i] * t ** degree, 0);
      expect(Math.abs(integral * (degree + 1) - 1)).toBeLessThan(1e-13 * (degree + 1));
    }
  }
});
