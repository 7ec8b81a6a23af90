/** A rule table that a trusted key signed is still held against the rules: the core believes every offset in it. */
import { expect, test } from 'vitest';
import { assemble } from '../../src/engine/bundle/buildBundle.ts';
import { generateKeys, readPrivateKey } from '../../src/engine/bundle/keys.ts';
import { openBundle } from '../../src/engine/bundle/openBundle.ts';
import { readManifest } from '../../src/engine/bundle/readManifest.ts';
import { readDefaultBundle } from '../../src/engine/defaultBundle.ts';
import { seededRandom } from '../oracle/random.ts';

test('a bundle whose rule table is not the one of its rules is refused, wherever it differs', () => {
  const { publicKey, privateKey } = generateKeys();
  const key = readPrivateKey(privateKey);
  const { manifest, sections } = readManifest(readDefaultBundle());
  const { sections: _, ...about } = manifest;
  const open = (ruleTable: Uint8Array): unknown =>
    openBundle(assemble(about, { ...sections, ruleTable }, key), { trustedKeys: { test: publicKey }, check: true });
  expect(() => open(sections.ruleTable)).not.toThrow();
  const random = seededRandom(17);
  for (let i = 0; i < 12; i++) {
    const changed = Uint8Array.from(sections.ruleTable);
    changed[random.below(i < 4 ? 128 : changed.length)] ^= 1 << random.below(8);
    expect(() => open(changed)).toThrow(/section ruleTable: expected what this engine compiles/);
  }
  expect(() => open(sections.ruleTable.subarray(0, 64))).toThrow(/section ruleTable/);
});
