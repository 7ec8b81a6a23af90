#!/usr/bin/env node
/** The command line: one command a file. */
import { Command } from 'commander';
import { bundleCommand } from './commands/bundle.ts';
import { calibrateCommand } from './commands/calibrate.ts';
import { demoCommand } from './commands/demo.ts';
import { evaluateCommand } from './commands/evaluate.ts';
import { explainCommand } from './commands/explain.ts';
import { featuresCommand } from './commands/features.ts';
import { logCommand } from './commands/log.ts';
import { modelCommand } from './commands/model.ts';
import { planCommand } from './commands/plan.ts';
import { replayCommand } from './commands/replay.ts';
import { rulesCommand } from './commands/rules.ts';
import { scoreCommand } from './commands/score.ts';
import { screenCommand } from './commands/screen.ts';
import { serveCommand } from './commands/serve.ts';
import { simulateCommand } from './commands/simulate.ts';
import { describeError } from './describeError.ts';
import { readVersion } from './version.ts';

const program: Command = new Command('postern')
  .description('Screens parcels: trees, rules and lists in one pass, with reasons.')
  .version(readVersion(), '--version', 'print the version')
  .addCommand(screenCommand())
  .addCommand(explainCommand())
  .addCommand(serveCommand())
  .addCommand(simulateCommand())
  .addCommand(featuresCommand())
  .addCommand(scoreCommand())
  .addCommand(modelCommand())
  .addCommand(evaluateCommand())
  .addCommand(calibrateCommand())
  .addCommand(bundleCommand())
  .addCommand(rulesCommand())
  .addCommand(logCommand())
  .addCommand(planCommand())
  .addCommand(replayCommand())
  .addCommand(demoCommand());

// a reader that has seen enough (head, less) is not an error
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await program.parseAsync();
} catch (error) {
  process.stderr.write(`postern: ${describeError(error)}\n`);
  process.exitCode = 1;
}
