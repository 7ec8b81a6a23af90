#!/usr/bin/env node
/** The command line: one command a file, listed in commands.ts. */
import { Command } from 'commander';
import { commands } from './commands.ts';
import { describeError } from './describeError.ts';
import { readVersion } from './version.ts';

const program: Command = new Command('postern')
  .description('Screens parcels: trees, rules and lists in one pass, with reasons.')
  .version(readVersion(), '--version', 'print the version');

// `help NAME` names a command too
const called = process.argv.slice(2).find((word) => word !== 'help');
for (const { name, description, load } of commands) {
  const command = name === called ? await load() : new Command(name);
  program.addCommand(command.description(description));
}

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
