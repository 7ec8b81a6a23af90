import { expect, test } from 'vitest';
import { PosternError } from '../../src/contract/errors.ts';
import { findingBit, findings } from '../../src/contract/findings.ts';
import { parseRules } from '../../src/rules/parseRules.ts';
import { MAX_MASK_RULES } from '../../src/rules/maskRules.ts';
import { evaluateRules } from '../../src/rules/reference/evaluateRules.ts';
import { noFacts } from '../../src/rules/reference/facts.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { defaultRules } from '../oracle/testBundle.ts';

const maskOf = (...codes: string[]): bigint =>
  codes.reduce((mask, code) => mask | (1n << BigInt(findingBit(code) ?? 64)), 0n);

/** Rules that hit where these findings, one bit each, are all that is known. */
function hitsOf(mask: bigint, rules: readonly Rule[]): number[] {
  const finding = (code: string): boolean => ((mask >> BigInt(findingBit(code) ?? 64)) & 1n) === 1n;
  return evaluateRules(rules, { ...noFacts, finding }).hits;
}

test('a rule needs all of all, one of any and none of none', () => {
  const rules = parseRules(
    [
      { code: 'ALL', text: 't', action: 'rfs', when: { all: ['CAS_NUMBER', 'RECIPIENT_RESIDENCE'] } },
      { code: 'ANY', text: 't', action: 'rfi', when: { any: ['SENDER_LISTED', 'RECIPIENT_LISTED'] } },
      { code: 'NONE', text: 't', action: 'hold', when: { all: ['PRESS_NAMED'], none: ['PERMIT_GIVEN'] } },
    ],
    'rules.json',
  );
  expect(hitsOf(maskOf('CAS_NUMBER'), rules)).toEqual([]);
  expect(hitsOf(maskOf('CAS_NUMBER', 'RECIPIENT_RESIDENCE'), rules)).toEqual([0]);
  expect(hitsOf(maskOf('RECIPIENT_LISTED'), rules)).toEqual([1]);
  expect(hitsOf(maskOf('PRESS_NAMED', 'SENDER_LISTED'), rules)).toEqual([1, 2]);
  expect(hitsOf(maskOf('PRESS_NAMED', 'PERMIT_GIVEN'), rules)).toEqual([]);
});

test('the default rules hold a precursor by its CAS number and a press without an import document', () => {
  const rules = defaultRules();
  const actionsOf = (...codes: string[]): (string | null)[] => {
    const hits = hitsOf(maskOf(...codes), rules);
    return hits.map((rule) => rules[rule].action);
  };
  expect(actionsOf('CAS_LISTED', 'CAS_NUMBER')).toEqual(['hold']);
  expect(actionsOf('PRESS_NAMED')).toEqual(['hold']);
  expect(actionsOf('PRESS_NAMED', 'PERMIT_GIVEN')).toEqual([]);
  expect(actionsOf('PRESS_NAMED', 'PERMIT_GIVEN', 'RECIPIENT_RESIDENCE')).toEqual(['hold']);
  expect(actionsOf('SENDER_NAME_MISSING', 'SENDER_ADDRESS_MISSING')).toEqual(['rfi']);
});

test('no default rule asks about what ordinary mail looks like', () => {
  const ordinary = findings.filter((finding) => finding.kind === 'context').map((finding) => finding.code);
  const telling = ['CAS_NUMBER', 'PHARMACY_WORDS', 'CHEMICAL_WORDS', 'HS_WATCHED', 'HS_PRESS'];
  const mask = maskOf(...ordinary.filter((code) => !telling.includes(code)));
  expect(hitsOf(mask, defaultRules())).toEqual([]);
});

const good = { code: 'GOOD', text: 'text', action: 'hold', when: { all: ['CAS_LISTED'] } };
const refused: readonly [fault: string, rules: unknown, message: RegExp][] = [
  ['no list', { rules: [] }, /^rules\.json: expected a list of rules, got object$/],
  ['too many', Array.from({ length: 65 }, (_, i) => ({ ...good, code: `R${i}` })), /at most 64 rules, got 65/],
  ['no object', [good, 7], /^rules\.json: rule 2: expected an object, got number$/],
  ['an unknown key', [{ ...good, wen: {} }], /rule 1: unknown key wen/],
  ['a bad code', [{ ...good, code: 'small' }], /rule 1: code: expected/],
  ['a code twice', [good, { ...good, code: 'B2' }, good], /rule 3: code GOOD is taken by rule 1/],
  ['no text', [{ ...good, text: '' }], /rule 1 \(GOOD\): text: expected 1 to 200 bytes/],
  ['a long text', [{ ...good, text: '山'.repeat(67) }], /text: expected 1 to 200 bytes/],
  ['a text of two lines', [{ ...good, text: 'a\nb' }], /without control characters/],
  ['an unknown action', [{ ...good, action: 'burn' }], /rule 1 \(GOOD\): action: expected one of rfi, .*got "burn"/],
  ['a release', [{ ...good, action: 'release' }], /action: expected one of rfi/],
  ['no condition', [{ code: 'GOOD', text: 't', action: 'hold' }], /when: expected an object, got undefined/],
  ['an empty condition', [{ ...good, when: {} }], /when: expected all or any/],
  ['only none', [{ ...good, when: { none: ['CAS_LISTED'] } }], /when: expected all or any/],
  ['an empty list', [{ ...good, when: { any: [] } }], /when\.any: expected a list of finding codes, not empty/],
  [
    'an unknown finding',
    [{ ...good, when: { all: ['CAS_LISTED', 'CAS_LISTD'] } }],
    /rule 1 \(GOOD\): when\.all\[1\]: expected a finding code, got "CAS_LISTD"/,
  ],
];
for (const [fault, rules, message] of refused) {
  test(`rules with ${fault} are refused by place and fault`, () => {
    expect(() => parseRules(rules, 'rules.json')).toThrow(message);
    expect(() => parseRules(rules, 'rules.json')).toThrow(PosternError);
  });
}

test('64 rules are accepted', () => {
  const rules = Array.from({ length: MAX_MASK_RULES }, (_, i) => ({ ...good, code: `R${i}` }));
  expect(parseRules(rules, 'rules.json')).toHaveLength(MAX_MASK_RULES);
});
