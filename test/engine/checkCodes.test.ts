import { expect, test } from 'vitest';
import { checkCodes } from '../../src/engine/bundle/checkCodes.ts';
import { parsePolicy } from '../../src/policy/policy.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { voice } from '../oracle/ruleVoices.ts';

const ruleOf = (code: string): Rule => ({
  ...voice(code, { action: 'rfi' }),
  validFrom: null,
  validUntil: null,
  owner: 'Tests',
  source: 'made up',
  when: 'true',
  condition: { kind: 'constant', type: 'bool', value: true },
  place: 'a.yaml:1',
});
const policyWith = (code: string): ReturnType<typeof parsePolicy> =>
  parsePolicy({ bands: [{ from: 0, action: 'rfs', code, text: 'band' }] }, 'policy.json');

test('no request holds the sign that stands between requests in CSV', () => {
  const asked = { ...ruleOf('OWN_RULE'), carrierText: 'Give weight | value' };
  expect(() => checkCodes([asked], policyWith('BAND'))).toThrow(/OWN_RULE: carrierText: holds "\|"/);
  const bands = [{ from: 0, action: 'rfs', code: 'BAND', text: 'band', carrierText: 'a|b' }];
  expect(() => checkCodes([], parsePolicy({ bands }, 'policy.json'))).toThrow(/band BAND: carrierText: holds "\|"/);
});

test('no rule and no band takes a code that answers give themselves, or one of the other kind', () => {
  expect(() => checkCodes([ruleOf('OWN_RULE')], policyWith('BAND'))).not.toThrow();
  for (const code of ['FURTHER_RULES', 'REQUEST']) {
    expect(() => checkCodes([ruleOf(code)], policyWith('BAND'))).toThrow(/rule .*: this code is that of a reason/);
    expect(() => checkCodes([], policyWith(code))).toThrow(/band .*: this code is that of a reason/);
  }
  expect(() => checkCodes([ruleOf('BAND')], policyWith('BAND'))).toThrow(/of a rule and of a band/);
});
