/** An engine that screens with a pack's rules in place of a bundle's, to try them out. */
import type { ScreeningHost } from '../../contract/host.ts';
import { rulePlaces } from '../../core/rulePlaces.ts';
import { parsePolicy } from '../../policy/policy.ts';
import { compileRules } from '../../rules/compileRules.ts';
import { encodeRules } from '../../rules/encodeRules.ts';
import type { Rule } from '../../rules/rule.ts';
import { assemble, jsonBytes } from '../bundle/buildBundle.ts';
import { generateKeys, readPrivateKey } from '../bundle/keys.ts';
import { readManifest } from '../bundle/readManifest.ts';
import { createEngine } from '../createEngine.ts';

/**
 * @param bundle     Bytes of a bundle: its model and policy stay.
 * @param reference  Compiled reference tables to screen with.
 */
export function openPackEngine(bundle: Uint8Array, reference: Uint8Array, rules: readonly Rule[]): ScreeningHost {
  // the key lives as long as this engine: what it signs is never kept
  const { publicKey, privateKey } = generateKeys();
  const tried = withRules(bundle, reference, rules, readPrivateKey(privateKey));
  return createEngine({ bundle: tried, trustedKeys: { trial: publicKey } });
}

function withRules(
  bundle: Uint8Array,
  reference: Uint8Array,
  rules: readonly Rule[],
  key: Parameters<typeof assemble>[2],
): Uint8Array {
  const { manifest, sections } = readManifest(bundle);
  const contents = {
    ...sections,
    reference,
    rules: jsonBytes(encodeRules(rules)),
    ruleTable: compileRules(rules, rulePlaces),
  };
  const { sections: _, ...about } = manifest;
  const policy = policyOf(sections.policy, rules);
  return assemble({ ...about, numRules: rules.length }, { ...contents, policy }, key);
}

/** A pack alone need not have every rule whose asks the bundle's policy lets a waiver suspend. */
function policyOf(section: Uint8Array, rules: readonly Rule[]): Uint8Array {
  const policy = parsePolicy(JSON.parse(Buffer.from(section).toString('utf8')), 'section policy');
  const waivable = policy.waivable.filter((code) => rules.some((rule) => rule.code === code && rule.kind === 'data'));
  return jsonBytes({ ...policy, waivable, waivers: waivable.length === 0 ? [] : policy.waivers });
}
