/** `postern replay`: screen the same bytes again and compare, byte for byte, with the decisions that were recorded. */
import { Command } from 'commander';
import { PosternError } from '../../contract/errors.ts';
import { inputFormat, openInput, parseFormat } from '../inputFile.ts';
import { count, createProgress } from '../progress.ts';
import { keyFolderOf, requireLog } from '../logOptions.ts';
import { readHardCodes, readKey } from '../planFile.ts';
import { replayAgainst } from '../replaying/againstBundle.ts';
import { againstReport } from '../replaying/againstReport.ts';
import { type Replay, replayLog } from '../replaying/replayLog.ts';
import { openScreener, redactsOf, type ScreenerOptions, withScreenerOptions } from '../screener.ts';

type Options = ScreenerOptions & {
  from?: string;
  to?: string;
  log?: string;
  logKeys?: string;
  planKey?: string;
  against?: string;
};

const NEWLINE = 10;
const EXIT_DIFFERENT = 3;
/** Nothing differs, but not every decision was made again. */
const EXIT_INCOMPLETE = 4;

export function replayCommand(): Command {
  const command = new Command('replay')
    .description('Prove that recorded decisions come out again from the same parcels and bundle')
    .argument('[input]', 'the parcels, as they were screened')
    .argument('[decisions]', 'the recorded answers')
    .option('--from <format>', 'format of the parcels (default: by file name)')
    .option('--to <format>', 'format of the decisions (default: by file name)')
    .option('--log <folder>', 'replay this decision log instead, as far as its rows were kept')
    .option('--log-keys <folder>', 'where its day keys are (default: keys in the folder of the log)')
    .option('--against <bundle>', 'with --log: report what this bundle would change, by action, reason and lane')
    .option('--plan-key <file>', 'with --log, where a plan drew a random share: the key it was drawn with')
    .addHelpText(
      'after',
      '\nExit codes: 0 all identical, 3 different, 4 with --log: nothing different, but not all of it could be replayed,' +
        '\n1 failure; with --against 0 whatever would change.',
    );
  return withScreenerOptions(command).action(replay);
}

async function replay(input: string | undefined, decisions: string | undefined, options: Options): Promise<void> {
  if (options.log !== undefined && input === undefined) return replayFromLog(options.log, options);
  if (options.log === undefined && input !== undefined && decisions !== undefined) {
    return replayFiles(input, decisions, options);
  }
  throw new PosternError('REQUEST_INVALID', 'expected a file of parcels and one of decisions, or --log and no file');
}

async function replayFromLog(folder: string, options: Options): Promise<void> {
  requireLog(folder);
  if (options.against !== undefined) return compareWith(options.against, folder, options);
  const forCarriers = redactsOf(options.bundle) !== undefined;
  const screening: ScreenerOptions = forCarriers ? { ...options, tier: 'carrier' } : options;
  const progress = createProgress(undefined);
  const started = performance.now();
  const found = await replayLog({
    folder,
    keyFolder: keyFolderOf(folder, { ...(options.logKeys && { keys: options.logKeys }) }),
    open: (settings) => openScreener(screening, settings),
    forCarriers,
    planKey: options.planKey === undefined ? undefined : readKey(options.planKey),
    hardCodes: readHardCodes(options.bundle),
    onRow: (numRows) => progress.update(numRows, 0),
  }).finally(progress.end);
  process.stdout.write(describe(found, (performance.now() - started) / 1000));
  if (found.different + found.selections.different > 0) process.exitCode = EXIT_DIFFERENT;
  else if (!isComplete(found)) process.exitCode = EXIT_INCOMPLETE;
}

async function compareWith(bundle: string, folder: string, options: Options): Promise<void> {
  if (options.bundle !== undefined) {
    throw new PosternError('REQUEST_INVALID', '--against names the bundle to compare with the log: leave --bundle out');
  }
  if (redactsOf(bundle) !== undefined) {
    const fault = '--against compares what officers read, the bundle is one for carriers';
    throw new PosternError('REQUEST_INVALID', `${fault}: use the bundle it was made of`);
  }
  const progress = createProgress(undefined);
  const started = performance.now();
  const found = await replayAgainst({
    folder,
    keyFolder: keyFolderOf(folder, { ...(options.logKeys && { keys: options.logKeys }) }),
    open: (settings) => openScreener({ ...options, bundle }, settings),
    planKey: options.planKey === undefined ? undefined : readKey(options.planKey),
    hardCodes: readHardCodes(bundle),
    onRow: (numRows) => progress.update(numRows, 0),
  }).finally(progress.end);
  process.stdout.write(againstReport(found, (performance.now() - started) / 1000));
}

function isComplete({ identical, lost, otherBundle, notKept, selections }: Replay): boolean {
  return identical > 0 && lost + otherBundle + notKept + selections.leftAlone === 0;
}

function describe(found: Replay, seconds: number): string {
  const { identical, different, differing, lost, otherBundle, notKept, selections } = found;
  const replayed = identical + different + lost;
  if (replayed + otherBundle + notKept === 0) return 'nothing to replay: the folder holds no decisions\n';
  const lines = [
    ...(replayed === 0 ? ['nothing replayed'] : isComplete(found) ? [] : ['not all replayed']),
    `${count(identical)} decisions identical, ${count(different)} different`,
    `  ${count(replayed)} replayed in ${seconds.toFixed(2)} s, ${count(replayed / seconds)} a second`,
  ];
  if (differing.length > 0) {
    const more = different + selections.different > differing.length ? ' ...' : '';
    lines.push(`  different from entry ${differing.join(', ')}${more}`);
  }
  if (selections.identical + selections.different > 0) {
    lines.push(`  selectors: ${count(selections.identical)} identical, ${count(selections.different)} different`);
  }
  if (selections.leftAlone > 0)
    lines.push(`  selectors: ${count(selections.leftAlone)} not run again, rows before them are missing`);
  if (lost > 0) lines.push(`  ${count(lost)} had no decision to replay (ROW_LOST)`);
  if (otherBundle > 0) lines.push(`  ${count(otherBundle)} were made by another bundle: replay them with that one`);
  if (notKept > 0) lines.push(`  ${count(notKept)} whose rows were not kept, or are erased`);
  return `${lines.join('\n')}\n`;
}

async function replayFiles(inputPath: string, decisionsPath: string, options: Options): Promise<void> {
  const from = inputFormat(inputPath, options.from);
  const to = options.to ? parseFormat(options.to) : inputFormat(decisionsPath, undefined);
  const screener = openScreener(redactsOf(options.bundle) === undefined ? options : { ...options, tier: 'carrier' });
  try {
    const answers = screener.screenStream(openInput(inputPath).chunks, { from, to });
    const { differsAt, numBytes, line } = await compare(answers, openInput(decisionsPath).chunks);
    const { hash } = await screener.bundle();
    if (differsAt === undefined) {
      process.stdout.write(`identical: ${count(numBytes)} bytes of decisions, bundle ${hash}\n`);
      return;
    }
    process.stdout.write(`different from byte ${count(differsAt)} (line ${count(line)}) on, bundle ${hash}\n`);
    process.exitCode = EXIT_DIFFERENT;
  } finally {
    await screener.close();
  }
}

type Comparison = { differsAt: number | undefined; numBytes: number; line: number };

async function compare(fresh: AsyncIterable<Uint8Array>, recorded: AsyncIterable<Uint8Array>): Promise<Comparison> {
  const old = recorded[Symbol.asyncIterator]();
  let pending: Uint8Array = new Uint8Array(0);
  let numBytes = 0;
  let line = 1;
  const next = async (): Promise<boolean> => {
    while (pending.length === 0) {
      const read = await old.next();
      if (read.done) return false;
      pending = read.value;
    }
    return true;
  };
  for await (const chunk of fresh) {
    let rest = chunk;
    while (rest.length > 0) {
      const more = await next();
      const common = Math.min(rest.length, pending.length);
      for (let i = 0; i < common; i++) {
        if (rest[i] !== pending[i]) return { differsAt: numBytes + i, numBytes, line };
        if (rest[i] === NEWLINE) line += 1;
      }
      if (!more) return { differsAt: numBytes, numBytes, line };
      numBytes += common;
      rest = rest.subarray(common);
      pending = pending.subarray(common);
    }
  }
  return { differsAt: (await next()) ? numBytes : undefined, numBytes, line };
}
