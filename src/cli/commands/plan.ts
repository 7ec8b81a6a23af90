/** `postern plan`: what facilities can inspect, checked and tried out. */
import { Command } from 'commander';
import { planSchema } from '../../capacity/planSchema.ts';
import { readPlan } from '../planFile.ts';
import { planKeyCommand } from './planKey.ts';
import { planSimulateCommand } from './planSimulate.ts';

export function planCommand(): Command {
  return new Command('plan')
    .addCommand(
      new Command('check')
        .description('Read a plan and say what it comes to, or the first fault with its place')
        .argument('<plan>', 'YAML')
        .action(check),
    )
    .addCommand(
      new Command('schema').description('Print the JSON Schema of plans, for editors').action(() => {
        process.stdout.write(`${JSON.stringify(planSchema, undefined, 2)}\n`);
      }),
    )
    .addCommand(planKeyCommand())
    .addCommand(planSimulateCommand());
}

function check(path: string): void {
  for (const { code, timeZone, shifts, budgets, arrivals } of readPlan(path).facilities) {
    process.stdout.write(`${code}: ${shifts.length} shifts, ${timeZone.name}\n`);
    for (const { lane, shifts: names, actions, items, hard, reserve, random, fill } of budgets) {
      const parts = [
        `${items} items${hard ? ' and never more' : ''}`,
        `${reserve} kept for hard rules`,
        random === 0 ? 'none drawn at random: nothing can be said of what is missed' : `${random} drawn at random`,
        fill ? 'filled by rank' : 'only what is proposed',
      ];
      process.stdout.write(`  ${lane}, ${actions.join(' or ')}, ${names.join(', ')}: ${parts.join('; ')}\n`);
      const told = arrivals.filter((entry) => entry.lane === lane).flatMap((entry) => entry.shifts);
      const untold = names.filter((name) => !told.includes(name));
      if (untold.length > 0) process.stdout.write(`    arrivals learned from earlier shifts: ${untold.join(', ')}\n`);
    }
  }
}
