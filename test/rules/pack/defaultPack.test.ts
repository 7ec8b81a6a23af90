import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openWorkbench, readWorkbenchBundle, requirePackAt } from '../../../src/cli/ruleWorkbench.ts';
import { createJudge, type Judged } from '../../../src/engine/rulePacks/judge.ts';
import { measureCoverage } from '../../../src/engine/rulePacks/coverage.ts';
import { openPackEngine } from '../../../src/engine/rulePacks/packEngine.ts';
import { type RuleTestResult, runRuleTests } from '../../../src/engine/rulePacks/runRuleTests.ts';
import type { Pack } from '../../../src/rules/pack/pack.ts';
import { requirePack } from '../../../src/rules/pack/readPack.ts';
import { readRuleFiles } from '../../../src/engine/bundle/readRuleFiles.ts';
import { noFacts } from '../../../src/rules/reference/facts.ts';
import { evaluateRules } from '../../../src/rules/reference/evaluateRules.ts';
import { writeExpression } from '../../../src/rules/pack/writeExpression.ts';
import type { Expression } from '../../../src/rules/expression.ts';
import { childrenOf } from '../../../src/rules/walkExpression.ts';
import { simulateMail } from '../../../src/simulate/mail.ts';
import { parse } from 'yaml';
import { parser } from './packs.ts';

const folder = fileURLToPath(new URL('../../../bundles/default', import.meta.url));
const pack = requirePackAt(folder);
const rules = pack.rules.map(({ rule }) => rule);
const workbench = openWorkbench(folder, undefined);
const judge = createJudge(workbench);

/** Of the pack's tests, through an engine that screens with its rules. */
async function testResults(tried: Pack): Promise<RuleTestResult[]> {
  const host = openPackEngine(readWorkbenchBundle(undefined), workbench.reference, rules);
  try {
    return await runRuleTests(tried, judge, host);
  } finally {
    await host.close();
  }
}
const NUM_RED_FLAGS = 34;

test('every red flag has a rule, and what rules cannot say of it is written down', () => {
  const names = Array.from({ length: NUM_RED_FLAGS }, (_, i) => `RF${String(i + 1).padStart(2, '0')}`);
  expect(pack.catalogue.map(({ name }) => name)).toEqual(names);
  const covered = new Set(pack.rules.flatMap(({ covers }) => covers));
  expect(names.filter((name) => !covered.has(name))).toEqual([]);
});

test('every rule has tests, and all of them pass in the engine and by the reference', async () => {
  expect(pack.rules.filter(({ tests }) => tests.length < 2).map(({ rule }) => rule.code)).toEqual([]);
  const results = await testResults(pack);
  expect(
    results.flatMap(({ test: { place, rule }, fault }) => (fault === null ? [] : [`${place} ${rule} ${fault}`])),
  ).toEqual([]);
});

test('a test that expects the opposite fails, whatever the rule', async () => {
  const turned = pack.rules.map((entry) => ({
    ...entry,
    tests: entry.tests.map((each) => ({ ...each, fires: !each.fires })),
  }));
  const results = await testResults({ ...pack, rules: turned });
  expect(results.filter(({ fault }) => fault === null)).toEqual([]);
});

test('the pack holds a precursor by its CAS number and a press without an import document, and asks for a sender', () => {
  const actionsOf = (...codes: string[]): (string | null)[] => {
    const { hits } = evaluateRules(rules, { ...noFacts, finding: (code) => codes.includes(code) });
    return hits.map((rule) => rules[rule].action).filter((action) => action !== null);
  };
  expect(actionsOf('CAS_LISTED', 'CAS_NUMBER')).toEqual(['hold']);
  expect(actionsOf('PRESS_NAMED')).toEqual(['hold']);
  expect(actionsOf('PRESS_NAMED', 'PERMIT_GIVEN')).toEqual([]);
  expect(actionsOf('PRESS_NAMED', 'PERMIT_GIVEN', 'RECIPIENT_RESIDENCE')).toEqual(['hold']);
  expect(actionsOf('SENDER_NAME_MISSING', 'SENDER_ADDRESS_MISSING')).toEqual(['rfi']);
});

test('what asks a carrier says what it asks', () => {
  const asking = rules.filter(({ action }) => action === 'rfi' || action === 'rfa');
  expect(asking.length).toBeGreaterThan(5);
  expect(asking.filter(({ carrierText }) => carrierText === null).map(({ code }) => code)).toEqual([]);
});

const readsSignal = (expression: Expression): boolean =>
  expression.kind === 'signal' || childrenOf(expression).some(readsSignal);

test('a rule that reads signals says that it needs them', () => {
  const reading = pack.rules.filter(({ rule }) => readsSignal(rule.condition));
  expect(reading.length).toBeGreaterThan(20);
  expect(reading.filter(({ needs }) => needs === null).map(({ rule }) => rule.code)).toEqual([]);
});

test('no rule hits or fails on the base parcels', () => {
  const text = readRuleFiles(folder).find(({ file }) => file.endsWith('parcels.yaml'))?.text ?? '';
  const { parcels } = parse(text) as { parcels: Record<string, unknown> };
  expect(Object.keys(parcels).length).toBeGreaterThan(2);
  for (const [name, parcel] of Object.entries(parcels)) {
    const judged: Judged = judge.facts(Buffer.from(JSON.stringify(parcel)));
    if ('fault' in judged) throw new Error(`${name}: ${JSON.stringify(judged.fault)}`);
    const { hits, failures } = evaluateRules(rules, judged.facts);
    expect([name, hits.map((rule) => rules[rule].code), failures]).toEqual([name, [], []]);
  }
});

test('ordinary synthetic mail is rarely raised, and no rule fails on it', () => {
  const rows: Uint8Array[] = [];
  for (const { ndjson, labels } of simulateMail({ parcels: 6_000, seed: 5 })) {
    const lines = ndjson.toString('utf8').trimEnd().split('\n');
    lines.forEach((line, row) => {
      if (!labels[row].illicit) rows.push(Buffer.from(line));
    });
  }
  const coverage = measureCoverage(rules, judge, rows);
  expect(coverage.rules.reduce((sum, { errors }) => sum + errors, 0)).toBe(0);
  expect(coverage.raised / coverage.parcels).toBeLessThan(0.006);
  expect(coverage.asked / coverage.parcels).toBeLessThan(0.015);
  // the count of alone and together is one of pairs: what hits alone shares no pair
  coverage.rules.forEach(({ hits, alone }) => expect(alone).toBeLessThanOrEqual(hits));
});

test('conditions written again are the conditions that were read', () => {
  for (const rule of rules) {
    expect(parser.parse(writeExpression(rule.condition), { file: rule.code, line: 1, column: 1 })).toEqual(
      rule.condition,
    );
  }
});

test('a pack whose rules are in no bundle is read alone', () => {
  const [file] = readRuleFiles(`${folder}/rules/parcels.yaml`);
  expect(requirePack([file], parser).rules).toEqual([]);
});
