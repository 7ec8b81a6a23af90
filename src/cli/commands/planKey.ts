/** `postern plan key`: the key of the random share. Its commitment is published before a period, the key after it. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { commitmentOf, newKeyText, parseKey } from '../../capacity/draw.ts';
import type { SequenceFault } from '../../capacity/sequenceCheck.ts';
import { verifyDraws } from '../../capacity/verifyDraws.ts';
import { readKey } from '../planFile.ts';
import { printable } from '../printable.ts';
import { writeNewKey } from '../writeNewKey.ts';

const SHOWN = 20;
/** What nobody can tell from the decisions alone. */
const NOT_PROVED =
  'Not proved: that rows before the first or after the last are not left out, nor that what is said to be chosen by rule or rank was; a decision log and its replay show that.';

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
        .addHelpText(
          'after',
          `\n${NOT_PROVED}\nExit codes: 0 all is as it should be, 1 failure, 2 something is not, or there is nothing to verify.`,
        )
        .action(verify),
    );
}

function makeKey(path: string): void {
  const text = newKeyText();
  // never over another key: draws of its period could not be verified any more
  writeNewKey(path, text);
  process.stdout.write(`commitment ${commitmentOf(parseKey(text))}\n`);
}

function verify(path: string, flags: { decisions: string; commitment?: string }): void {
  const key = readKey(path);
  const commitment = commitmentOf(key);
  const isCommitted = flags.commitment === undefined || flags.commitment.toLowerCase() === commitment;
  process.stdout.write(`commitment ${commitment}${isCommitted ? '' : `, published was ${flags.commitment}`}\n`);
  const lines = readFileSync(flags.decisions, 'utf8').split('\n');
  const { open, drawn, withoutChance, wrong, sequence } = verifyDraws(key, lines);
  const none = withoutChance === 0 ? '' : `; ${withoutChance} had no chance`;
  process.stdout.write(`${open} parcels were open to the draw, ${drawn} of them drawn${none}\n`);
  for (const { line, itemId, was, should } of wrong.slice(0, SHOWN)) {
    process.stdout.write(`line ${line}: ${printable(itemId)} was ${was}, should have been ${should}\n`);
  }
  for (const fault of sequence.slice(0, SHOWN)) process.stdout.write(`${printable(describe(fault))}\n`);
  const hasNothing = open === withoutChance;
  process.stdout.write(`${verdictOf(hasNothing, wrong.length, sequence.length)}\n${NOT_PROVED}\n`);
  if (!isCommitted || hasNothing || wrong.length + sequence.length > 0) process.exitCode = 2;
}

function verdictOf(hasNothing: boolean, numWrong: number, numFaults: number): string {
  if (numWrong + numFaults > 0) {
    const parts = [
      ...(numWrong === 0 ? [] : [`${numWrong} draws do not follow`]),
      ...(numFaults === 0 ? [] : [`${numFaults} places where rows are missing or doubled`]),
    ];
    return parts.join('; ');
  }
  return hasNothing ? 'nothing to verify: no parcel had a chance to be drawn' : 'every draw follows from the key';
}

function describe({ kind, facility, shift, from, to, line }: SequenceFault): string {
  if (kind === 'twice') return `line ${line}: ${facility}, ${shift}: sequence ${from} stands twice`;
  const range = from === to ? `${from} is` : `${from} to ${to} are`;
  return `line ${line}: ${facility}, ${shift}: sequence ${range} missing before it`;
}
