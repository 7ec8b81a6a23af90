/** Bundle bytes to what the engine screens with: views over the tables, and the few parts that are read as text. */
import { createHash } from 'node:crypto';
import { PosternError } from '../../contract/errors.ts';
import type { BundleInfo } from '../../contract/screener.ts';
import { rulePlaces } from '../../core/rulePlaces.ts';
import { openReference, type ReferenceTables } from '../../features/openReference.ts';
import { featureTable } from '../../features/table.ts';
import { checkFeatures } from '../../model/checkFeatures.ts';
import { type OpenContributions, openContributions } from '../../model/contributions/openContributions.ts';
import { createDecider, type Decider } from '../../policy/decider.ts';
import { parsePolicy } from '../../policy/policy.ts';
import { compileRules } from '../../rules/compileRules.ts';
import { decodeRules } from '../../rules/encodeRules.ts';
import { decodeNumberedRules } from '../../rules/numberedRules.ts';
import type { Rule } from '../../rules/rule.ts';
import { type OpenLists, openLists } from '../lists/openLists.ts';
import type { BundleManifest } from './bundleLayout.ts';
import { checkCodes } from './checkCodes.ts';
import { listInfos } from './listInfos.ts';
import { nameModel } from './numberedModel.ts';
import { infoOf, type OpenModel, openModel } from './openModel.ts';
import { type BundleParts, modelSections, readManifest } from './readManifest.ts';
import type { TrustedKeys } from './trustedKeys.ts';
import { nameOfKey, verifyBundle } from './verifyBundle.ts';

export type OpenBundle = {
  /**
   * First 128 bits of the SHA-256 of header and manifest, 32 hex characters; of a bundle for carriers, those of the one
   * that it was made of.
   */
  readonly hash: string;
  readonly info: BundleInfo;
  readonly manifest: BundleManifest;
  /** Id of the signing key, hex. */
  readonly keyId: string;
  /** Views over the given bytes, on 64-byte lines when those are: the core reads them in place. */
  readonly forest: Uint8Array;
  readonly reference: Uint8Array;
  /** The compiled rule table. */
  readonly rules: Uint8Array;
  /** The model that screens; `forest` is its trees. */
  readonly screening: OpenModel;
  /** Models with features of their own, by name. */
  readonly models: ReadonlyMap<string, OpenModel>;
  /** How the model that screens is explained, in place; null where it cannot be. */
  readonly contributions: OpenContributions | null;
  readonly ruleSet: readonly Rule[];
  readonly ruleCodes: readonly string[];
  readonly decider: Decider;
  readonly referenceTables: ReferenceTables;
  /** Null where the bundle has none. */
  readonly lists: OpenLists | null;
};

export type OpenOptions = {
  readonly trustedKeys: TrustedKeys;
  /** Verify signature and hashes; false only for bytes that were verified when they were brought in. */
  readonly check: boolean;
  /**
   * Look through all trees as well, as for a forest of unknown origin. Without it the signature answers for them, as it
   * does for rules and policy, which could do more harm; the first score comes 10 to 40 ms earlier for it.
   */
  readonly lookThrough?: boolean;
  /** Index of what was changed of the lists since the bundle was made. */
  readonly listDelta?: Uint8Array;
  /** What decisions name where a patch is in force; the bundle's own hash unless given. */
  readonly hash?: string;
};

/**
 * @throws PosternError BUNDLE_MAGIC, BUNDLE_VERSION, BUNDLE_TRUNCATED, BUNDLE_SIGNATURE, BUNDLE_HASH, BUNDLE_INVALID,
 *         and FEATURES_MISMATCH when the model's features are not this engine's.
 */
export function openBundle(bytes: Uint8Array, options: OpenOptions): OpenBundle {
  const { trustedKeys, check, lookThrough = false } = options;
  const parts = readManifest(bytes);
  if (check) verifyBundle(bytes, parts, trustedKeys);
  const { manifest, sections, keyId } = parts;
  const featureNames = featureTable.map((feature) => feature.name);
  const isNumbered = manifest.redacts !== undefined;
  const opened = openModel(modelSections(parts), 'the model that screens', lookThrough);
  const screening = isNumbered ? { ...opened, schema: nameModel(opened.schema, featureNames) } : opened;
  checkFeatures(screening.schema.featureNames, featureNames);
  const ruleSet = isNumbered
    ? decodeNumberedRules(sections.rules, 'section rules', new Set(featureNames))
    : decodeRules(parseJson(sections.rules, 'rules'), 'section rules', new Set(featureNames));
  const policy = parsePolicy(parseJson(sections.policy, 'policy'), 'section policy');
  checkContents(parts, screening, ruleSet, check);
  checkCodes(ruleSet, policy);
  const ownHash = createHash('sha256').update(Buffer.from(parts.signed)).digest('hex').slice(0, 32);
  const hash = options.hash ?? manifest.redacts ?? ownHash;
  // read at once to check them, else when they are asked for: workers start faster without
  let tables = check ? openTables(sections.reference) : undefined;
  let models = check ? openModels(parts, lookThrough) : undefined;
  const open: OpenBundle = {
    hash,
    get info() {
      const { name, version, createdAt, synthetic, numFeatures, numTrees, numRules } = manifest;
      const signedBy = nameOfKey(keyId, trustedKeys) ?? `key ${keyId}`;
      const own = [...open.models].map(([model, opened]) => infoOf(model, opened.schema));
      const told = {
        hash,
        name,
        version,
        createdAt,
        synthetic,
        numFeatures,
        numTrees,
        numRules,
        models: own,
        signedBy,
      };
      return manifest.lists.length === 0 ? told : { ...told, lists: listInfos(manifest.lists) };
    },
    manifest,
    keyId,
    forest: screening.forest,
    reference: sections.reference,
    rules: sections.ruleTable,
    screening,
    get models() {
      models ??= openModels(parts, lookThrough);
      return models;
    },
    contributions: openExplanation(sections.contributions, screening),
    ruleSet,
    ruleCodes: ruleSet.map((rule) => rule.code),
    decider: createDecider(policy, ruleSet),
    lists: openSection('lists', () => openLists(sections.lists, options.listDelta)),
    get referenceTables() {
      tables ??= openTables(sections.reference);
      return tables;
    },
  };
  return open;
}

/** A model of an open bundle, or the one that screens. @throws MODEL_UNKNOWN */
export function modelOf({ screening, models }: OpenBundle, name?: string): OpenModel {
  const model = name === undefined ? screening : models.get(name);
  if (model !== undefined) return model;
  const carried = [...models.keys()].join(', ') || 'none';
  throw new PosternError('MODEL_UNKNOWN', `the bundle has no model named "${name}"; it carries: ${carried}`);
}

/** The model that screens and those with features of their own. */
export function allModels({ screening, models }: OpenBundle): readonly OpenModel[] {
  return [screening, ...models.values()];
}

function openModels(parts: BundleParts, lookThrough: boolean): ReadonlyMap<string, OpenModel> {
  const { models } = parts.manifest;
  return new Map(models.map((name) => [name, openModel(modelSections(parts, name), `model ${name}`, lookThrough)]));
}

function openExplanation(section: Uint8Array, { schema }: OpenModel): OpenContributions | null {
  if (section.length === 0) return null;
  const contributions = openSection('contributions', () => openContributions(section));
  if (contributions.numFeatures === schema.featureNames.length && contributions.numOutputs === 1) return contributions;
  throw invalid('section contributions: expected one output and the features of the model that screens');
}

/**
 * What the manifest counts and what was compiled must be what the texts say, under this engine's finding table. The
 * core trusts the rule table, so it must be the very bytes that this engine would have made.
 */
function checkContents(
  { manifest, sections }: BundleParts,
  { schema }: OpenModel,
  ruleSet: readonly Rule[],
  check: boolean,
): void {
  // thousands of rules take a while: not again in every worker
  if (check && Buffer.compare(Buffer.from(sections.ruleTable), compileRules(ruleSet, rulePlaces)) !== 0) {
    throw invalid('section ruleTable: expected what this engine compiles of the rules; rebuild the bundle');
  }
  const { numFeatures, numTrees, numRules } = manifest;
  const counts = { numFeatures: schema.featureNames.length, numTrees: schema.numTrees, numRules: ruleSet.length };
  if (numFeatures !== counts.numFeatures || numTrees !== counts.numTrees || numRules !== counts.numRules) {
    throw invalid(`manifest: expected ${JSON.stringify(counts)}, as the sections hold`);
  }
  if (schema.numOutputs !== 1) throw invalid(`the model that screens: expected one output, got ${schema.numOutputs}`);
}

function openTables(reference: Uint8Array): ReferenceTables {
  return openSection('reference', () => openReference(reference));
}

/** Faults of a part are faults of the bundle. */
function openSection<T>(name: string, open: () => T): T {
  try {
    return open();
  } catch (cause) {
    const fault = cause instanceof Error ? cause.message : String(cause);
    throw new PosternError('BUNDLE_INVALID', `section ${name}: ${fault}`, { cause });
  }
}

function parseJson(bytes: Uint8Array, section: string): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString('utf8'));
  } catch (cause) {
    throw new PosternError('BUNDLE_INVALID', `section ${section}: not JSON`, { cause });
  }
}

function invalid(message: string): PosternError {
  return new PosternError('BUNDLE_INVALID', message);
}
