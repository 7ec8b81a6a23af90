/** Sources to a signed bundle file. The same sources and key give the same bytes. */
import { createHash, type KeyObject, sign } from 'node:crypto';
import { PosternError } from '../../contract/errors.ts';
import { rulePlaces } from '../../core/rulePlaces.ts';
import { featureTable } from '../../features/table.ts';
import { checkFeatures } from '../../model/checkFeatures.ts';
import type { Vectors } from '../../contract/screener.ts';
import { backgroundCover, withBackground } from '../../model/contributions/background.ts';
import { isExplained, TRAINING_COVER } from '../../model/contributions/cover.ts';
import { lowerContributions } from '../../model/contributions/lowerContributions.ts';
import type { Forest } from '../../model/forest.ts';
import { lowerForest } from '../../model/lower/lowerForest.ts';
import { schemaOf, writeSchema } from '../../model/modelSchema.ts';
import type { Policy } from '../../policy/policy.ts';
import { compileRules } from '../../rules/compileRules.ts';
import { encodeRules } from '../../rules/encodeRules.ts';
import type { Rule } from '../../rules/rule.ts';
import * as layout from './bundleLayout.ts';
import { checkCodes } from './checkCodes.ts';
import { keyIdOf } from './keys.ts';
import { drawSelfTest } from './selfTest.ts';

export type BundleSources = {
  readonly name: string;
  readonly version: string;
  readonly createdAt: string;
  readonly synthetic: boolean;
  readonly provenance: layout.Provenance;
  /** The model that screens, over this engine's features. */
  readonly forest: Forest;
  /** Rows to explain that model by where it does not say how much data reached its nodes. */
  readonly background?: Vectors;
  /** Models with features of their own, by name. */
  readonly models: Readonly<Record<string, Forest>>;
  /** Compiled reference tables. */
  readonly reference: Uint8Array;
  readonly rules: readonly Rule[];
  readonly policy: Policy;
  readonly lists?: ListSources;
};

/** Lists ready for a bundle: what they are, all of them in one index, and what names the words counted for it. */
export type ListSources = {
  readonly lists: readonly layout.ListEntry[];
  readonly index: Uint8Array;
  readonly frequencies?: string | null;
};

/**
 * @param privateKey  Ed25519.
 * @throws PosternError FEATURES_MISMATCH when the model was not trained on this engine's features, MODEL_UNSUPPORTED
 *         when it cannot screen, BUNDLE_INVALID when a rule and a band share a code or a model's name is none.
 */
export function buildBundle(sources: BundleSources, privateKey: KeyObject): Uint8Array {
  const { name, version, createdAt, synthetic, provenance, forest, rules, policy } = sources;
  checkScreens(forest);
  checkCodes(rules, policy);
  const models = Object.entries(sources.models);
  models.forEach(([model]) => checkName(model));
  const screening: Record<layout.SectionName, Uint8Array> = {
    ...modelSections(forest, 4),
    contributions: contributionSection(forest, sources.background),
    reference: sources.reference,
    rules: jsonBytes(encodeRules(rules)),
    ruleTable: compileRules(rules, rulePlaces),
    policy: jsonBytes(policy),
    lists: sources.lists?.index ?? new Uint8Array(0),
  };
  const contents: Record<string, Uint8Array> = { ...screening };
  for (const [model, itsForest] of models) {
    const { forest: lowered, schema, selfTest } = modelSections(itsForest, 8);
    contents[layout.sectionOf('forest', model)] = lowered;
    contents[layout.sectionOf('schema', model)] = schema;
    contents[layout.sectionOf('selfTest', model)] = selfTest;
  }
  const about = {
    name,
    version,
    createdAt,
    synthetic,
    provenance,
    numFeatures: forest.featureNames.length,
    numTrees: forest.trees.length,
    numRules: rules.length,
    models: models.map(([model]) => model),
    lists: sources.lists?.lists ?? [],
    ...(sources.lists?.frequencies && { frequencies: sources.lists.frequencies }),
  };
  return assemble(about, contents, privateKey);
}

function modelSections(forest: Forest, valueBytes: 4 | 8): layout.ModelSections {
  return {
    forest: lowerForest(forest),
    schema: writeSchema(schemaOf(forest)),
    selfTest: drawSelfTest(forest, valueBytes),
  };
}

/** Explaining takes some 100 bytes and 15 ns a node: beyond this, more than a bundle and a request should bear. */
const MOST_EXPLAINED_NODES = 500_000;

/** Empty where the model cannot be explained: nothing else of it is worse for that. */
function contributionSection(forest: Forest, background: Vectors | undefined): Uint8Array {
  const covered = background === undefined ? forest : withBackground(forest, background);
  const numNodes = forest.trees.reduce((sum, tree) => sum + tree.feature.length, 0);
  if (!isExplained(covered) || numNodes > MOST_EXPLAINED_NODES) return new Uint8Array(0);
  return lowerContributions(covered, background === undefined ? TRAINING_COVER : backgroundCover(background.numRows));
}

/** What screens gives one score from this engine's features, which are numbers. */
function checkScreens({ featureNames, numOutputs, categories }: Forest): void {
  checkFeatures(
    featureNames,
    featureTable.map((feature) => feature.name),
  );
  const text = categories.findIndex((each) => each !== null);
  if (text >= 0) {
    const fault = `the model takes texts in ${featureNames[text]}, which is a number`;
    throw new PosternError('MODEL_UNSUPPORTED', `${fault}: train it on the numbers of postern features`);
  }
  if (numOutputs === 1) return;
  const fault = `the model that screens gives ${numOutputs} outputs, expected one`;
  throw new PosternError('MODEL_UNSUPPORTED', `${fault}: put it into models/, or train one score`);
}

function checkName(model: string): void {
  if (layout.MODEL_NAME.test(model)) return;
  const expected = 'letters, digits, dot, dash and underscore, at most 64, the first a letter or digit';
  throw new PosternError('BUNDLE_INVALID', `got a model named "${model}", expected ${expected}`);
}

export function assemble(
  about: Omit<layout.BundleManifest, 'sections'>,
  contents: Readonly<Record<string, Uint8Array>>,
  privateKey: KeyObject,
): Uint8Array {
  const manifest = laySections(about, contents);
  const last = manifest.sections[manifest.sections.length - 1];
  const signatureAt = layout.alignUp(last.offset + last.bytes);
  const file = new Uint8Array(signatureAt + layout.SIGNATURE_BYTES);
  const manifestBytes = jsonBytes(manifest);
  const view = new DataView(file.buffer);
  file.set(layout.BUNDLE_MAGIC);
  view.setUint32(layout.HEADER_VERSION, layout.BUNDLE_VERSION, true);
  view.setUint32(layout.HEADER_MANIFEST_BYTES, manifestBytes.length, true);
  view.setBigUint64(layout.HEADER_FILE_BYTES, BigInt(file.length), true);
  file.set(keyIdOf(privateKey), layout.HEADER_KEY_ID);
  file.set(manifestBytes, layout.HEADER_BYTES);
  for (const { name, offset } of manifest.sections) file.set(contents[name], offset);
  const signed = file.subarray(0, layout.HEADER_BYTES + manifestBytes.length);
  file.set(sign(null, signed, privateKey), signatureAt);
  return file;
}

/** Offsets depend on the manifest's length, which depends on the offsets: laid anew until it stops growing. */
function laySections(
  about: Omit<layout.BundleManifest, 'sections'>,
  contents: Readonly<Record<string, Uint8Array>>,
): layout.BundleManifest {
  const hashes = new Map(
    Object.entries(contents).map(([name, bytes]) => [name, createHash('sha256').update(bytes).digest('hex')]),
  );
  let room = 0;
  for (;;) {
    let next = layout.alignUp(layout.HEADER_BYTES + room);
    const sections = layout.allSectionNames(about.models).map((name): layout.SectionEntry => {
      const bytes = contents[name].length;
      const offset = next;
      next = layout.alignUp(offset + bytes);
      return { name, offset, bytes, sha256: hashes.get(name) as string };
    });
    const manifest = { ...about, sections };
    const needed = jsonBytes(manifest).length;
    if (needed <= room) return manifest;
    room = layout.alignUp(needed);
  }
}

export function jsonBytes(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value), 'utf8');
}
