/** `postern rules`: check, test, explain and measure rule packs; what a condition may read. */
import { Command } from 'commander';
import { rulesCheckCommand } from './rulesCheck.ts';
import { rulesCoverageCommand } from './rulesCoverage.ts';
import { rulesExplainCommand } from './rulesExplain.ts';
import { rulesFieldsCommand, rulesSchemaCommand } from './rulesFields.ts';
import { rulesTestCommand } from './rulesTest.ts';

export function rulesCommand(): Command {
  return new Command('rules')
    .addCommand(rulesCheckCommand())
    .addCommand(rulesTestCommand())
    .addCommand(rulesExplainCommand())
    .addCommand(rulesCoverageCommand())
    .addCommand(rulesFieldsCommand())
    .addCommand(rulesSchemaCommand())
    .addHelpText('after', '\nExit codes: 0 good, 2 faults or failing tests were told, 1 the command itself failed.');
}
