/** `postern rules check`: form, types and meaning of a pack, each fault with file, line and column. */
import { Command } from 'commander';
import { type PackFault, faultText } from '../../rules/pack/fault.ts';
import type { Pack, PackRule } from '../../rules/pack/pack.ts';
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
  const { pack, faults } = readPackAt(path);
  if (faults.length > 0) process.exitCode = 2;
  const warnings = [...unread(path), ...(faults.length > 0 ? [] : empty(path, pack)), ...warningsOf(pack)];
  process.stdout.write(json ? asJson(pack, faults, warnings) : asText(pack, faults, warnings));
}

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
  return [
    ...rules
      .filter(({ tests }) => tests.length === 0)
      .map(({ rule }) => `${rule.place}: ${rule.code} has no tests; add parcels that it must and must not hit`),
    ...catalogue
      .filter(({ name, limits }) => !covered.has(name) && limits === null)
      .map(({ name }) => `catalogue: no rule covers ${name}, and no limits say why`),
  ];
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
