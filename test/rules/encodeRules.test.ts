import { expect, test } from 'vitest';
import { PosternError } from '../../src/contract/errors.ts';
import { featureTable } from '../../src/features/table.ts';
import { decodeExpression } from '../../src/rules/decodeExpression.ts';
import { encodeExpression, type Json } from '../../src/rules/encodeExpression.ts';
import { decodeRules, encodeRules } from '../../src/rules/encodeRules.ts';
import type { Constant } from '../../src/rules/expression.ts';
import { createConditionParser } from '../../src/rules/parseCondition.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { withValidity } from '../../src/rules/withValidity.ts';
import { type Random, seededRandom } from '../oracle/random.ts';
import { randomCondition } from './randomConditions.ts';

const featureNames = new Set(featureTable.map(({ name }) => name));
const parser = createConditionParser(featureNames);
const when = 'parcel.contents.exists(c, c.description.matches("(?i)press")) && score > -0.5';
const condition = parser.parse(when, { file: 'test', line: 1, column: 1 });
const rule: Rule = {
  code: 'PRESS',
  text: 'A press',
  carrierText: 'Please say what it is for',
  kind: 'risk',
  action: 'hold',
  weight: 1.5,
  hard: true,
  lowers: false,
  validFrom: '2026-01-01',
  validUntil: null,
  owner: 'test',
  source: 'test',
  when,
  condition: withValidity(condition, '2026-01-01', null, false),
  place: 'pack.yaml:3',
};
const throughJson = (value: Json): unknown => JSON.parse(JSON.stringify(value));
const decode = (value: unknown): Rule[] => decodeRules(value, 'section rules', featureNames);

test('rules are the same after their way through a bundle', () => {
  const rules = [rule, { ...rule, code: 'OTHER', carrierText: null, action: null }];
  expect(decode(throughJson(encodeRules(rules)))).toEqual(rules);
});

test('numbers keep all their bits on the way', () => {
  const constants: Constant[] = [
    ...[0, -0, 0.1, 1e300, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(
      (value): Constant => ({ kind: 'constant', type: 'double', value }),
    ),
    ...[0n, -1n, 2n ** 63n - 1n, -(2n ** 63n)].map((value): Constant => ({ kind: 'constant', type: 'int', value })),
  ];
  for (const each of constants) {
    expect(decodeExpression(throughJson(encodeExpression(each)), 'rule', featureNames)).toStrictEqual(each);
  }
});

const [encoded] = throughJson(encodeRules([rule])) as Record<string, unknown>[];
const refused: readonly [fault: string, value: unknown, message: RegExp][] = [
  ['no list', {}, /^section rules: expected a list of rules$/],
  ['a code twice', [encoded, encoded], /two rules have the code PRESS/],
  ['an unknown action', [{ ...encoded, action: 'burn' }], /rule 1: action: not what a rule has there/],
  ['a weight that is no number', [{ ...encoded, weight: '1' }], /weight: not what a rule has there/],
  ['no condition', [{ ...encoded, condition: null }], /condition: expected an object/],
  [
    'a condition that is no bool',
    [{ ...encoded, condition: { kind: 'score' } }],
    /condition: expected a bool, got double/,
  ],
  [
    'an unknown field',
    [{ ...encoded, condition: { kind: 'has', of: { kind: 'field', path: 'x' } } }],
    /unknown field "x"/,
  ],
  [
    'an item outside its list',
    [{ ...encoded, condition: { kind: 'has', of: { kind: 'item', list: 'events', at: 'each', path: 'code' } } }],
    /no item of events at this place/,
  ],
  [
    'a pattern that is none',
    [{ ...encoded, condition: { kind: 'matches', of: { kind: 'field', path: 'itemId' }, pattern: '(' } }],
    /matches: an opening parenthesis without a closing one/,
  ],
  [
    'an integer of 65 bits',
    [{ ...encoded, condition: { kind: 'constant', type: 'int', value: '9223372036854775808' } }],
    /constant/,
  ],
];
for (const [fault, value, message] of refused) {
  test(`a bundle whose rules have ${fault} is refused`, () => {
    expect(() => decode(value)).toThrow(message);
    expect(() => decode(value)).toThrow(expect.objectContaining({ code: 'BUNDLE_INVALID' }));
  });
}

test('a condition with anything changed is read or refused, and nothing else happens', () => {
  const random = seededRandom(12);
  let numRefused = 0;
  for (let i = 0; i < 2000; i++) {
    const source = randomCondition(random, random.below(4));
    const tree = encodedOf(source);
    if (tree === undefined) continue;
    change(random, tree);
    try {
      decodeExpression(tree, 'rule', featureNames);
    } catch (cause) {
      if (!(cause instanceof PosternError)) throw new Error(JSON.stringify(tree), { cause });
      expect(cause.code).toBe('BUNDLE_INVALID');
      numRefused++;
    }
  }
  expect(numRefused).toBeGreaterThan(1000);
});

function encodedOf(source: string): unknown {
  try {
    return throughJson(encodeExpression(parser.parse(source, { file: 'random', line: 1, column: 1 })));
  } catch (cause) {
    if (cause instanceof PosternError) return undefined;
    throw cause;
  }
}

/** One member somewhere in the tree becomes something else. */
function change(random: Random, tree: unknown): void {
  const places: [Record<string, unknown>, string][] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, member] of Object.entries(value)) {
      places.push([value as Record<string, unknown>, key]);
      walk(member);
    }
  };
  walk(tree);
  const [object, key] = random.pick(places);
  object[key] = random.pick([
    null,
    undefined,
    7,
    -1,
    'x',
    '',
    true,
    [],
    {},
    [null],
    { kind: 'score' },
    { kind: 'day' },
    'and',
    'int',
  ]);
}
