/**
 * A bundle for carriers: it decides as the one it was made of, and says as much to a carrier, but holds no word that
 * is for officers: no texts, codes, owners and sources, no condition that could be read, no names of findings, signals,
 * features and fields, no provenance, no calibration, no explanation, no further models, and of lists a
 * blinded one at most. Its answers name the bundle it was made of, byte for byte as that one's would. Where lists stay
 * behind or a blinded one comes instead, parcels may be decided otherwise, and answers name both.
 *
 * It must decide, so who takes the file apart still finds what deciding needs: trees, weights, bands, and each
 * condition in numbers, with the words and thresholds it asks for. Only a service (HTTP) gives nothing of that away.
 */
import { createHash, type KeyObject } from 'node:crypto';
import { PosternError } from '../../contract/errors.ts';
import { bandRanks, type Policy } from '../../policy/policy.ts';
import { featureTable } from '../../features/table.ts';
import { encodeNumberedRules, numberedCode } from '../../rules/numberedRules.ts';
import type { Rule } from '../../rules/rule.ts';
import { defaultCorroboration, encodeCorroboration } from '../../watchlist/corroboration.ts';
import { openBlinded } from '../../watchlist/index/blinded/open.ts';
import { assembleListIndex, checkIdentity, type ListIndex } from '../../watchlist/index/listIndex.ts';
import { patchedHash } from '../patch/patchLayout.ts';
import { assemble, jsonBytes } from './buildBundle.ts';
import { numberModel } from './numberedModel.ts';
import { openBundle } from './openBundle.ts';
import { readManifest } from './readManifest.ts';
import type { TrustedKeys } from './trustedKeys.ts';

const WITHHELD = 'withheld';

/**
 * @param bytes       A bundle that one of `trustedKeys` signed.
 * @param privateKey  Ed25519, by which carriers know the result.
 * @param blinded     What postern watchlist blind wrote; the lists of the bundle stay behind.
 * @throws PosternError BUNDLE_* when the bundle is refused, BUNDLE_INVALID when it is redacted already
 */
export function redactBundle(
  bytes: Uint8Array,
  trustedKeys: TrustedKeys,
  privateKey: KeyObject,
  blinded: Uint8Array | null = null,
): Uint8Array {
  const { manifest, sections } = readManifest(bytes);
  const { hash, ruleSet, decider, lists } = openBundle(bytes, { trustedKeys, check: true });
  if (manifest.redacts !== undefined)
    throw new PosternError('BUNDLE_INVALID', 'the bundle is one for carriers already');
  const { name, version, createdAt, synthetic, numFeatures, numTrees, numRules } = manifest;
  const about = { name, version, createdAt, synthetic, provenance: {}, numFeatures, numTrees, numRules };
  const { selfTest, reference, ruleTable } = sections;
  const contents = {
    ...numberModel(sections),
    selfTest,
    contributions: new Uint8Array(0),
    reference,
    rules: encodeNumberedRules(ruleSet, new Set(featureTable.map((feature) => feature.name))),
    ruleTable,
    policy: jsonBytes(redactPolicy(decider.policy, ruleSet)),
    lists: blinded === null ? new Uint8Array(0) : blindedLists(blinded, lists?.base.index ?? null),
  };
  const decidesAlike = lists === null && blinded === null;
  const redacts = decidesAlike ? hash : patchedHash(hash, createHash('sha256').update(contents.lists).digest('hex'));
  return assemble({ ...about, models: [], lists: [], redacts }, contents, privateKey);
}

/** Of the bundle's own lists only how far a match of each attribute goes, which deciding needs. */
function blindedLists(blinded: Uint8Array, own: ListIndex | null): Uint8Array {
  const part = checkIdentity(blinded).parts.blinded;
  if (part === null) {
    throw new PosternError(
      'BUNDLE_INVALID',
      'expected a blinded list, got another: make one with postern watchlist blind',
    );
  }
  openBlinded(part).check();
  const corroboration = own?.parts.corroboration ?? encodeCorroboration(defaultCorroboration);
  return assembleListIndex({ corroboration, blinded: part });
}

/** By rank, for the calibration stays behind. */
function redactPolicy(policy: Policy, rules: readonly Rule[]): Policy {
  const ranks = bandRanks(policy);
  return {
    bandsBy: 'rank',
    bands: policy.bands.map((band, i) => ({ ...band, from: ranks[i], code: `B${i + 1}`, text: WITHHELD })),
    calibration: null,
    waivable: policy.waivable.map((code) => numberedCode(rules.findIndex((rule) => rule.code === code))),
    waivers: policy.waivers,
  };
}
