import { readdirSync, readFileSync } from 'node:fs';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { parse, stringify } from 'yaml';
import { schemaText } from '../../../src/cli/commands/rulesFields.ts';
import { checkNode } from '../../../src/rules/pack/checkNode.ts';
import { packSchema } from '../../../src/rules/pack/packSchema.ts';
import { readYaml } from '../../../src/rules/pack/readYaml.ts';
import { type Random, seededRandom } from '../../oracle/random.ts';
import { goodPack } from './packs.ts';

const bundles = new URL('../../../bundles/', import.meta.url);
const NUM_MUTANTS = 1200;

test('the published schema is the one that packs are held against', () => {
  expect(readFileSync(new URL('rule-pack.schema.json', bundles), 'utf8')).toBe(schemaText());
});

test('every file of the default pack names the schema for editors', () => {
  const folder = new URL('default/rules/', bundles);
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  expect(files.length).toBeGreaterThan(4);
  for (const name of files) {
    const [first] = readFileSync(new URL(name, folder), 'utf8').split('\n');
    expect(first).toBe('# yaml-language-server: $schema=../../rule-pack.schema.json');
  }
});

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
const JUNK: readonly Json[] = [
  null,
  true,
  0,
  -1,
  1.5,
  99,
  '',
  'x',
  'RF01',
  'hold',
  'a\u0007b',
  [],
  {},
  [{}],
  { x: 1 },
  '2026-01-01',
];

/** A copy with one value somewhere replaced, taken away or added. */
function mutated(value: Json, random: Random): Json {
  if (typeof value !== 'object' || value === null || random.chance(0.1)) return random.pick(JUNK);
  if (Array.isArray(value)) {
    if (value.length === 0 || random.chance(0.1)) return [...value, random.pick(JUNK)];
    const at = random.below(value.length);
    return value.map((item, i) => (i === at ? mutated(item, random) : item));
  }
  const keys = Object.keys(value);
  if (keys.length === 0 || random.chance(0.1))
    return { ...value, [random.pick(['x', 'X1', 'code', 'weight'])]: random.pick(JUNK) };
  const key = random.pick(keys);
  if (random.chance(0.2)) return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key));
  return { ...value, [key]: mutated(value[key], random) };
}

test('the check of nodes accepts what a validator of the schema accepts, on mutated packs', () => {
  const random = seededRandom(404);
  const good = parse(goodPack) as Json;
  const verdicts = { good: 0, bad: 0 };
  const different: unknown[] = [];
  for (let i = 0; i < NUM_MUTANTS; i++) {
    const value = mutated(random.chance(0.3) ? mutated(good, random) : good, random);
    const { yaml, faults } = readYaml('a.yaml', stringify(value, { aliasDuplicateObjects: false }));
    expect(faults).toEqual([]);
    const accepted = checkNode(yaml, yaml.root, packSchema).length === 0;
    if (accepted !== Value.Check(packSchema, value)) different.push(value);
    verdicts[accepted ? 'good' : 'bad']++;
  }
  expect(different).toEqual([]);
  expect(verdicts.good).toBeGreaterThan(40);
  expect(verdicts.bad).toBeGreaterThan(400);
});
