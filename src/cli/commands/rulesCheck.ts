/** `postern rules check`: form, types and meaning of a pack, each fault with file, line and column. */
import { Command } from 'commander';
import { PosternError } from '../../contract/errors.ts';
import { rulePlaces } from '../../core/rulePlaces.ts';
import { type PackFault, faultText } from '../../rules/pack/fault.ts';
import type { Pack, PackRule } from '../../rules/pack/pack.ts';
import { compileRules } from '../../rules/compileRules.ts';
import type { Expression } from '../../rules/expression.ts';
import { numNodes } from '../../rules/walkExpression.ts';
import { colours as pc } from '../colours.ts';
import { unreadEntries } from '../../engine/bundle/readRuleFiles.ts';
import { PACK_ARGUMENT, readPackAt } from '../ruleWorkbench.ts';
import { textTable } from '../textTable.ts';

export function rulesCheckCommand(): Command {
  return new Command('check')
    .description('Check syntax, types and meaning of a pack, and show what its rules do')
    .argument('<pack>', PACK_ARGUMENT)
    .option('--json', 'print rules, faults and warnings as JSON')
    .addHelpText('after', '\nExit codes: 0 no fault, 2 faults, 1 failure. Warnings are no faults.')
    .action(check);
}

function check(path: string, { json }: { json?: true }): void {
  const { pack, faults: ofFiles } = readPackAt(path);
  const faults = [...ofFiles, ...faultsOfCompiler(pack)];
  if (faults.length > 0) process.exitCode = 2;
  const warnings = [...unread(path), ...(faults.length > 0 ? [] : empty(path, pack)), ...warningsOf(pack)];
  process.stdout.write(json ? asJson(pack, faults, warnings) : asText(pack, faults, warnings));
}

/** What building a bundle would refuse. */
function faultsOfCompiler({ rules }: Pack): PackFault[] {
  if (rules.length === 0) return [];
  try {
    compileRules(
      rules.map(({ rule }) => rule),
      rulePlaces,
    );
    return [];
  } catch (error) {
    if (!(error instanceof PosternError) || error.code !== 'BUNDLE_INVALID') throw error;
    const { place = '' } = error.details as { place?: string };
    const [, file = place, line = '1'] = /^(.*):(\d+)$/.exec(place) ?? [];
    return [{ file, line: Number(line), column: 1, message: error.message.slice(place.length).trim() }];
  }
}

/** Rules without tests that are named; a pack in the making may have thousands. */
export const MOST_UNTESTED = 20;

function unread(path: string): string[] {
  return unreadEntries(path).map(
    (entry) => `${entry}: not read; a pack is the .yaml and .yml files of one folder, without its subfolders`,
  );
}

function empty(path: string, { rules }: Pack): string[] {
  return rules.length > 0 ? [] : [`${path}: the pack has no rules; add some under rules`];
}

/** What is allowed and worth a look. */
function warningsOf({ rules, catalogue }: Pack): string[] {
  const covered = new Set(rules.flatMap(({ covers }) => covers));
  const untested = rules.filter(({ tests }) => tests.length === 0);
  const more = untested.length - MOST_UNTESTED;
  return [
    ...untested
      .slice(0, MOST_UNTESTED)
      .map(({ rule }) => `${rule.place}: ${rule.code} has no tests; add parcels that it must and must not hit`),
    ...(more > 0 ? [`and ${more} more rules have no tests`] : []),
    ...rules.flatMap(({ rule }) => {
      const value = constantOf(rule.condition);
      if (value === undefined) return [];
      const does = value ? 'it hits every parcel' : 'it never hits';
      return [`${rule.place}: ${rule.code}: the condition reads nothing of a parcel, ${does}; correct it`];
    }),
    ...catalogue
      .filter(({ name, limits }) => !covered.has(name) && limits === null)
      .map(({ name }) => `catalogue: no rule covers ${name}, and no limits say why`),
  ];
}

/** What a condition comes to on every parcel; constants stand beside other parts only where a validity was added. */
function constantOf(condition: Expression): boolean | undefined {
  const parts = condition.kind === 'and' ? condition.of : [condition];
  const constant = parts.find(({ kind }) => kind === 'constant');
  return constant?.kind === 'constant' ? constant.value === true : undefined;
}

function asText({ rules, catalogue }: Pack, faults: readonly PackFault[], warnings: readonly string[]): string {
  const rows = rules.map((entry) => rowOf(entry));
  const table = textTable(
    [
      { title: 'rule', align: 'left' },
      { title: 'does', align: 'left' },
      { title: 'kind', align: 'left' },
      { title: 'valid', align: 'left' },
      { title: 'tests', align: 'right' },
      { title: 'parts', align: 'right' },
      { title: 'runs in', align: 'left' },
      { title: 'needs', align: 'left' },
    ],
    rows,
  );
  const numTests = rules.reduce((sum, { tests }) => sum + tests.length, 0);
  const topics = catalogue.length > 0 ? `, ${catalogue.length} topics` : '';
  return [
    ...(rules.length > 0 ? table : []),
    '',
    ...warnings.map((warning) => `${pc.yellow('warning')} ${warning}`),
    ...faults.map((fault) => `${pc.red('fault')} ${faultText(fault)}`),
    `${rules.length} rules without fault, ${numTests} tests${topics}; ${faults.length} faults, ${warnings.length} warnings`,
    '',
  ].join('\n');
}

function rowOf({ rule, tests, needs }: PackRule): string[] {
  const { code, kind, validFrom, validUntil, condition } = rule;
  const valid = validFrom === null && validUntil === null ? 'always' : `${validFrom ?? ''} to ${validUntil ?? ''}`;
  // whatever the parser takes, the core runs
  return [
    code,
    doesText(rule),
    kind,
    valid,
    String(tests.length),
    String(numNodes(condition)),
    'core',
    needs === null ? '' : 'yes',
  ];
}

/** What a hit does, in few words. */
export function doesText({ action, weight, hard, lowers }: PackRule['rule']): string {
  const raised = action === null ? [] : [`${lowers ? 'at most ' : ''}${action}${hard ? ', hard' : ''}`];
  const weighed = weight === 0 ? [] : [`${weight > 0 ? '+' : ''}${weight}`];
  return [...raised, ...weighed].join(' ');
}

function asJson({ rules, catalogue }: Pack, faults: readonly PackFault[], warnings: readonly string[]): string {
  const listed = rules.map(({ rule, covers, needs, tests }) => {
    const { condition, ...told } = rule;
    return { ...told, covers, needs, numTests: tests.length, numParts: numNodes(condition), runsIn: 'core' };
  });
  return `${JSON.stringify({ rules: listed, catalogue, faults, warnings }, undefined, 2)}\n`;
}
