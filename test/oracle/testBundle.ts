/**
 * Bundles for tests: a random forest over the engine's own features, the default bundle's rules and reference tables,
 * models with features of their own, signed by the demonstration key. Made in some ten milliseconds; the same options give the same bytes.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildBundle, type BundleSources, type ListSources } from '../../src/engine/bundle/buildBundle.ts';
import { readPrivateKey } from '../../src/engine/bundle/keys.ts';
import { readReference, readRules } from '../../src/engine/bundle/readSources.ts';
import { featureTable } from '../../src/features/table.ts';
import { withBackground } from '../../src/model/contributions/background.ts';
import type { Forest } from '../../src/model/forest.ts';
import { parsePolicy } from '../../src/policy/policy.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { forestOf, randomTree, seeded } from '../forest/randomForest.ts';
import { testModels } from './testModels.ts';

export type TestBundleOptions = {
  seed?: number;
  numTrees?: number;
  numLeaves?: number;
  rules?: readonly Rule[];
  /** As policy.json has it. */
  policy?: unknown;
  version?: string;
  models?: Readonly<Record<string, Forest>>;
  lists?: ListSources;
};

/** Rows that the nodes of a test's forest say have reached them. */
const COVER_ROWS = 64;
const bundlesFolder = new URL('../../bundles/', import.meta.url);
const path = (name: string): string => fileURLToPath(new URL(name, bundlesFolder));

export const demoPrivateKey: string = readFileSync(path('demo-key.private.pem'), 'utf8');

/** Margins of the random forests lie mostly in -5 .. 5: some parcels of any batch fall into each band. */
const testPolicy = {
  bands: [
    { from: 1.5, action: 'rfs', code: 'SCORE_HIGH', text: 'The score is high' },
    { from: 3, action: 'hold', code: 'SCORE_VERY_HIGH', text: 'The score is very high' },
  ],
  calibration: {
    method: 'made up',
    baseRate: 0.001,
    steps: Array.from({ length: 40 }, (_, i) => [i / 4 - 5, (i + 1) / 1e3]),
  },
};

let packRules: Rule[] | undefined;

/** The rules that ship with the default bundle, read once. */
export function defaultRules(): Rule[] {
  return (packRules ??= readRules(path('default')));
}

/** A forest that any parcel can be scored with: thresholds over the ranges that counts, ratios and amounts have. */
export function randomFeatureForest(seed: number, numTrees: number, numLeaves: number): Forest {
  const random = seeded(seed);
  const names = featureTable.map((feature) => feature.name);
  const thresholds = names.map(() => Float64Array.from({ length: 12 }, () => 10 ** (random() * 6 - 2)));
  const trees = Array.from({ length: numTrees }, () => {
    const tree = randomTree(random, { numLeaves, shape: 'leafwise', thresholds, missing: 'nan' });
    tree.leafValue.forEach((_, leaf) => (tree.leafValue[leaf] = random() - 0.5));
    return tree;
  });
  const values = Float64Array.from({ length: COVER_ROWS * names.length }, () => 10 ** (random() * 6 - 2));
  const forest = { ...forestOf(trees, names.length), featureNames: names };
  return withBackground(forest, { values, numRows: COVER_ROWS, numColumns: names.length, order: 'row' });
}

export function testSources(options: TestBundleOptions = {}): BundleSources {
  const { seed = 1, numTrees = 40, numLeaves = 16 } = options;
  return {
    name: 'test',
    version: options.version ?? '1.0.0',
    createdAt: '2026-01-01T00:00:00Z',
    synthetic: true,
    provenance: { made: 'for tests, from a random forest', seed },
    forest: randomFeatureForest(seed, numTrees, numLeaves),
    models: options.models ?? testModels(),
    reference: readReference(path('default/reference')),
    rules: options.rules ?? defaultRules(),
    policy: parsePolicy(options.policy ?? testPolicy, 'policy.json'),
    ...(options.lists && { lists: options.lists }),
  };
}

/** The bytes of a bundle that `demonstrationKeys` accept. */
export function buildTestBundle(options: TestBundleOptions = {}): Uint8Array {
  return buildBundle(testSources(options), readPrivateKey(demoPrivateKey));
}
