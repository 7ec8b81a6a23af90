/** `postern rules test`: the tests that a pack's rules carry, through the engine. */
import { Command } from 'commander';
import { createJudge } from '../../engine/rulePacks/judge.ts';
import { openPackEngine } from '../../engine/rulePacks/packEngine.ts';
import { type RuleTestResult, runRuleTests } from '../../engine/rulePacks/runRuleTests.ts';
import type { Pack } from '../../rules/pack/pack.ts';
import { colours as pc } from '../colours.ts';
import { MOST_UNTESTED } from './rulesCheck.ts';
import { openWorkbench, PACK_ARGUMENT, readWorkbenchBundle, requirePackAt } from '../ruleWorkbench.ts';

type Options = { bundle?: string; json?: true };

export function rulesTestCommand(): Command {
  return new Command('test')
    .description('Run the tests of a pack: parcels that its rules must and must not hit')
    .argument('<pack>', PACK_ARGUMENT)
    .option('--bundle <file>', 'bundle whose model and tables are used (default: the shipped one)')
    .option('--json', 'print the results as JSON')
    .addHelpText('after', '\nExit codes: 0 all pass, 2 some fail, 1 failure (the pack has faults, too).')
    .action(test);
}

async function test(path: string, options: Options): Promise<void> {
  const pack = requirePackAt(path);
  const workbench = openWorkbench(path, options.bundle);
  const rules = pack.rules.map(({ rule }) => rule);
  const host = openPackEngine(readWorkbenchBundle(options.bundle), workbench.reference, rules);
  try {
    const results = await runRuleTests(pack, createJudge(workbench), host);
    if (results.some(({ fault }) => fault !== null)) process.exitCode = 2;
    process.stdout.write(options.json ? asJson(results) : asText(pack, results));
  } finally {
    await host.close();
  }
}

function asText({ rules }: Pack, results: readonly RuleTestResult[]): string {
  const failed = results.filter(({ fault }) => fault !== null);
  const ranIn = (where: RuleTestResult['ranIn']): number => results.filter((result) => result.ranIn === where).length;
  const untested = rules.filter(({ tests }) => tests.length === 0).map(({ rule }) => rule.code);
  const lines = failed.map(
    ({ test: { place, rule, why }, fault }) => `${pc.red('fails')} ${place}: ${rule}, ${why}: ${fault}`,
  );
  if (untested.length > 0) {
    const more = untested.length > MOST_UNTESTED ? ` and ${untested.length - MOST_UNTESTED} more` : '';
    lines.push(`${pc.yellow('without tests')}: ${untested.slice(0, MOST_UNTESTED).join(', ')}${more}`);
  }
  const passed = results.length - failed.length;
  lines.push(
    [
      `${passed} of ${results.length} tests pass, of ${rules.length} rules`,
      `; ${ranIn('engine')} ran through the engine and the reference`,
      `, ${ranIn('reference')} with signals through the reference`,
      ranIn('nowhere') === 0 ? '' : `, ${ranIn('nowhere')} could not be judged`,
    ].join(''),
  );
  return `${lines.join('\n')}\n`;
}

function asJson(results: readonly RuleTestResult[]): string {
  const listed = results.map(({ test: { rule, fires, place, why }, fault, ranIn }) => ({
    rule,
    fires,
    place,
    why,
    ranIn,
    fault,
  }));
  return `${JSON.stringify(listed, undefined, 2)}\n`;
}
