import { expect, test } from 'vitest';
import type { NormalParcel } from '../../src/contract/normalParcel.ts';
import { featureTable } from '../../src/features/table.ts';
import { createConditionParser } from '../../src/rules/parseCondition.ts';
import { evaluateCondition } from '../../src/rules/reference/evaluate.ts';
import { evaluateRules } from '../../src/rules/reference/evaluateRules.ts';
import { Failure } from '../../src/rules/reference/failure.ts';
import { type ParcelFactsSource, parcelFacts } from '../../src/rules/reference/parcelFacts.ts';
import { withValidity } from '../../src/rules/withValidity.ts';

const featureNames = featureTable.map(({ name }) => name);
const parser = createConditionParser(featureNames);
const parse = (source: string): ReturnType<typeof parser.parse> =>
  parser.parse(source, { file: 'test', line: 1, column: 1 });

const parcel: NormalParcel = {
  itemId: 'A1',
  sender: { country: 'CN', name: 'A', addressLines: ['', 'second'] },
  recipient: { country: 'US' },
  totalGrossWeightG: 500,
  contents: [{ description: 'glass' }, { hsCode: '2933' }],
};
const source: ParcelFactsSource = {
  parcel,
  features: new Float32Array(featureNames.length).fill(Number.NaN),
  featureNames,
  findings: 0n,
  signals: {},
  score: 1.5,
};
const outcomeOf = (condition: string, of: ParcelFactsSource = source): boolean | string => {
  const outcome = evaluateCondition(parse(condition), parcelFacts(of));
  return outcome instanceof Failure ? outcome.why : outcome;
};

const outcomes: readonly [condition: string, outcome: boolean | string][] = [
  ['parcel.sender.phone == "1"', 'parcel.sender.phone is absent'],
  ['features.totalValueUsd > 1.0', 'features.totalValueUsd is absent'],
  ['signals.senderParcels7d > 1.0', 'signals.senderParcels7d is absent'],
  ['parcel.contents[7].hsCode == "1"', 'parcel.contents[7].hsCode is absent'],
  ['parcel.contents.all(c, c.hsCode != "1")', 'hsCode of an item of parcel.contents is absent'],
  ['parcel.totalGrossWeightG / size(parcel.events) == 1', 'division by zero'],
  ['parcel.totalGrossWeightG % size(parcel.events) == 1', 'remainder by zero'],
  ['parcel.totalGrossWeightG * 9223372036854775807 > 1', 'integer overflow'],
  ['parcel.contents.exists(c, c.hsCode == "2933")', true],
  ['parcel.sender.phone == "1" || score > 1.0', true],
  ['parcel.sender.phone == "1" && score > 2.0', false],
  ['has(parcel.sender.phone) && parcel.sender.phone == "1"', false],
  ['parcel.sender.addressLines.exists(l, l == "")', true],
  ['has(parcel.events) || has(parcel.documents) || has(parcel.contents[7].hsCode)', false],
  ['parcel.events.all(e, e.code == "1")', true],
  ['parcel.contents.filter(c, has(c.hsCode)).size() == 1', true],
];
for (const [condition, outcome] of outcomes) {
  test(`${condition} comes to: ${outcome}`, () => expect(outcomeOf(condition)).toBe(outcome));
}

test('half of a surrogate pair is no part of a text, and texts are ordered by code points', () => {
  const named = (name: string, city: string): ParcelFactsSource => ({
    ...source,
    parcel: { ...parcel, sender: { country: 'CN', name, city } },
  });
  for (const half of ['\ud83c', '\udf88']) {
    expect(outcomeOf('parcel.sender.name.contains(parcel.sender.city)', named('a🎈b', half))).toBe(false);
    expect(outcomeOf('parcel.sender.name.contains(parcel.sender.city)', named(`🎈a${half}a`, half))).toBe(true);
  }
  expect(outcomeOf('parcel.sender.name.startsWith(parcel.sender.city)', named('🎈', '\ud83c'))).toBe(false);
  expect(outcomeOf('parcel.sender.name.endsWith(parcel.sender.city)', named('🎈', '\udf88'))).toBe(false);
  expect(outcomeOf('parcel.sender.name < parcel.sender.city', named('\uffee', '🎈'))).toBe(true);
  expect(outcomeOf('parcel.sender.name < parcel.sender.city', named('🎈', '🎈a'))).toBe(true);
});

test('a rule holds on the days of its validity, and always for a parcel that tells none', () => {
  const condition = withValidity(parse('score > 1.0'), '2026-01-01', '2026-02-01', false);
  const on = (day: Partial<NormalParcel>): unknown =>
    evaluateCondition(condition, parcelFacts({ ...source, parcel: { ...parcel, ...day } }));
  expect(on({})).toBe(true);
  expect(on({ postingDate: '2025-12-31' })).toBe(false);
  expect(on({ postingDate: '2026-01-01' })).toBe(true);
  expect(on({ postingDate: '2026-01-31' })).toBe(true);
  expect(on({ postingDate: '2026-02-01' })).toBe(false);
  // advance data speak before the posting date
  expect(on({ postingDate: '2025-12-31', aedReceivedAt: Date.UTC(2026, 0, 31, 23, 59) })).toBe(true);
  expect(on({ aedReceivedAt: Date.UTC(2026, 1, 1) })).toBe(false);
  expect(withValidity(condition, null, null, true)).toBe(condition);
});

test('a rule that lowers and has validity dates does not act on a parcel without a day', () => {
  const on = (from: string | null, until: string | null, day: Partial<NormalParcel>): unknown =>
    evaluateCondition(
      withValidity(parse('score > 1.0'), from, until, true),
      parcelFacts({ ...source, parcel: { ...parcel, ...day } }),
    );
  expect(on('2026-01-01', '2026-02-01', {})).toBe(false);
  expect(on('2026-01-01', null, {})).toBe(false);
  expect(on(null, '2026-02-01', {})).toBe(false);
  expect(on('2026-01-01', '2026-02-01', { postingDate: '2026-01-31' })).toBe(true);
  expect(on('2026-01-01', '2026-02-01', { postingDate: '2026-02-01' })).toBe(false);
  expect(on(null, null, {})).toBe(true);
});

test('rules hit, stay silent, or are not evaluated and say why', () => {
  const conditions = ['score > 1.0', 'score > 2.0', 'parcel.sender.phone == "1"', 'true'];
  const rules = conditions.map((condition) => ({ condition: parse(condition) }));
  expect(evaluateRules(rules, parcelFacts(source))).toEqual({
    hits: [0, 3],
    failures: [{ rule: 2, why: 'parcel.sender.phone is absent' }],
  });
});
