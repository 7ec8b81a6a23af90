/** `postern simulate`: synthetic mail as NDJSON; the truth about it goes to a file of its own. */
import { Command, InvalidArgumentError, Option } from 'commander';
import { labelsHeader, labelsToCsv } from '../../simulate/labels.ts';
import { simulateMail } from '../../simulate/mail.ts';
import { type SimulateOptions, simulateDefaults } from '../../simulate/options.ts';
import { openOutput, type Output } from '../outputFile.ts';

const endings: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM'];

type Flags = Required<SimulateOptions> & { out: string; labels?: string };

export function simulateCommand(): Command {
  return new Command('simulate')
    .requiredOption('--parcels <count>', 'how many', toNumber)
    .option('--seed <integer>', 'seed of everything random', toNumber, simulateDefaults.seed)
    .option('--base-rate <share>', 'share that holds contraband: 0.001 or 1/16000', toShare, simulateDefaults.baseRate)
    .option('--start <date>', 'first day, YYYY-MM-DD', simulateDefaults.start)
    .option('--days <count>', 'days over which the parcels are spread', toNumber, simulateDefaults.days)
    .option('--express-share <share>', 'share of express shipments', toShare, simulateDefaults.expressShare)
    .option('--labels <file>', 'CSV of truth and outcomes, one line a parcel; never part of a record')
    .option('--out <file>', 'where the mail goes', '-')
    .addOption(new Option('--format <format>', 'format of the mail').choices(['ndjson']).default('ndjson'))
    .action(simulate);
}

async function simulate({ out, labels: labelsPath, ...options }: Flags): Promise<void> {
  const mail = simulateMail(options);
  // options out of range are refused before a file is touched
  let chunk = mail.next();
  const output = await openOutput(out);
  const labelsOutput: Output | null = labelsPath === undefined ? null : await openOutput(labelsPath);
  const discard = (): void => {
    output.discard();
    labelsOutput?.discard();
  };
  // the handler of the file that was opened first ends the process: both must be gone by then
  for (const signal of endings) process.prependOnceListener(signal, discard);
  try {
    await labelsOutput?.write(labelsHeader);
    for (; !chunk.done; chunk = mail.next()) {
      await output.write(chunk.value.ndjson);
      await labelsOutput?.write(labelsToCsv(chunk.value.labels));
    }
    await output.commit();
    await labelsOutput?.commit();
  } catch (error) {
    discard();
    throw error;
  } finally {
    for (const signal of endings) process.off(signal, discard);
  }
}

function toNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || Number.isNaN(value)) throw new InvalidArgumentError('Expected a number.');
  return value;
}

/** A decimal, or a fraction such as 1/16000. */
function toShare(text: string): number {
  const [top = '', bottom] = text.split('/');
  return bottom === undefined ? toNumber(top) : toNumber(top) / toNumber(bottom);
}
