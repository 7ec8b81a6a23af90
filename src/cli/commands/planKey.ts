/** `postern plan key`: the key of the random share. Its commitment is published before a period, the key after it. */
import { readFileSync, writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { commitmentOf, newKeyText, parseKey } from '../../capacity/draw.ts';
import { verifyDraws } from '../../capacity/verifyDraws.ts';
import { PosternError } from '../../contract/errors.ts';
import { readKey } from '../planFile.ts';

export function planKeyCommand(): Command {
  return new Command('key')
    .description('The secret key of a facility’s random share')
    .addCommand(
      new Command('new')
        .description('Make a key, and print the commitment to publish before the period')
        .argument('<file>', 'where the key goes; it must not leave the facility before the period is over')
        .action(makeKey),
    )
    .addCommand(
      new Command('verify')
        .description('Recompute the draws of a finished period from its published key')
        .argument('<file>', 'the published key')
        .requiredOption('--decisions <file>', 'NDJSON that: postern screen --plan wrote')
        .option('--commitment <hex>', 'what was published before the period')
        .addHelpText('after', '\nExit codes: 0 all is as it should be, 1 failure, 2 a draw or the commitment is not.')
        .action(verify),
    );
}

function makeKey(path: string): void {
  const text = newKeyText();
  try {
    // never over another key: draws of its period could not be verified any more
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new PosternError('REQUEST_INVALID', `${path} is there already; keys are never overwritten`);
  }
  process.stdout.write(`commitment ${commitmentOf(parseKey(text))}\n`);
}

function verify(path: string, flags: { decisions: string; commitment?: string }): void {
  const key = readKey(path);
  const commitment = commitmentOf(key);
  const isCommitted = flags.commitment === undefined || flags.commitment.toLowerCase() === commitment;
  process.stdout.write(`commitment ${commitment}${isCommitted ? '' : `, published was ${flags.commitment}`}\n`);
  const lines = readFileSync(flags.decisions, 'utf8').split('\n');
  const { open, drawn, wrong } = verifyDraws(key, lines);
  process.stdout.write(`${open} parcels were open to the draw, ${drawn} of them drawn\n`);
  for (const { line, itemId, was, should } of wrong.slice(0, 20)) {
    process.stdout.write(`line ${line}: ${itemId} was ${was}, should have been ${should}\n`);
  }
  process.stdout.write(
    wrong.length === 0 ? 'every draw follows from the key\n' : `${wrong.length} draws do not follow\n`,
  );
  if (!isCommitted || wrong.length > 0) process.exitCode = 2;
}
