import { expect, test } from 'vitest';
import { PosternError } from '../../src/contract/errors.ts';
import { featureTable } from '../../src/features/table.ts';
import type { ListName } from '../../src/rules/expression.ts';
import { languageFields } from '../../src/rules/languageFields.ts';
import { createConditionParser, MAX_CONDITION_NODES, MAX_SOURCE_LENGTH } from '../../src/rules/parseCondition.ts';
import { recordLists } from '../../src/rules/recordLeaves.ts';

const parser = createConditionParser(featureTable.map(({ name }) => name));
const place = { file: 'pack.yaml', line: 12, column: 9 };
const parse = (source: string): unknown => parser.parse(source, place);

/** The first line of the message, without the file. */
function refusalOf(source: string): string {
  try {
    parse(source);
  } catch (cause) {
    if (cause instanceof PosternError && cause.code === 'RULE_INVALID') return cause.message.replace('pack.yaml:', '');
    throw cause;
  }
  return 'not refused';
}

const refused: readonly [what: string, source: string, message: string][] = [
  ['a syntax error', '(score > 1.0', '12:21: Expected RPAREN, got EOF; see the CEL language definition'],
  ['one equals sign', 'score = 1.0', '12:15: got =: write =='],
  ['the word and', 'findings.CAS_LISTED and score > 1.0', '12:29: got and: write &&'],
  ['the word or', 'findings.CAS_LISTED OR score > 1.0', '12:29: got OR: write ||'],
  ['the word not', 'score > 1.0 && not findings.CAS_LISTED', '12:24: got not: write !'],
  ['a field without its object', 'sender.country == "CN"', '12:9: unknown name sender; did you mean parcel.sender?'],
  ['a mistyped field', 'parcel.sendr.country == "CN"', '12:16: parcel has no field sendr; did you mean sender?'],
  [
    'a mistyped feature',
    'features.totlValueUsd > 1.0',
    '12:18: unknown feature totlValueUsd; did you mean totalValueUsd?',
  ],
  ['a mistyped finding', 'findings.PRES_NAMED', '12:18: unknown finding PRES_NAMED; did you mean PRESS_NAMED?'],
  ['an unknown signal', 'signals.weather > 1.0', '12:17: unknown signal weather; postern rules fields lists them'],
  [
    'an unknown variable',
    'nothing',
    '12:9: unknown name nothing; a rule knows parcel, features, signals, findings, score',
  ],
  [
    'text against number',
    'parcel.totalGrossWeightG < "a"',
    '12:9: got int < string: they never compare; put texts in quotes and numbers outside',
  ],
  [
    'an int as a double',
    'features.numLines == 1',
    '12:9: got double == int: CEL asks them only with < and >; write 1.0 for 1',
  ],
  ['int plus double', 'features.numLines + 1 > 2.0', '12:9: got double + int: CEL does not mix them; write 1.0 for 1'],
  ['bools in order', 'parcel.aedWaiver < true', '12:9: got bool < bool: yes and no have no order; use == or !='],
  [
    'a number for a result',
    'score',
    '12:9: got double: a condition needs bool; compare it, as in x > 0, or ask has(x)',
  ],
  [
    'a division by zero',
    'parcel.totalGrossWeightG / 0 == 1',
    '12:9: got a division by zero: it is an error on every parcel',
  ],
  [
    'a remainder by zero of constants',
    '5 % (1 - 1) == 1',
    '12:9: got a division by zero: it is an error on every parcel',
  ],
  [
    'a sum beyond 64 bits',
    '9223372036854775807 + 1 == 0',
    '12:9: got integer overflow of constants: it is an error on every parcel; correct the numbers',
  ],
  [
    'a literal beyond 64 bits',
    '9223372036854775808 > 1',
    '12:9: got 9223372036854775808: a whole number has 64 bits; write 9223372036854775808.0 for a double',
  ],
  [
    'a code that is none',
    'parcel.serviceClass == "exprss"',
    '12:9: got "exprss": serviceClass is one of ems, parcel, letter_goods, ecommerce_parcel, letter_docs, mbag, express; did you mean express?',
  ],
  [
    'a country in small letters',
    'parcel.sender.country in ["CN", "hk"]',
    '12:9: got "hk": sender.country is two capital letters (ISO 3166)',
  ],
  [
    'a date that is none',
    'parcel.postingDate >= "2026-02-30"',
    '12:9: got "2026-02-30": postingDate is a calendar date YYYY-MM-DD',
  ],
  [
    'an empty text',
    'parcel.sender.name == ""',
    '12:9: got "": sender.name is absent rather than \'\'; write has(x) or !has(x)',
  ],
  [
    'null',
    'parcel.sender.name == null',
    '12:31: got null: what a parcel does not hold is absent, never null; write has(x) or !has(x)',
  ],
  [
    'an unsigned number',
    'size(parcel.sender.name) == 1u',
    '12:37: got an unsigned number: whole numbers are int; leave the u out',
  ],
  ['bytes', 'b"a" == b"a"', "12:9: got bytes: the record holds texts; write 'x' instead of b'x'"],
  ['a map', '{"a": 1}.a == 1', '12:9: got a map: rules have none; name the cases with ?: or ||'],
  [
    'a timestamp',
    'timestamp("2020-01-01T00:00:00Z") == 1',
    "12:9: unsupported function timestamp: compare dates as texts, as in parcel.postingDate >= '2026-01-01', and instants as epoch milliseconds",
  ],
  [
    'a macro of another kind',
    'parcel.contents.map(c, c.hsCode) == []',
    '12:9: unsupported method map of a list: use exists, all or filter(...).size() on the list itself',
  ],
  [
    'a mistyped method',
    'parcel.sender.name.startWith("a")',
    '12:9: unsupported method startWith; did you mean startsWith?',
  ],
  [
    'texts joined',
    'parcel.sender.name + "a" == "b"',
    '12:9: got string + string: rules do not join texts; compare each text by itself',
  ],
  [
    'an item of an outer list',
    'parcel.contents.exists(c, parcel.events.exists(e, e.code == c.hsCode))',
    '12:69: got c inside another quantifier: the inner list is asked by itself, and c is an item of the outer one, parcel.contents; ask about c outside of it',
  ],
  [
    'an item sought in another list',
    'parcel.contents.exists(c, c.description in parcel.sender.addressLines)',
    '12:35: got an item of one list sought in another: the inner list is asked by itself; compare with [0], [1], ... of parcel.sender.addressLines',
  ],
  [
    'a list without an item',
    'parcel.contents.hsCode == "29"',
    '12:25: got .hsCode of the list parcel.contents: say of which item; parcel.contents.exists(x, ... x.hsCode ...) or parcel.contents[0].hsCode',
  ],
  [
    'an index beyond the list',
    'parcel.contents[256].hsCode == "29"',
    '12:25: got index 256: parcel.contents has at most 256 items; use 0 to 255',
  ],
  [
    'an index that is no constant',
    'parcel.contents[size(parcel.events)].hsCode == "29"',
    '12:25: got an index that is no whole number: only a constant index from 0 is read; use exists for any item',
  ],
  [
    'a taken name',
    'parcel.contents.exists(score, true)',
    '12:32: got the name score, which is taken; choose another, such as x',
  ],
  [
    'has() of a finding',
    'has(findings.PRESS_NAMED)',
    '12:13: got has(findings.PRESS_NAMED): a finding is never absent; write findings.PRESS_NAMED',
  ],
  ['has() of no field', 'has(score)', '12:13: got has() of what is no field: write has(parcel.x.y)'],
  [
    'a list of mixed types',
    'parcel.totalGrossWeightG in [1, 2.5]',
    '12:9: got int in a list with double: all must be of one type; write double(x) around the int',
  ],
  [
    'a list with a field',
    'parcel.sender.name in ["a", parcel.sender.city]',
    '12:37: got an element that is no constant: lists hold literals only; join cases with ||',
  ],
  [
    'a pattern that looks around',
    "parcel.sender.phone.matches('(?=a)')",
    '12:37: got a group of an unsupported kind before character 2 of the pattern; look-around needs back-tracking; patterns have the syntax of RE2',
  ],
  [
    'a pattern that is no literal',
    'parcel.sender.name.matches(parcel.sender.city)',
    '12:36: got a pattern that is no literal: patterns are compiled with the bundle; write it in quotes',
  ],
  ['a fault on a later line', 'score > 1.0 &&\n  parcel.nam == "a"', '13:18: parcel has no field nam; it has'],
];
for (const [what, source, message] of refused) {
  test(`a condition with ${what} is refused at its place, with why and what to do`, () => {
    const refusal = refusalOf(source);
    expect(message.endsWith('it has') ? refusal.slice(0, message.length) : refusal).toBe(message);
  });
}

test('the place of a refusal is in its details', () => {
  expect(() => parse('nothing')).toThrow(
    expect.objectContaining({ details: { file: 'pack.yaml', line: 12, column: 9 } }),
  );
});

test('a source may be as long as the limit and no longer', () => {
  const source = 'score > 1.0';
  expect(parse(source.padEnd(MAX_SOURCE_LENGTH))).toEqual(parse(source));
  expect(refusalOf(source.padEnd(MAX_SOURCE_LENGTH + 1))).toMatch(
    /^12:9: got 16385 characters: at most 16384 are read/,
  );
});

test('nesting and size end in refusals, never in a full stack', () => {
  expect(refusalOf(`${'!'.repeat(100)}true`)).toMatch(/nested deeper than 60: split the rule$/);
  expect(refusalOf(`${'('.repeat(2000)}true${')'.repeat(2000)}`)).toMatch(/split the rule$/);
  expect(refusalOf(`${'-'.repeat(8000)}1 == 1`)).toMatch(/split the rule$/);
  const words = Array.from({ length: 1000 }, (_, i) => i).join(', ');
  const unrolled = `[${words}].exists(w, parcel.totalGrossWeightG + w == w * w)`;
  expect(refusalOf(unrolled)).toContain(`at most ${MAX_CONDITION_NODES} are read; split the rule`);
});

test('hundreds of cases in one chain are read', () => {
  const cases = Array.from({ length: 600 }, (_, i) => `parcel.itemId == "${i}"`).join(' || ');
  expect(parse(cases)).toMatchObject({ kind: 'or', of: { length: 600 } });
});

test('constants are computed and what decides nothing goes', () => {
  const findingOf = (code: string): unknown => ({ kind: 'finding', type: 'bool', code });
  expect(parse('true && findings.PRESS_NAMED')).toEqual(findingOf('PRESS_NAMED'));
  expect(parse('findings.PRESS_NAMED || 2 * 3 == 6')).toEqual({ kind: 'constant', type: 'bool', value: true });
  expect(parse('"AbÉ".lowerAscii() == "abÉ" ? findings.PRESS_NAMED : findings.CAS_LISTED')).toEqual(
    findingOf('PRESS_NAMED'),
  );
  expect(parse('parcel.totalGrossWeightG > 2 * 1000 + -5')).toMatchObject({ right: { type: 'int', value: 1995n } });
  expect(refusalOf('score / 0.0 > 1.0')).toMatch(/^12:9: got a division by 0\.0: /);
  expect(parse('score > 1e308 * 10.0')).toMatchObject({ right: { value: Number.POSITIVE_INFINITY } });
});

test('the table of fields names every variable with its type, and texts for all', () => {
  const fields = languageFields(featureTable);
  const byName = new Map(fields.map((field) => [field.name, field]));
  expect(byName.size).toBe(fields.length);
  expect(byName.get('parcel.sender.country')).toMatchObject({
    type: 'string',
    values: 'two capitals',
    absent: 'never',
  });
  expect(byName.get('parcel.contents[].value.amountMinor')).toMatchObject({ type: 'int' });
  expect(byName.get('parcel.sender.addressLines')).toMatchObject({ type: 'list(string)', values: 'at most 3 items' });
  expect(fields.filter(({ text }) => text === '')).toEqual([]);
  for (const { name, type } of fields) {
    if (name.includes('[]') || type.startsWith('list')) continue;
    expect(parse(type === 'bool' ? name : `${name} == ${name}`)).toBeDefined();
  }
});

test('the lists that conditions may range over are the lists of the record', () => {
  const names: readonly ListName[] = [
    'sender.addressLines',
    'recipient.addressLines',
    'contents',
    'payment.walletAddresses',
    'events',
  ];
  expect([...recordLists.keys()]).toEqual(names);
});
