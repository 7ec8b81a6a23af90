import { expect, test } from 'vitest';
import { type Action, actions } from '../../src/contract/decision.ts';
import { bandOf, createDecider, decide, reasonsOf, type RuleVoice } from '../../src/policy/decider.ts';
import { decideTile, type DecisionColumns } from '../../src/policy/decideTile.ts';
import { parsePolicy, type Policy } from '../../src/policy/policy.ts';
import { seededRandom } from '../oracle/random.ts';

const policy: Policy = {
  bands: [
    { from: -1, action: 'rfa', code: 'LOW', text: 'low' },
    { from: 0, action: 'rfs', code: 'HIGH', text: 'high' },
    { from: 2.5, action: 'hold', code: 'TOP', text: 'top' },
  ],
};
const rules: RuleVoice[] = Array.from({ length: 64 }, (_, i) => ({
  code: `RULE_${i}`,
  text: `rule ${i}`,
  action: actions[1 + (i % 5)],
}));
const decider = createDecider(policy, rules);
const below = (x: number): number => x - Math.max(1, Math.abs(x)) * 2 ** -52;
const codes = (margin: number, ...hits: number[]): string[] =>
  reasonsOf(decider, margin, hits, 0, hits.length).map((reason) => reason.code);

/** The reading of the policy in one line each: what the arrays must equal. */
function plainAction(margin: number, hits: readonly number[]): Action {
  const asked = hits.map((rule) => rules[rule].action);
  for (const band of policy.bands) if (margin >= band.from) asked.push(band.action);
  return actions[Math.max(0, ...asked.map((action) => actions.indexOf(action ?? 'release')))];
}

test('a band starts at its margin and ends below the next', () => {
  expect(
    [Number.NEGATIVE_INFINITY, below(-1), -1, below(0), 0, -0, 2, 2.5, 1e300].map((m) => bandOf(decider, m)),
  ).toEqual([-1, -1, 0, 0, 1, 1, 1, 2, 2]);
  expect(bandOf(decider, Number.NaN)).toBe(-1);
});

test('a tile gets the action that the plain reading gives, flagged rows get none', () => {
  const numRows = 256;
  const stride = 5;
  const random = seededRandom(3);
  const columns: DecisionColumns = {
    margins: new Float64Array(numRows),
    ruleHits: new Uint32Array(2 * numRows),
    hitList: new Uint16Array(64 * numRows),
    statusWords: new Uint32Array(stride * numRows),
    statusStride: stride,
    actions: new Uint8Array(numRows).fill(99),
    referred: new Uint16Array(numRows),
  };
  const hitsOf = (row: number): number[] => {
    const first = columns.ruleHits[2 * row];
    return [...columns.hitList.subarray(first, first + columns.ruleHits[2 * row + 1])];
  };
  let next = 0;
  for (let row = 0; row < numRows; row++) {
    columns.margins[row] = random.pick([-5, -1, -0.5, 0, 1, 2.5, 7, Number.NaN]);
    const hits = rules.flatMap((_, rule) => (random.chance(1 / 64) ? [rule] : []));
    columns.hitList.set(hits, next);
    columns.ruleHits.set([next, hits.length], 2 * row);
    next += hits.length;
    if (random.chance(0.2)) columns.statusWords[row * stride] = 1 << random.below(13);
  }
  const numReferred = decideTile(decider, columns, numRows);
  const expected = Array.from({ length: numRows }, (_, row) =>
    columns.statusWords[row * stride] === 0 ? plainAction(columns.margins[row], hitsOf(row)) : 'release',
  );
  expect(Array.from(columns.actions, (index) => actions[index])).toEqual(expected);
  const referred = expected.flatMap((action, row) => (action === 'release' ? [] : [row]));
  expect([...columns.referred.subarray(0, numReferred)]).toEqual(referred);
});

test('one parcel and a tile are decided alike', () => {
  const random = seededRandom(5);
  for (let i = 0; i < 2000; i++) {
    const hits = random.chance(0.3) ? [] : [random.below(64), random.below(64)];
    const margin = (random.below(1000) - 500) / 100;
    expect(actions[decide(decider, margin, hits, 0, hits.length)]).toBe(plainAction(margin, hits));
  }
});

test('reasons are the rules that hit, in rule order, then the band', () => {
  expect(codes(0.5, 0, 3, 63)).toEqual(['RULE_0', 'RULE_3', 'RULE_63', 'HIGH']);
  expect(codes(-9, 31, 32)).toEqual(['RULE_31', 'RULE_32']);
  expect(codes(-9)).toEqual([]);
});

test('asks are reasons of data, looks are reasons of rules, bands are reasons of score', () => {
  const voices = actions.slice(1).map((action): RuleVoice => ({ code: action.toUpperCase(), text: 't', action }));
  const sources = reasonsOf(createDecider(policy, voices), 3, [0, 1, 2, 3, 4], 0, 5).map((reason) => reason.source);
  expect(sources).toEqual(['data', 'data', 'rule', 'rule', 'rule', 'score']);
});

test('a policy without bands releases whatever no rule speaks of', () => {
  const silent = createDecider(parsePolicy({ bands: [] }, 'policy.json'), rules);
  expect(decide(silent, 1e9, [], 0, 0)).toBe(0);
  expect(actions[decide(silent, -1e9, [0], 0, 1)]).toBe('rfi');
});

const band = { from: 1, action: 'rfs', code: 'A1', text: 't' };
const refused: readonly [fault: string, value: unknown, message: RegExp][] = [
  ['no object', [], /^policy\.json: expected an object with bands$/],
  ['no list of bands', {}, /bands: expected a list/],
  ['an unknown key', { bands: [], random: 1 }, /unknown key random/],
  ['a band without a number', { bands: [{ ...band, from: '1' }] }, /band 1: from: expected a finite number/],
  ['a band of infinity', { bands: [{ ...band, from: Number.POSITIVE_INFINITY }] }, /from: expected a finite number/],
  ['a band that releases', { bands: [{ ...band, action: 'release' }] }, /action: expected one of rfi/],
  ['a bad code', { bands: [{ ...band, code: 'a' }] }, /code: expected/],
  ['no text', { bands: [{ ...band, text: '' }] }, /text: expected/],
  ['a text with a tab', { bands: [{ ...band, text: 'a\tb' }] }, /text: expected/],
  [
    'bands that fall',
    { bands: [band, { ...band, from: 0, action: 'hold', code: 'B1' }] },
    /band 2 \(B1\): from: .*more than 1, got 0/,
  ],
  ['bands of one start', { bands: [band, { ...band, action: 'hold', code: 'B1' }] }, /more than 1, got 1/],
  [
    'bands that ask for less',
    { bands: [band, { ...band, from: 2, action: 'rfi', code: 'B1' }] },
    /action: expected more than rfs/,
  ],
  ['a code twice', { bands: [band, { ...band, from: 2, action: 'hold' }] }, /an earlier band has it/],
  ['too many bands', { bands: Array.from({ length: 6 }, () => band) }, /at most 5/],
];
for (const [fault, value, message] of refused) {
  test(`a policy with ${fault} is refused by place and fault`, () => {
    expect(() => parsePolicy(value, 'policy.json')).toThrow(message);
  });
}
