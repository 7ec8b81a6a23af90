import { expect, test } from 'vitest';
import { utf8Text } from '../../../src/base/utf8Text.ts';
import { readPack, requirePack } from '../../../src/rules/pack/readPack.ts';
import { MAX_FILE_BYTES } from '../../../src/rules/pack/readYaml.ts';
import { faultsOf, faultsWith, goodPack, parser } from './packs.ts';

test('a pack gives rules with their places, defaults and tests', () => {
  const { pack, faults } = readPack([{ file: 'a.yaml', text: goodPack }], parser);
  expect(faults).toEqual([]);
  const [first, second] = pack.rules;
  expect(first.rule).toMatchObject({
    code: 'FIRST_RULE',
    carrierText: null,
    kind: 'risk',
    action: 'rfs',
    weight: 0,
    hard: false,
    lowers: false,
    validFrom: null,
    validUntil: null,
    owner: 'Tests',
    when: 'findings.CAS_LISTED',
    condition: { kind: 'finding', code: 'CAS_LISTED' },
    place: 'a.yaml:11',
  });
  expect(first.tests.map(({ fires, place }) => [fires, place])).toEqual([
    [true, 'a.yaml:18'],
    [false, 'a.yaml:19'],
  ]);
  expect(first.tests[0].parcel.contents).toEqual([{ description: '437-38-7' }]);
  expect(second.rule).toMatchObject({ action: null, weight: 0.5, place: 'a.yaml:20' });
});

const faulty: readonly (readonly [what: string, part: string, replacement: string, fault: RegExp])[] = [
  [
    'an unknown key',
    'text: A first',
    'txt: A first',
    /^a\.yaml:12:5: rules\[0\]: got the unknown key "txt", expected one of code, text/,
  ],
  [
    'a missing key',
    '    source: made up\n    when: findings',
    '    when: findings',
    /^a\.yaml:11:5: rules\[0\]: source is missing; add it$/,
  ],
  [
    'a code in small letters',
    'FIRST_RULE',
    'first_rule',
    /^a\.yaml:11:11: rules\[0\]\.code: got "first_rule", expected a text that matches/,
  ],
  [
    'an unknown action',
    'action: rfs',
    'action: stop',
    /^a\.yaml:13:13: rules\[0\]\.action: got "stop", expected one of release, rfi, rfa, rfs, hold, dnl$/,
  ],
  [
    'a weight that is a text',
    'weight: 0.5',
    "weight: '0.5'",
    /^a\.yaml:22:13: rules\[1\]\.weight: got "0\.5", expected a number$/,
  ],
  ['a weight beyond all sense', 'weight: 0.5', 'weight: 50', /^a\.yaml:22:13: .* expected a number from -20 to 20$/],
  [
    'a text over 200 bytes',
    'A first rule',
    'ü'.repeat(101),
    /^a\.yaml:12:11: FIRST_RULE: text: got 202 bytes, expected at most 200$/,
  ],
  [
    'a control character',
    'A first rule',
    '"a\\tb"',
    /^a\.yaml:12:11: rules\[0\]\.text: got "a\\tb", expected a text that matches/,
  ],
  [
    'a rule that does nothing',
    '    weight: 0.5\n',
    '',
    /^a\.yaml:20:11: SECOND_RULE: got neither an action nor a weight/,
  ],
  [
    'release without the right',
    'action: rfs',
    'action: release',
    /^a\.yaml:13:13: FIRST_RULE: got action release without lowers: true/,
  ],
  [
    'lowering without an action',
    'weight: 0.5',
    'lowers: true\n    weight: 0.5',
    /^a\.yaml:22:13: SECOND_RULE: got lowers without an action/,
  ],
  [
    'hard and lowering',
    'action: rfs',
    'action: rfs\n    hard: true\n    lowers: true',
    /^a\.yaml:14:11: FIRST_RULE: got both lowers and hard/,
  ],
  ['hard without an action', 'weight: 0.5', 'hard: true\n    weight: 0.5', /SECOND_RULE: got hard without an action/],
  [
    'a day that does not exist',
    'weight: 0.5',
    'weight: 0.5\n    from: 2026-02-30',
    /^a\.yaml:23:11: SECOND_RULE: from: got 2026-02-30, expected a day of the calendar$/,
  ],
  [
    'an end before the start',
    'weight: 0.5',
    'weight: 0.5\n    from: 2026-03-01\n    until: 2026-03-01',
    /^a\.yaml:24:12: SECOND_RULE: got until 2026-03-01, expected a day after from 2026-03-01/,
  ],
  ['no owner', 'owner: Tests\n', '', /^a\.yaml:10:11: FIRST_RULE: got no owner; name one here or for the file\n/],
  [
    'a topic that is not there',
    'covers: [RF01]',
    'covers: [RF02]',
    /^a\.yaml:14:13: FIRST_RULE: covers: got RF02, expected a topic of the catalogue/,
  ],
  [
    'a code that answers use themselves',
    'FIRST_RULE',
    'FURTHER_RULES',
    /^a\.yaml:11:11: FURTHER_RULES: got the code FURTHER_RULES, which answers give to reasons of their own/,
  ],
  [
    'a code twice',
    'SECOND_RULE',
    'FIRST_RULE',
    /^a\.yaml:20:5: got the code FIRST_RULE again, which is that of a\.yaml:11;/,
  ],
  ['an unknown finding', 'findings.CAS_LISTED', 'findings.CAS_LISTD', /^a\.yaml:16:\d+: FIRST_RULE: when: .*CAS_LISTD/],
  [
    'a fault on the second line of a condition',
    'findings.DROP_ADDRESS',
    'features.numLine > 1.0',
    /^a\.yaml:26:18: SECOND_RULE: when: .*numLine/,
  ],
  ['a condition in quotes', 'when: findings.CAS_LISTED', "when: 'findings.CAS_LISTD'", /^a\.yaml:16:21: FIRST_RULE/],
  [
    'a condition that is folded',
    '|-',
    '>-',
    /^a\.yaml:24:11: SECOND_RULE: when: got a condition that is folded over several lines/,
  ],
  ['a condition that is no bool', 'findings.CAS_LISTED', 'score', /^a\.yaml:16:11: FIRST_RULE: when: /],
  [
    'an unknown base parcel',
    'parcel: plain }]\n  - code',
    'parcel: other }]\n  - code',
    /^a\.yaml:19:25: FIRST_RULE: got the parcel other, expected one of plain$/,
  ],
  [
    'a change inside a text',
    'contents.0.description: 437',
    'itemId.first: 437',
    /^a\.yaml:18:38: FIRST_RULE: itemId\.first: itemId is a string and has no parts$/,
  ],
  [
    'a change beyond a list',
    'contents.0.description: 437',
    'contents.3.description: 437',
    /FIRST_RULE: contents\.3\.description: expected a place from 0 to 1 of a list, got 3$/,
  ],
  [
    'a mistyped path of a change',
    'contents.0.description: 437',
    'contents.0.descripton: 437',
    /^a\.yaml:18:40: FIRST_RULE: contents\.0\.descripton: got "descripton", .*; did you mean description\?$/,
  ],
  [
    'a change of a list without a place',
    'contents.0.description: 437',
    'events.code: 437',
    /^a\.yaml:18:40: FIRST_RULE: events\.code: events is a list; name a place in it, as in events\.0$/,
  ],
  [
    'a mistyped key inside a changed value',
    'contents.0.description: 437-38-7',
    'sender: { counry: US }',
    /^a\.yaml:18:\d+: FIRST_RULE: sender\.counry: got "counry", .*; did you mean country\?$/,
  ],
  [
    'a mistyped key of a base parcel',
    'recipient: {',
    'recipent: {',
    /^a\.yaml:8:5: parcels\.plain: recipent: got "recipent", .*; did you mean recipient\?$/,
  ],
  [
    'a mistyped key in a list of a base parcel',
    '{ description: red',
    '{ explanaton: red',
    /^a\.yaml:9:18: parcels\.plain: contents\.0\.explanaton: got "explanaton"/,
  ],
  [
    'an unknown signal',
    'quiet: [{ parcel: plain }]',
    'quiet: [{ parcel: plain, signals: { hearsay: 1 } }]',
    /^a\.yaml:19:43: .*got the unknown key "hearsay"/,
  ],
  ['a base parcel name with a blank', 'plain:', '"a b":', /^a\.yaml:5:3: parcels: got the name "a b"/],
  [
    'rules that are no list',
    'rules:\n',
    'rules: 3\nparcel:\n',
    /^a\.yaml:10:8: rules: got number 3, expected a list\n/,
  ],
];

test.each(faulty)('%s is told with file, line and column', (_, part, replacement, fault) => {
  expect(faultsWith(part, replacement).join('\n')).toMatch(fault);
});

test('all faults of all files are told at once, and requirePack throws them', () => {
  const second = 'rules:\n  - { code: X1, text: x, weight: 1, source: s, when: findings.NOPE }\n';
  const faults = faultsOf(goodPack.replace('rfs', 'stop'), second);
  expect(faults.length).toBe(3);
  expect(() => requirePack([{ file: 'b.yaml', text: second }], parser)).toThrow(/^b\.yaml:2:/);
});

test('base parcels and topics are shared by all files of a pack, and each has one place', () => {
  const rules = goodPack.slice(goodPack.indexOf('rules:'));
  const shared = goodPack.slice(0, goodPack.indexOf('rules:'));
  expect(faultsOf(`owner: Tests\n${rules}`, shared)).toEqual([]);
  expect(faultsOf(goodPack, shared).join('\n')).toMatch(/a1\.yaml:5:3: got parcels\.plain, which another file/);
});

const hostile: readonly (readonly [what: string, text: string, fault: RegExp])[] = [
  ['an empty file', '', /^a\.yaml:1:1: got nothing, expected a map/],
  ['a syntax error', 'rules: [1, 2', /^a\.yaml:1:\d+: not YAML: /],
  ['a key twice', 'owner: a\nowner: b\n', /^a\.yaml:2:1: not YAML: Map keys must be unique/],
  ['an anchor and its alias', 'owner: &a x\ndescription: *a\n', /got the anchor &a; .*\n.*got the alias \*a/],
  ['a tag', 'owner: !!binary aGk=\n', /tag|not YAML/],
  ['a key that is no text', '1: x\n', /^a\.yaml:1:1: got a key that is no text; put it in quotes$/],
  ['a second document', 'owner: a\n---\nowner: b\n', /^a\.yaml:\d:\d: not YAML: .*document/],
  ['flow lists 200,000 deep', '['.repeat(200_000), /nested deeper than 16/],
  ['block lists 100,000 deep', '- '.repeat(100_000), /nested deeper than 16/],
  ['maps 17 deep', Array.from({ length: 18 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'), /nested deeper than 16/],
  [
    'a file over its limit',
    `# ${'x'.repeat(MAX_FILE_BYTES)}`,
    /^a\.yaml:1:1: got \d+ bytes, expected at most 1048576; split/,
  ],
];

test.each(hostile)('%s is refused and nothing breaks', (_, text, fault) => {
  expect(faultsOf(text).join('\n')).toMatch(fault);
});

test('a file that is not UTF-8 is a fault of its own', () => {
  const latin = Buffer.from(goodPack.replace('red shoes', 'caf\u00e9'), 'latin1');
  expect(readPack([{ file: 'a.yaml', text: utf8Text(latin) }], parser).faults).toEqual([
    { file: 'a.yaml', line: 1, column: 1, message: 'the file is not UTF-8; save it as UTF-8' },
  ]);
});

test('a fault hides no other: good rules beside one of a bad form are read, and codes are compared before conditions', () => {
  const faults = faultsOf(
    goodPack.replace('action: rfs', 'action: stop').replace('findings.DROP_ADDRESS', 'findings.DROP_ADRESS'),
  ).join('\n');
  expect(faults).toMatch(/got "stop"/);
  expect(faults).toMatch(/SECOND_RULE: when: .*DROP_ADRESS/);
  const twice = faultsOf(goodPack.replace('SECOND_RULE', 'FIRST_RULE').replace('CAS_LISTED', 'CAS_LISTD')).join('\n');
  expect(twice).toMatch(/got the code FIRST_RULE again/);
  expect(twice).toMatch(/CAS_LISTD/);
  expect(faultsOf('rules:\n\t- a: 1\n\t- b: 2\n').join('\n')).toMatch(
    /^a\.yaml:2:1: not YAML: got a tab .*blanks[^\n]*$/,
  );
});

test('a bomb of aliases is refused before it grows', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 10; i++)
    lines.push(`a${i}: &a${i} [${Array.from({ length: 9 }, () => `*a${i - 1}`).join(', ')}]`);
  const started = performance.now();
  expect(faultsOf(lines.join('\n')).length).toBeGreaterThan(90);
  expect(performance.now() - started).toBeLessThan(2000);
});

test('a pack cut anywhere is read without a throw', () => {
  for (let end = 0; end < goodPack.length; end += 7) {
    expect(() => faultsOf(goodPack.slice(0, end))).not.toThrow();
  }
});
