import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { PosternError } from '../../src/contract/errors.ts';
import type { ModelInfo } from '../../src/contract/screener.ts';
import { buildBundle, type BundleSources } from '../../src/engine/bundle/buildBundle.ts';
import { allSectionNames } from '../../src/engine/bundle/bundleLayout.ts';
import { demonstrationKeys } from '../../src/engine/bundle/demonstrationKey.ts';
import { generateKeys, readPrivateKey } from '../../src/engine/bundle/keys.ts';
import { modelOf, type OpenBundle, openBundle } from '../../src/engine/bundle/openBundle.ts';
import type { OpenModel } from '../../src/engine/bundle/openModel.ts';
import { readManifest } from '../../src/engine/bundle/readManifest.ts';
import { featureTable } from '../../src/features/table.ts';
import type { Forest } from '../../src/model/forest.ts';
import { FOREST_TREES } from '../../src/model/forestLayout.ts';
import { applyLink } from '../../src/model/link.ts';
import { referenceMargins } from '../../src/model/referenceScore.ts';
import { buildTestBundle, demoPrivateKey, testSources } from '../oracle/testBundle.ts';

const bytes = buildTestBundle();
const sources = testSources();

const open = (file: Uint8Array, trustedKeys = demonstrationKeys): OpenBundle =>
  openBundle(file, { trustedKeys, check: true });

function refusal(act: () => unknown): PosternError {
  try {
    act();
  } catch (error) {
    if (error instanceof PosternError) return error;
    throw error;
  }
  throw new Error('expected a refusal, got none');
}

function flipped(at: number, bit = 1): Uint8Array {
  const copy = bytes.slice();
  copy[at] ^= bit;
  return copy;
}

function infoOfForest(name: string, forest: Forest): ModelInfo {
  const { source, objective, featureNames, categories, numOutputs, trees, link } = forest;
  return {
    name,
    source,
    objective,
    features: featureNames,
    textFeatures: featureNames.filter((_, feature) => categories[feature] !== null),
    numTrees: trees.length,
    numOutputs,
    numPredictions: applyLink(link, new Float64Array(numOutputs))?.length ?? 0,
  };
}

/** A bundle signed by the demonstration key whose sections are not what they should be. */
function rebuilt(change: Partial<BundleSources>): Uint8Array {
  return buildBundle({ ...sources, models: {}, ...change }, readPrivateKey(demoPrivateKey));
}

test('a bundle opens to what its sources hold', () => {
  const bundle = open(bytes);
  expect(bundle.info).toEqual({
    hash: bundle.hash,
    name: 'test',
    version: '1.0.0',
    createdAt: '2026-01-01T00:00:00Z',
    synthetic: true,
    numFeatures: featureTable.length,
    numTrees: 40,
    numRules: sources.rules.length,
    models: Object.entries(sources.models).map(([name, forest]) => infoOfForest(name, forest)),
    signedBy: 'postern-demo',
  });
  expect(bundle.hash).toMatch(/^[0-9a-f]{32}$/);
  expect(bundle.ruleSet).toEqual(sources.rules);
  expect(bundle.screening.schema.featureNames).toEqual(featureTable.map((feature) => feature.name));
  expect(bundle.manifest.provenance).toEqual(sources.provenance);
  expect(Buffer.compare(bundle.reference, sources.reference)).toBe(0);
});

test('sections that the core reads lie on 64-byte lines of the file', () => {
  const bundle = open(bytes);
  for (const section of [bundle.forest, bundle.reference, bundle.rules]) expect(section.byteOffset % 64).toBe(0);
});

test('the file begins with its magic, version and length', () => {
  expect(Buffer.from(bytes.subarray(0, 12)).toString('latin1')).toBe('POSTERN\0\u0003\0\0\0');
  expect(Number(new DataView(bytes.buffer).getBigUint64(16, true))).toBe(bytes.length);
});

test('the same sources and key give the same bytes, and another version another hash', () => {
  expect(Buffer.compare(buildTestBundle(), bytes)).toBe(0);
  expect(open(buildTestBundle({ version: '1.0.1' })).hash).not.toBe(open(bytes).hash);
});

test('self-test margins of every model are those of the reference scorer, and the vectors are hard', () => {
  const bundle = open(bytes);
  const forests: [Forest, OpenModel, number][] = [[sources.forest, bundle.screening, 4]];
  for (const [name, forest] of Object.entries(sources.models)) forests.push([forest, modelOf(bundle, name), 8]);
  for (const [forest, { selfTest }, width] of forests) {
    const { vectors, margins, numOutputs } = selfTest;
    const { values, numRows, numColumns } = vectors;
    expect([values.BYTES_PER_ELEMENT, numOutputs]).toEqual([width, forest.numOutputs]);
    for (let row = 0; row < numRows; row++) {
      const expected = referenceMargins(forest, values.subarray(row * numColumns, (row + 1) * numColumns));
      expect(margins.subarray(row * numOutputs, (row + 1) * numOutputs)).toEqual(expected);
    }
    expect(new Set(margins).size).toBeGreaterThan(8);
    expect(values.some(Number.isNaN)).toBe(true);
    const thresholds = new Set(forest.trees.flatMap(({ threshold }) => [...threshold]));
    if (width === 8) expect(values.some((value) => thresholds.has(value))).toBe(true);
  }
});

test('a model of no such name is refused with the names that there are', () => {
  const error = refusal(() => modelOf(open(bytes), 'nothing'));
  expect(error.code).toBe('MODEL_UNKNOWN');
  expect(error.message).toContain(Object.keys(sources.models).join(', '));
  expect(refusal(() => modelOf(open(rebuilt({})), 'nothing')).message).toContain('it carries: none');
});

test('names that would not go into an address are refused', () => {
  const [forest] = Object.values(sources.models);
  for (const name of ['', '.hidden', 'a b', 'a/b', 'é', 'x'.repeat(65)]) {
    expect(refusal(() => rebuilt({ models: { [name]: forest } })).code).toBe('BUNDLE_INVALID');
  }
  expect(open(rebuilt({ models: { 'churn-2026_v1.1': forest } })).models.size).toBe(1);
});

test('what screens must give one score from numbers', () => {
  const { forest } = sources;
  const several = refusal(() => rebuilt({ forest: { ...forest, numOutputs: 3 } }));
  expect([several.code, several.message.slice(0, 44)]).toEqual([
    'MODEL_UNSUPPORTED',
    'the model that screens gives 3 outputs, expe',
  ]);
  const categories = forest.categories.map((_, feature) => (feature === 2 ? { texts: ['a'], unknown: NaN } : null));
  expect(refusal(() => rebuilt({ forest: { ...forest, categories } })).message).toContain(featureTable[2].name);
});

test('a checked bundle opens from shared memory, and its views lie in it', () => {
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length + 128), 64, bytes.length);
  shared.set(bytes);
  const bundle = openBundle(shared, { trustedKeys: {}, check: false });
  expect(bundle.hash).toBe(open(bytes).hash);
  expect(bundle.forest.buffer).toBe(shared.buffer);
  expect(bundle.screening.selfTest.margins).toEqual(open(bytes).screening.selfTest.margins);
});

test('a bundle opens wherever in a Buffer it lies', () => {
  for (const offset of [0, 1, 4, 63]) {
    const file = Buffer.concat([Buffer.alloc(offset), bytes]).subarray(offset);
    expect(open(file).screening.selfTest.margins).toEqual(open(bytes).screening.selfTest.margins);
  }
});

test('what is not a bundle is refused as such', () => {
  for (const text of ['', 'tree\nversion=v4\n', '{"name":"x"}', 'POSTERX\0'.padEnd(200)]) {
    expect(refusal(() => open(Buffer.from(text))).code).toBe('BUNDLE_MAGIC');
  }
});

test('another version of the format is refused with both numbers', () => {
  const error = refusal(() => open(flipped(8, 1)));
  expect(error.code).toBe('BUNDLE_VERSION');
  expect(error.message).toBe('expected a bundle of version 3, got 2');
});

test('a truncated file is refused as truncated at any length', () => {
  const step = Math.ceil(bytes.length / 997);
  const lengths = [1, 7, 8, 9, 63, 64, 65, bytes.length - 64, bytes.length - 1];
  for (let length = 1; length < bytes.length; length += step) lengths.push(length);
  for (const length of lengths) expect(refusal(() => open(bytes.slice(0, length))).code).toBe('BUNDLE_TRUNCATED');
});

test('bytes after the end are refused', () => {
  expect(refusal(() => open(Buffer.concat([bytes, Buffer.alloc(1)]))).code).toBe('BUNDLE_INVALID');
});

test('a flipped byte in a section is refused by the name of the section', () => {
  const { manifest } = readManifest(bytes);
  expect(manifest.sections.map((section) => section.name)).toEqual(allSectionNames(Object.keys(sources.models)));
  for (const { name, offset, bytes: numBytes } of manifest.sections) {
    // lists are empty where there are none, and explanations where a model has no counts
    if (numBytes === 0) continue;
    for (const at of [offset, offset + (numBytes >> 1), offset + numBytes - 1]) {
      const error = refusal(() => open(flipped(at, 0x10)));
      expect(error.code).toBe('BUNDLE_HASH');
      expect(error.message).toContain(`section ${name} `);
    }
  }
});

test('a flipped byte anywhere is refused', () => {
  const { signed, manifest } = readManifest(bytes);
  const last = manifest.sections[manifest.sections.length - 1];
  // all of the header, and every fifth byte of the manifest
  const places = Array.from({ length: signed.length }, (_, at) => at).filter((at) => at < 64 || at % 5 === 0);
  // between sections, and the signature
  places.push(...manifest.sections.slice(1).map((section) => section.offset - 1));
  for (let at = last.offset + last.bytes; at < bytes.length; at++) places.push(at);
  for (const at of places) expect(refusal(() => open(flipped(at))).code).toMatch(/^BUNDLE_/);
});

test('a changed manifest or signature is refused as a signature', () => {
  const nameAt = Buffer.from(bytes).indexOf('"version":"1.0.0"') + 11;
  for (const at of [nameAt, bytes.length - 1, bytes.length - 64]) {
    const error = refusal(() => open(flipped(at)));
    expect(error.code).toBe('BUNDLE_SIGNATURE');
    expect(error.message).toContain('"postern-demo"');
  }
});

test('a key that is not trusted is named with those that are', () => {
  const other = generateKeys();
  const foreign = buildBundle({ ...sources, models: {} }, createPrivateKey(other.privateKey));
  const error = refusal(() => open(foreign));
  expect(error.code).toBe('BUNDLE_SIGNATURE');
  expect(error.message).toContain('trusted: postern-demo');
  expect(refusal(() => open(bytes, {})).message).toContain('trusted: none');
  expect(open(foreign, { ours: other.publicKey }).info.signedBy).toBe('ours');
});

test('a signature of another key under a trusted id is refused', () => {
  const foreign = buildBundle({ ...sources, models: {} }, createPrivateKey(generateKeys().privateKey));
  foreign.set(bytes.subarray(24, 32), 24);
  expect(refusal(() => open(foreign)).code).toBe('BUNDLE_SIGNATURE');
});

test('a trusted key that is no key is refused by its name', () => {
  const error = refusal(() => open(bytes, { mine: 'not a key' }));
  expect(error.code).toBe('BUNDLE_SIGNATURE');
  expect(error.message).toContain('"mine"');
});

test('a model trained on other features is refused with the difference spelled out', () => {
  const names = [...sources.forest.featureNames];
  names[3] = 'notAFeature';
  const error = refusal(() => rebuilt({ forest: { ...sources.forest, featureNames: names } }));
  expect(error.code).toBe('FEATURES_MISMATCH');
  expect(error.message).toContain('notAFeature');
  expect(error.message).toContain(featureTable[3].name);
});

test('sections that do not hold what they should are refused, though signed', () => {
  expect(refusal(() => open(rebuilt({ reference: new Uint8Array(4096) }))).message).toContain('section reference');
  const strange = [{ ...sources.rules[0], action: 'explode' as 'hold' }];
  const error = refusal(() => open(rebuilt({ rules: strange })));
  expect(error.code).toBe('BUNDLE_INVALID');
  expect(error.message).toContain('section rules: rule 1');
  const falling = { ...sources.policy, bands: [...sources.policy.bands].reverse() };
  expect(refusal(() => open(rebuilt({ policy: falling }))).message).toContain('section policy: band 2');
});

test('damaged trees of a trusted signer are found by who looks through them', () => {
  const { sections } = readManifest(bytes);
  const damaged = bytes.slice();
  const at = sections.forest.byteOffset - bytes.byteOffset;
  // far beyond its end
  new DataView(damaged.buffer).setUint32(at + FOREST_TREES, 0x7fffff00, true);
  const looked = refusal(() => openBundle(damaged, { trustedKeys: {}, check: false, lookThrough: true }));
  expect(looked.code).toBe('BUNDLE_INVALID');
  expect(looked.message).toMatch(/^the model that screens: The lowered forest is damaged: trees lie beyond its end/);
  expect(refusal(() => open(damaged)).code).toBe('BUNDLE_HASH');
});

test('a rule and a band may not share a code', () => {
  const [rule] = sources.rules;
  const error = refusal(() =>
    rebuilt({ policy: { ...sources.policy, bands: [{ ...sources.policy.bands[0], code: rule.code }] } }),
  );
  expect(error.code).toBe('BUNDLE_INVALID');
  expect(error.message).toContain(rule.code);
});

test('the shipped demonstration key is the one that is trusted, and says what it is', () => {
  const folder = new URL('../../bundles/', import.meta.url);
  const published = readFileSync(new URL('demo-key.public.pem', folder), 'utf8');
  expect(published).toContain(demonstrationKeys['postern-demo']);
  for (const pem of [published, demoPrivateKey]) expect(pem).toContain('DEMONSTRATION KEY');
});
