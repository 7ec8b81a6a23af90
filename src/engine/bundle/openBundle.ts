/** Bundle bytes to what the engine screens with: views over the tables, and the few parts that are read as text. */
import { createHash } from 'node:crypto';
import { PosternError } from '../../contract/errors.ts';
import type { BundleInfo } from '../../contract/screener.ts';
import { openReference, type ReferenceTables } from '../../features/openReference.ts';
import { featureTable } from '../../features/table.ts';
import { checkFeatures } from '../../model/checkFeatures.ts';
import { type OpenForest, openForest } from '../../model/openForest.ts';
import { createDecider, type Decider } from '../../policy/decider.ts';
import { parsePolicy } from '../../policy/policy.ts';
import { compileRules } from '../../rules/compileRules.ts';
import { parseRules } from '../../rules/parseRules.ts';
import type { Rule } from '../../rules/rule.ts';
import type { BundleManifest } from './bundleLayout.ts';
import { checkCodes } from './checkCodes.ts';
import { type BundleParts, readManifest } from './readManifest.ts';
import { readSelfTest, type SelfTest } from './selfTest.ts';
import type { TrustedKeys } from './trustedKeys.ts';
import { nameOfKey, verifyBundle } from './verifyBundle.ts';

export type OpenBundle = {
  /** First 128 bits of the SHA-256 of header and manifest, 32 hex characters. */
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
  readonly forestScratchBytes: number;
  readonly featureNames: readonly string[];
  readonly ruleSet: readonly Rule[];
  readonly ruleCodes: readonly string[];
  readonly decider: Decider;
  readonly referenceTables: ReferenceTables;
  readonly selfTest: SelfTest;
};

export type OpenOptions = {
  readonly trustedKeys: TrustedKeys;
  /** Verify signature and hashes; false only for bytes that were verified when they were brought in. */
  readonly check: boolean;
};

/**
 * @throws PosternError BUNDLE_MAGIC, BUNDLE_VERSION, BUNDLE_TRUNCATED, BUNDLE_SIGNATURE, BUNDLE_HASH, BUNDLE_INVALID,
 *         and FEATURES_MISMATCH when the model's features are not this engine's.
 */
export function openBundle(bytes: Uint8Array, { trustedKeys, check }: OpenOptions): OpenBundle {
  const parts = readManifest(bytes);
  if (check) verifyBundle(bytes, parts, trustedKeys);
  const { manifest, sections, keyId } = parts;
  const forest = openSection('forest', () => openForest(sections.forest));
  checkFeatures(
    parseJson(sections.features, 'features') as string[],
    featureTable.map((feature) => feature.name),
  );
  const ruleSet = parseRules(parseJson(sections.rules, 'rules'), 'section rules');
  const policy = parsePolicy(parseJson(sections.policy, 'policy'), 'section policy');
  checkContents(parts, forest, ruleSet);
  checkCodes(ruleSet, policy);
  const selfTest = readSelfTest(sections.selfTest);
  if (selfTest?.vectors.numColumns !== forest.numFeatures)
    throw invalid('section selfTest: expected one value a feature');
  const hash = createHash('sha256').update(Buffer.from(parts.signed)).digest('hex').slice(0, 32);
  // read at once to check it, else when the first parcel needs an explanation: workers start faster without
  let tables = check ? openTables(sections.reference) : undefined;
  const { name, version, createdAt, synthetic, numFeatures, numTrees, numRules } = manifest;
  const signedBy = nameOfKey(keyId, trustedKeys) ?? `key ${keyId}`;
  return {
    hash,
    info: { hash, name, version, createdAt, synthetic, numFeatures, numTrees, numRules, signedBy },
    manifest,
    keyId,
    forest: forest.bytes,
    reference: sections.reference,
    rules: sections.ruleTable,
    forestScratchBytes: forest.scratchBytes,
    featureNames: forest.featureNames,
    ruleSet,
    ruleCodes: ruleSet.map((rule) => rule.code),
    decider: createDecider(policy, ruleSet),
    get referenceTables() {
      tables ??= openTables(sections.reference);
      return tables;
    },
    selfTest,
  };
}

/** What the manifest counts and what was compiled must be what the texts say, under this engine's finding table. */
function checkContents({ manifest, sections }: BundleParts, forest: OpenForest, ruleSet: readonly Rule[]): void {
  if (Buffer.compare(Buffer.from(sections.ruleTable), compileRules(ruleSet)) !== 0) {
    throw invalid('section ruleTable: expected what this engine compiles of the rules; rebuild the bundle');
  }
  const { numFeatures, numTrees, numRules } = manifest;
  const counts = { numFeatures: forest.numFeatures, numTrees: forest.numTrees, numRules: ruleSet.length };
  if (numFeatures !== counts.numFeatures || numTrees !== counts.numTrees || numRules !== counts.numRules) {
    throw invalid(`manifest: expected ${JSON.stringify(counts)}, as the sections hold`);
  }
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
