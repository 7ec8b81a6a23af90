import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Action, actions } from '../../src/contract/decision.ts';
import { countryNumber } from '../../src/contract/codes.ts';
import {
  bandOf,
  createDecider,
  decideInto,
  newVerdict,
  type Origins,
  probabilityOf,
  type RuleVoice,
  type Verdict,
} from '../../src/policy/decider.ts';
import { decideTile, type DecisionColumns } from '../../src/policy/decideTile.ts';
import { parsePolicy, type Policy } from '../../src/policy/policy.ts';
import { precedence, precedenceTable } from '../../src/policy/precedence.ts';
import { hasReasons, MAX_RULE_REASONS, reasonsOf, requestsOf } from '../../src/policy/reasons.ts';
import { seededRandom } from '../oracle/random.ts';
import { randomVoices, voice } from '../oracle/ruleVoices.ts';

const NUM_RULES = 64;
const rules = randomVoices(seededRandom(2), NUM_RULES);
const waivable = rules.flatMap(({ kind, code }, i) => (kind === 'data' && i % 2 === 0 ? [code] : []));
const policy: Policy = parsePolicy(
  {
    bands: [
      { from: -1, action: 'rfa', code: 'LOW', text: 'low', carrierText: 'Say more' },
      { from: 0, action: 'rfs', code: 'HIGH', text: 'high' },
      { from: 2.5, action: 'hold', code: 'TOP', text: 'top' },
    ],
    waivable,
    waivers: [
      { origin: 'LA', from: '2026-01-01', until: '2026-07-01' },
      { origin: 'KI', from: '2026-03-01', until: null },
    ],
    calibration: {
      method: 'beta',
      baseRate: 0.001,
      steps: [
        [-3, 0.0001],
        [0, 0.01],
        [2.5, 0.2],
      ],
    },
  },
  'policy.json',
);
const decider = createDecider(policy, rules);
const below = (x: number): number => x - Math.max(1, Math.abs(x)) * 2 ** -52;
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;
const from = (country: string, date: string): Origins => ({
  originOf: () => countryNumber(country),
  dayOf: () => dayOf(date),
});
const nowhere: Origins = { originOf: () => 0, dayOf: () => Number.NaN };

function verdictOn(
  voices: readonly RuleVoice[],
  margin: number,
  hits: readonly number[],
  origins = nowhere,
  its = policy,
): Verdict {
  const verdict = newVerdict();
  decideInto(verdict, createDecider(its, voices), margin, hits, 0, hits.length, origins, 0);
  return verdict;
}

/** The precedence table read aloud: what the arrays must equal. */
function plainAction(margin: number, hits: readonly number[], waived: boolean): Action {
  const heard = hits.map((rule) => rules[rule]).filter(({ code }) => !(waived && waivable.includes(code)));
  const rank = heard.reduce((sum, { weight }) => sum + weight, margin);
  const level = (action: Action | null): number => actions.indexOf(action ?? 'release');
  const hard = Math.max(0, ...heard.filter((rule) => rule.hard).map((rule) => level(rule.action)));
  const raising = Math.max(0, ...heard.filter((rule) => !rule.lowers).map((rule) => level(rule.action)));
  const band = Math.max(0, ...policy.bands.filter((each) => rank >= each.from).map((each) => level(each.action)));
  if (hard > 0) return actions[Math.max(hard, raising, band)];
  const cap = Math.min(99, ...heard.filter((rule) => rule.lowers).map((rule) => level(rule.action)));
  return actions[Math.min(cap, Math.max(raising, band))];
}

test('a band starts at its rank and ends below the next', () => {
  expect(
    [Number.NEGATIVE_INFINITY, below(-1), -1, below(0), 0, -0, 2, 2.5, 1e300].map((rank) => bandOf(decider, rank)),
  ).toEqual([-1, -1, 0, 0, 1, 1, 1, 2, 2]);
  expect(bandOf(decider, Number.NaN)).toBe(-1);
});

test('a tile gets the action that the precedence table gives, flagged rows get none', () => {
  const numRows = 256;
  const stride = 5;
  const random = seededRandom(3);
  const countries = ['LA', 'KI', 'DE'];
  const origins: Origins = {
    originOf: (row) => countryNumber(countries[row % 3]),
    dayOf: (row) => dayOf(row % 2 === 0 ? '2026-02-01' : '2026-08-01'),
  };
  const waived = (row: number): boolean => (row % 3 === 0 && row % 2 === 0) || (row % 3 === 1 && row % 2 === 1);
  const columns: DecisionColumns = {
    margins: new Float64Array(numRows),
    ruleHits: new Uint32Array(2 * numRows),
    hitList: new Uint16Array(NUM_RULES * numRows),
    statusWords: new Uint32Array(stride * numRows),
    statusStride: stride,
    origins,
    verdict: newVerdict(),
    ranks: new Float64Array(numRows),
    steps: new Uint16Array(numRows),
    actions: new Uint8Array(numRows).fill(99),
    referred: new Uint16Array(numRows),
  };
  for (let round = 0; round < 20; round++) {
    const hits: number[][] = [];
    columns.statusWords.fill(0);
    let next = 0;
    for (let row = 0; row < numRows; row++) {
      columns.margins[row] = random.pick([-5, -1, -0.5, 0, 1, 2.5, 7]);
      const density = random.pick([0, 1 / 64, 4 / 64]);
      hits.push(rules.flatMap((_, rule) => (random.chance(density) ? [rule] : [])));
      columns.hitList.set(hits[row], next);
      columns.ruleHits.set([next, hits[row].length], 2 * row);
      next += hits[row].length;
      if (random.chance(0.2)) columns.statusWords[row * stride] = 1 << random.below(13);
    }
    const numReferred = decideTile(decider, columns, numRows);
    const isFlagged = (row: number): boolean => columns.statusWords[row * stride] !== 0;
    const expected = hits.map((its, row) =>
      isFlagged(row) ? 'release' : plainAction(columns.margins[row], its, waived(row)),
    );
    expect(Array.from(columns.actions, (index) => actions[index])).toEqual(expected);
    const referred: number[] = [];
    for (let row = 0; row < numRows; row++) {
      if (isFlagged(row)) continue;
      const verdict = newVerdict();
      decideInto(verdict, decider, columns.margins[row], hits[row], 0, hits[row].length, origins, row);
      expect(columns.ranks[row]).toBe(verdict.rank);
      expect(policy.calibration?.steps[columns.steps[row]][1]).toBe(probabilityOf(decider, verdict.rank));
      if (hasReasons(verdict)) referred.push(row);
    }
    expect([...columns.referred.subarray(0, numReferred)]).toEqual(referred);
  }
});

const ladder = [
  voice('HOLD', { action: 'hold' }),
  voice('HARD', { action: 'rfs', hard: true }),
  voice('CAP_RFI', { action: 'rfi', lowers: true }),
  voice('CAP_RELEASE', { action: 'release', lowers: true }),
  voice('ASK', { action: 'rfa', kind: 'data' }),
  voice('WEIGH', { action: null, weight: 3 }),
  voice('WEIGH_LESS', { action: null, weight: -3 }),
];
const [HOLD, HARD, CAP_RFI, CAP_RELEASE, ASK, WEIGH, WEIGH_LESS] = ladder.keys();
const plain = parsePolicy({ bands: [{ from: 0, action: 'rfs', code: 'BAND', text: 'band' }] }, 'policy.json');
const cases: readonly [what: string, margin: number, hits: number[], action: Action][] = [
  ['nobody speaks', -9, [], 'release'],
  ['the band raises', 0, [], 'rfs'],
  ['a rule raises above the band', 0, [HOLD], 'hold'],
  ['an ask does not lower the band', 0, [ASK], 'rfs'],
  ['an ask raises what nobody else does', -9, [ASK], 'rfa'],
  ['a rule that lowers caps a rule', -9, [HOLD, CAP_RFI], 'rfi'],
  ['a rule that lowers caps the band and the asks', 0, [CAP_RELEASE, ASK], 'release'],
  ['of two caps the lower one holds', 0, [HOLD, CAP_RFI, CAP_RELEASE], 'release'],
  ['a cap above what is asked raises nothing', -9, [CAP_RFI], 'release'],
  ['where a hard rule hits nothing lowers', -9, [HOLD, HARD, CAP_RELEASE], 'hold'],
  ['a hard rule alone is its action', -9, [HARD, CAP_RELEASE], 'rfs'],
  ['weights carry a parcel into a band', -2, [WEIGH], 'rfs'],
  ['weights carry a parcel out of a band', 2, [WEIGH_LESS], 'release'],
  ['a weight alone is no reason to act', -9, [WEIGH], 'release'],
];
for (const [what, margin, hits, action] of cases) {
  test(`precedence: ${what}`, () => {
    expect(actions[verdictOn(ladder, margin, hits, nowhere, plain).action]).toBe(action);
  });
}

test('the precedence table is printed in the README of its folder, word for word', () => {
  const readme = readFileSync(new URL('../../src/policy/README.md', import.meta.url), 'utf8');
  expect(precedence.length).toBeGreaterThan(5);
  expect(readme).toContain(precedenceTable());
});

test('a waiver suspends waivable asks of its origin on its days, and no others', () => {
  const voices = [
    voice('ASK', { kind: 'data', action: 'rfi', weight: 5 }),
    voice('OTHER', { kind: 'data', action: 'rfa' }),
  ];
  const its = parsePolicy(
    { bands: [], waivable: ['ASK'], waivers: [{ origin: 'LA', from: '2026-01-01', until: '2026-07-01' }] },
    'policy.json',
  );
  const act = (hits: number[], origins: Origins): Action => actions[verdictOn(voices, 0, hits, origins, its).action];
  expect(act([0], from('LA', '2025-12-31'))).toBe('rfi');
  expect(act([0], from('LA', '2026-01-01'))).toBe('release');
  expect(act([0], from('LA', '2026-06-30'))).toBe('release');
  expect(act([0], from('LA', '2026-07-01'))).toBe('rfi');
  expect(act([0], from('DE', '2026-03-01'))).toBe('rfi');
  expect(act([0], nowhere)).toBe('rfi');
  expect(act([0, 1], from('LA', '2026-03-01'))).toBe('rfa');
  const verdict = verdictOn(voices, 0, [0, 1], from('LA', '2026-03-01'), its);
  expect(verdict.rank).toBe(0);
  const reasons = reasonsOf(createDecider(its, voices), verdict, [0, 1], 0, 2);
  expect(reasons.map(({ code }) => code)).toEqual(['OTHER']);
});

test('reasons are the rules that spoke, in rule order, with their weight and who speaks, then the band', () => {
  const voices = (['risk', 'data', 'list', 'link'] as const).map((kind, i) => voice(`R${i}`, { kind, weight: i / 2 }));
  const verdict = verdictOn(voices, 0, [0, 1, 2, 3], nowhere, plain);
  const reasons = reasonsOf(createDecider(plain, voices), verdict, [0, 1, 2, 3], 0, 4);
  expect(reasons.map(({ code, source, weight }) => [code, source, weight])).toEqual([
    ['R0', 'rule', null],
    ['R1', 'data', 0.5],
    ['R2', 'list', 1],
    ['R3', 'link', 1.5],
    ['BAND', 'score', null],
  ]);
});

test('of more rules than an answer names, those that decided are named, and how many more hit', () => {
  const weighers = Array.from({ length: 99 }, (_, i) => voice(`W${i}`, { weight: 0.01, action: null }));
  const deciders = [
    voice('HARD', { hard: true, action: 'rfa' }),
    voice('ACTS', { action: 'hold' }),
    voice('CAPS', { lowers: true, action: 'rfi' }),
  ];
  const voices = [...weighers, ...deciders];
  const hits = voices.map((_, rule) => rule);
  const reasons = reasonsOf(
    createDecider(plain, voices),
    verdictOn(voices, -9, hits, nowhere, plain),
    hits,
    0,
    hits.length,
  );
  const codes = reasons.map(({ code }) => code);
  expect(codes.slice(MAX_RULE_REASONS - 4)).toEqual(['W60', 'HARD', 'ACTS', 'CAPS', 'FURTHER_RULES']);
  expect(reasons.at(-1)?.text).toBe('38 further rules hit; explain names them all');
});

test('a parcel that a rule lowers to release keeps its reasons; one that nothing raised has none', () => {
  const reasonsFor = (hits: number[]): string[] =>
    reasonsOf(createDecider(plain, ladder), verdictOn(ladder, -9, hits, nowhere, plain), hits, 0, hits.length).map(
      ({ code }) => code,
    );
  expect(reasonsFor([HOLD, CAP_RELEASE])).toEqual(['HOLD', 'CAP_RELEASE']);
  expect(reasonsFor([CAP_RELEASE, WEIGH])).toEqual([]);
});

test('carriers are asked the texts that are theirs, each once, and nothing of a released parcel', () => {
  const voices = [
    voice('A1', { carrierText: 'Send the invoice' }),
    voice('B1'),
    voice('C1', { carrierText: 'Send the invoice' }),
    voice('D1', { carrierText: 'Never said', lowers: true, action: 'release' }),
  ];
  const ask = (margin: number, hits: number[]): unknown =>
    requestsOf(createDecider(policy, voices), verdictOn(voices, margin, hits), hits, 0, hits.length);
  const request = (text: string): unknown => ({ code: 'REQUEST', source: 'request', weight: null, text });
  expect(ask(-0.5, [0, 1, 2])).toEqual([request('Send the invoice'), request('Say more')]);
  expect(ask(1, [1])).toEqual([]);
  expect(ask(1, [0, 3])).toEqual([]);
});

test('a policy says the same after a journey through a bundle', () => {
  expect(parsePolicy(JSON.parse(JSON.stringify(policy)), 'section policy')).toEqual(policy);
});

test('bands of probability start at the rank of the step that reaches them', () => {
  const steps = [
    [-3, 0.0001],
    [0, 0.01],
    [2.5, 0.2],
  ];
  const bands = [
    { from: 0.002, action: 'rfs', code: 'A1', text: 't' },
    { from: 0.2, action: 'hold', code: 'B1', text: 't' },
  ];
  const its = parsePolicy({ bandsBy: 'probability', bands, calibration: { method: 'own', steps } }, 'policy.json');
  expect([...createDecider(its, []).bandFrom]).toEqual([0, 2.5]);
  expect(actions[verdictOn([], 2.4, [], nowhere, its).action]).toBe('rfs');
});

const band = { from: 1, action: 'rfs', code: 'A1', text: 't' };
const waiver = { origin: 'LA', from: '2026-01-01', until: '2026-07-01' };
const calibration = {
  method: 'own',
  steps: [
    [0, 0.01],
    [1, 0.2],
  ],
};
const byProbability = { bandsBy: 'probability', calibration };
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
    'a text for carriers that is too long',
    { bands: [{ ...band, carrierText: 'x'.repeat(201) }] },
    /carrierText: expected 1 to 200 bytes/,
  ],
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
  ['bands by something else', { bandsBy: 'score', bands: [] }, /bandsBy: expected rank or probability, got "score"/],
  [
    'probabilities without a calibration',
    { bandsBy: 'probability', bands: [] },
    /probability needs a calibration; make one with postern calibrate/,
  ],
  [
    'a band above certainty',
    { ...byProbability, bands: [{ ...band, from: 1.5 }] },
    /expected a probability between 0 and 1, got 1.5/,
  ],
  [
    'a band that is never reached',
    { ...byProbability, bands: [{ ...band, from: 0.3 }] },
    /0.3 is never reached; the highest probability of the calibration is 0.2/,
  ],
  [
    'bands within one step',
    {
      ...byProbability,
      bands: [
        { ...band, from: 0.05 },
        { ...band, from: 0.1, action: 'hold', code: 'B1' },
      ],
    },
    /band 2 \(B1\): from: 0.1 and the 0.05 of the band before fall into one step/,
  ],
  ["a code of no rule's shape", { bands: [], waivable: ['a b'] }, /waivable: expected codes of rules, got "a b"/],
  ['a waivable code twice', { bands: [], waivable: ['A1', 'A1'] }, /waivable: A1 stands twice/],
  ['waivers of nothing', { bands: [], waivers: [waiver] }, /1 origins are waived, but no ask is waivable/],
  [
    'a waiver of no country',
    { bands: [], waivers: [{ ...waiver, origin: 'Laos' }] },
    /waiver 1: origin: expected two capital letters/,
  ],
  [
    'a waiver of no day',
    { bands: [], waivers: [{ ...waiver, from: '2026-02-30' }] },
    /from: expected a date YYYY-MM-DD, got "2026-02-30"/,
  ],
  [
    'a waiver that ends before it starts',
    { bands: [], waivers: [{ ...waiver, until: '2026-01-01' }] },
    /until: expected a day after 2026-01-01/,
  ],
  [
    'waivers that overlap',
    { bands: [], waivers: [waiver, { ...waiver, from: '2026-06-30', until: null }] },
    /waiver 2: LA is waived in this time already, by .*waiver 1/,
  ],
];
for (const [fault, value, message] of refused) {
  test(`a policy with ${fault} is refused by place and fault`, () => {
    expect(() => parsePolicy(value, 'policy.json')).toThrow(message);
  });
}
