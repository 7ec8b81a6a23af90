/** The rule stage at its borders: no rules, all rules, a full tile, long lists, flagged rows, tables that were changed. */
import { expect, test } from 'vitest';
import { rulePlaces } from '../../src/core/rulePlaces.ts';
import { TILE_EVENTS, TILE_LINES, TILE_ROWS, TILE_WALLETS } from '../../src/core/tile.ts';
import type { Build } from '../../src/core/wasm.ts';
import { recordLayout } from '../../src/core/recordLayout.ts';
import { compileConditions, ConditionRefused } from '../../src/rules/compile/compileConditions.ts';
import * as layout from '../../src/rules/compile/tableLayout.ts';
import { featureTable } from '../../src/features/table.ts';
import type { Expression } from '../../src/rules/expression.ts';
import { createConditionParser } from '../../src/rules/parseCondition.ts';
import { evaluateRules } from '../../src/rules/reference/evaluateRules.ts';
import { parcelFacts, type ParcelFactsSource } from '../../src/rules/reference/parcelFacts.ts';
import { MAX_RULES } from '../../src/rules/rule.ts';
import { createRuleTile, type RuleTile } from '../oracle/ruleTile.ts';
import { seededRandom } from '../oracle/random.ts';
import { randomFacts } from './randomFacts.ts';

const builds: readonly Build[] = ['simd', 'scalar'];
const parser = createConditionParser(featureTable.map((feature) => feature.name));
const parse = (source: string): Expression => parser.parse(source, { file: 'test', line: 1, column: 1 });
const parcelsOf = (count: number, seed = 9): ParcelFactsSource[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => ({ ...randomFacts(random), signals: {} }));
};

function expectAsReference(
  tile: RuleTile,
  conditions: readonly Expression[],
  facts: readonly ParcelFactsSource[],
): void {
  tile.lay(conditions);
  tile.load(facts);
  tile.match();
  const rules = conditions.map((condition) => ({ condition }));
  facts.forEach((each, row) => {
    const { hits, failures } = evaluateRules(rules, parcelFacts(each));
    expect(tile.outcomeOf(row)).toEqual({ hits, failures: failures.map(({ rule }) => rule) });
  });
}

test('what the compiler believes of tiles and rows is so', () => {
  expect(layout.domainCapacity).toEqual([TILE_ROWS, TILE_LINES, TILE_WALLETS, TILE_EVENTS]);
  expect(layout.SCRATCH_DOMAINS - layout.SCRATCH_ABSENT_ROW).toBeGreaterThanOrEqual(recordLayout.row.bytes);
});

test('the same conditions give the same bytes', () => {
  const conditions = ["parcel.sender.country == 'CN'", 'parcel.contents.exists(c, c.quantity > 2)'].map(parse);
  const compiled = (): Uint8Array => compileConditions(conditions, rulePlaces, []);
  expect(Buffer.compare(compiled(), compiled())).toBe(0);
});

test('a condition nested too deeply is refused by its number and why', () => {
  let deeper: Expression = parse('has(parcel.flight)');
  for (let i = 0; i < 300; i++) {
    const test = parse('score > 1.0');
    deeper = { kind: 'if', type: 'bool', test, whenTrue: deeper, whenFalse: test };
  }
  expect(() => compileConditions([parse('true'), deeper], rulePlaces, [])).toThrow(ConditionRefused);
});

for (const build of builds) {
  test(`the ${build} core takes no rules, and as many as there may be, each hitting every row`, () => {
    const tile = createRuleTile(build);
    const facts = parcelsOf(256);
    expectAsReference(tile, [], facts);
    const all = (condition: Expression): Expression[] => Array.from({ length: MAX_RULES }, () => condition);
    tile.lay(all(parse('true')));
    tile.match();
    for (const row of [0, 127, 255]) {
      const { hits, failures } = tile.outcomeOf(row);
      expect(hits).toHaveLength(MAX_RULES);
      expect(hits.every((rule, i) => rule === i)).toBe(true);
      expect(failures).toEqual([]);
    }
    tile.lay(all(parse('1 / (parcel.contents.filter(c, false).size()) > 0')));
    tile.match();
    expect(tile.outcomeOf(255).failures).toHaveLength(MAX_RULES);
  });

  test(`the ${build} core takes lists of as many items as a parcel may have`, () => {
    const tile = createRuleTile(build);
    const line = (i: number): object => ({ description: i === 255 ? 'Tablet PRESS' : 'shirts', quantity: i });
    const contents = Array.from({ length: 256 }, (_, i) => line(i));
    const facts = parcelsOf(8).map((each, i) => ({
      ...each,
      parcel: { ...each.parcel, contents: i % 2 === 0 ? contents : each.parcel.contents },
    })) as ParcelFactsSource[];
    const sources = [
      "parcel.contents.exists(c, has(c.description) && c.description.lowerAscii().contains('press'))",
      'parcel.contents.all(c, c.quantity >= 0)',
      "parcel.contents.exists_one(c, c.description.startsWith('Tablet'))",
      'parcel.contents.filter(c, c.quantity > 100).size() > 50',
      'parcel.contents[255].quantity == 255',
      'size(parcel.contents) == 256 && parcel.contents.exists(c, c.quantity > size(parcel.events))',
    ];
    expectAsReference(tile, sources.map(parse), facts);
  });

  test(`the ${build} core asks nothing of a row that has a status, whatever lies in it`, () => {
    const tile = createRuleTile(build);
    const facts = parcelsOf(70, 3);
    const sources = [
      "parcel.itemId != 'x'",
      'score < 1e30',
      '!has(parcel.flight)',
      'parcel.contents.all(c, has(c.unit))',
    ];
    const conditions = sources.map(parse);
    tile.lay(conditions);
    tile.load(facts);
    const flagged = [0, 7, 64, 69];
    const { harness } = tile;
    for (const row of flagged) {
      const at = harness.word('rows') + row * recordLayout.row.bytes;
      harness.bytes.fill(0xee, at, at + recordLayout.row.bytes);
    }
    tile.match();
    const rules = conditions.map((condition) => ({ condition }));
    facts.forEach((each, row) => {
      if (flagged.includes(row)) {
        expect(tile.outcomeOf(row)).toEqual({ hits: [], failures: [] });
        return;
      }
      const { hits, failures } = evaluateRules(rules, parcelFacts(each));
      expect(tile.outcomeOf(row)).toEqual({ hits, failures: failures.map(({ rule }) => rule) });
    });
  });
}
