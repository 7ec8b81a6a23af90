import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { featureTable } from '../../src/features/table.ts';
import { decodeNumberedRules, encodeNumberedRules } from '../../src/rules/numberedRules.ts';
import { createConditionParser } from '../../src/rules/parseCondition.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { seededRandom } from '../oracle/random.ts';
import { randomVoices } from '../oracle/ruleVoices.ts';
import { randomCondition } from './randomConditions.ts';

const featureNames = new Set(featureTable.map(({ name }) => name));
const parser = createConditionParser(featureNames);

function randomRules(seed: number, numRules: number): Rule[] {
  const random = seededRandom(seed);
  const about = { validFrom: null, validUntil: null, owner: 'o', source: 's', place: 'p' };
  return randomVoices(random, numRules).map((voice): Rule => {
    const when = randomCondition(random, 3);
    return { ...voice, ...about, when, condition: parsed(when) };
  });
}

/** Some random constants overflow, which a parser refuses. */
function parsed(when: string): Rule['condition'] {
  const at = { file: 'test', line: 1, column: 1 };
  try {
    return parser.parse(when, at);
  } catch {
    return parser.parse('score > 1.5', at);
  }
}

const decode = (bytes: Uint8Array): Rule[] => decodeNumberedRules(bytes, 'section rules', featureNames);

test('conditions, what they do and what carriers read come back; the rest is withheld', () => {
  const rules = randomRules(1, 400);
  const back = decode(encodeNumberedRules(rules, featureNames));
  for (const [i, rule] of rules.entries()) {
    const { carrierText, action, weight, hard, lowers, condition } = rule;
    const kind = rule.kind === 'data' ? 'data' : 'risk';
    expect(back[i]).toMatchObject({ code: `R${i + 1}`, carrierText, kind, action, weight, hard, lowers });
    expect(back[i].condition).toEqual(condition);
    const { text, owner, source, when, place, validFrom, validUntil } = back[i];
    expect(new Set([text, owner, source, when, place])).toEqual(new Set(['withheld']));
    expect([validFrom, validUntil]).toEqual([null, null]);
  }
});

test('damage and the names of another version are refused as faults of the bundle', () => {
  const bytes = encodeNumberedRules(randomRules(2, 20), featureNames);
  const plain = inflateRawSync(bytes);
  const random = seededRandom(3);
  for (let i = 0; i < 300; i++) {
    const damaged = Buffer.from(plain.subarray(0, random.chance(0.3) ? random.below(plain.length) : plain.length));
    if (damaged.length > 8) damaged[8 + random.below(damaged.length - 8)] ^= 1 << random.below(8);
    try {
      decode(deflateRawSync(damaged));
    } catch (error) {
      expect(error).toMatchObject({ code: 'BUNDLE_INVALID' });
    }
  }
  expect(() => decode(bytes.subarray(0, 40))).toThrow(/section rules: cannot be unpacked/);
  const fewer = new Set([...featureNames].slice(1));
  expect(() => decodeNumberedRules(bytes, 'section rules', fewer)).toThrow(/names of another version; redact/);
});
