/** Sources to a signed bundle file. The same sources and key give the same bytes. */
import { createHash, type KeyObject, sign } from 'node:crypto';
import { featureTable } from '../../features/table.ts';
import { checkFeatures } from '../../model/checkFeatures.ts';
import type { Forest } from '../../model/forest.ts';
import { lowerForest } from '../../model/lower/lowerForest.ts';
import type { Policy } from '../../policy/policy.ts';
import { compileRules } from '../../rules/compileRules.ts';
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
  readonly forest: Forest;
  /** Compiled reference tables. */
  readonly reference: Uint8Array;
  readonly rules: readonly Rule[];
  readonly policy: Policy;
};

/**
 * @param privateKey  Ed25519.
 * @throws PosternError FEATURES_MISMATCH when the model was not trained on this engine's features, BUNDLE_INVALID
 *         when a rule and a band share a code.
 */
export function buildBundle(sources: BundleSources, privateKey: KeyObject): Uint8Array {
  const { name, version, createdAt, synthetic, provenance, forest, rules, policy } = sources;
  checkFeatures(
    forest.featureNames,
    featureTable.map((feature) => feature.name),
  );
  checkCodes(rules, policy);
  const contents: Record<layout.SectionName, Uint8Array> = {
    forest: lowerForest(forest),
    features: jsonBytes(forest.featureNames),
    reference: sources.reference,
    rules: jsonBytes(rules),
    ruleTable: compileRules(rules),
    policy: jsonBytes(policy),
    selfTest: drawSelfTest(forest),
  };
  const about = {
    name,
    version,
    createdAt,
    synthetic,
    provenance,
    numFeatures: forest.featureNames.length,
    numTrees: forest.trees.length,
    numRules: rules.length,
  };
  return assemble(about, contents, privateKey);
}

function assemble(
  about: Omit<layout.BundleManifest, 'sections'>,
  contents: Readonly<Record<layout.SectionName, Uint8Array>>,
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
  contents: Readonly<Record<layout.SectionName, Uint8Array>>,
): layout.BundleManifest {
  let room = 0;
  for (;;) {
    let next = layout.alignUp(layout.HEADER_BYTES + room);
    const sections = layout.sectionNames.map((name): layout.SectionEntry => {
      const bytes = contents[name].length;
      const offset = next;
      next = layout.alignUp(offset + bytes);
      return { name, offset, bytes, sha256: createHash('sha256').update(contents[name]).digest('hex') };
    });
    const manifest = { ...about, sections };
    const needed = jsonBytes(manifest).length;
    if (needed <= room) return manifest;
    room = layout.alignUp(needed);
  }
}

function jsonBytes(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value), 'utf8');
}
