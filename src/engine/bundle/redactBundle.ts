/**
 * A bundle for carriers: it decides as the one it was made of, and says as much to a carrier, but holds no word that
 * is for officers: no texts, codes, owners, sources and conditions as written, no provenance, no calibration, no
 * explanation, no further models. Its answers name the bundle it was made of, byte for byte as that one's would.
 *
 * What a rule looks for still lies in the compiled table, for else nothing could be decided.
 */
import type { KeyObject } from 'node:crypto';
import { PosternError } from '../../contract/errors.ts';
import { bandRanks, type Policy } from '../../policy/policy.ts';
import { encodeRules } from '../../rules/encodeRules.ts';
import type { Rule } from '../../rules/rule.ts';
import { assemble, jsonBytes } from './buildBundle.ts';
import { openBundle } from './openBundle.ts';
import { readManifest } from './readManifest.ts';
import type { TrustedKeys } from './trustedKeys.ts';

const WITHHELD = 'withheld';

/**
 * @param bytes       A bundle that one of `trustedKeys` signed.
 * @param privateKey  Ed25519, by which carriers know the result.
 * @throws PosternError BUNDLE_* when the bundle is refused, BUNDLE_INVALID when it is redacted already
 */
export function redactBundle(bytes: Uint8Array, trustedKeys: TrustedKeys, privateKey: KeyObject): Uint8Array {
  const { manifest, sections } = readManifest(bytes);
  const { hash, ruleSet, decider } = openBundle(bytes, { trustedKeys, check: true });
  if (manifest.redacts !== undefined)
    throw new PosternError('BUNDLE_INVALID', 'the bundle is one for carriers already');
  const { name, version, createdAt, synthetic, numFeatures, numTrees, numRules } = manifest;
  const about = { name, version, createdAt, synthetic, provenance: {}, numFeatures, numTrees, numRules };
  const { forest, schema, selfTest, reference, ruleTable } = sections;
  const contents = {
    forest,
    schema,
    selfTest,
    contributions: new Uint8Array(0),
    reference,
    rules: jsonBytes(encodeRules(ruleSet.map(redactRule))),
    ruleTable,
    policy: jsonBytes(redactPolicy(decider.policy, ruleSet)),
  };
  return assemble({ ...about, models: [], redacts: hash }, contents, privateKey);
}

/** Lists and links are not told from other knowledge; data is, for waivers are of data. */
function redactRule(rule: Rule, number: number): Rule {
  return {
    ...rule,
    code: codeOf('R', number),
    text: WITHHELD,
    kind: rule.kind === 'data' ? 'data' : 'risk',
    validFrom: null,
    validUntil: null,
    owner: WITHHELD,
    source: WITHHELD,
    when: WITHHELD,
    place: WITHHELD,
  };
}

/** By rank, for the calibration stays behind. */
function redactPolicy(policy: Policy, rules: readonly Rule[]): Policy {
  const ranks = bandRanks(policy);
  return {
    bandsBy: 'rank',
    bands: policy.bands.map((band, i) => ({ ...band, from: ranks[i], code: codeOf('B', i), text: WITHHELD })),
    calibration: null,
    waivable: policy.waivable.map((code) =>
      codeOf(
        'R',
        rules.findIndex((rule) => rule.code === code),
      ),
    ),
    waivers: policy.waivers,
  };
}

function codeOf(letter: 'R' | 'B', number: number): string {
  return `${letter}${number + 1}`;
}
