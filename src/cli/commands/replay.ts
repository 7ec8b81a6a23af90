/** `postern replay`: screen the same bytes again and compare, byte for byte, with the decisions that were recorded. */
import { Command } from 'commander';
import { inputFormat, openInput, parseFormat } from '../inputFile.ts';
import { count } from '../progress.ts';
import { openScreener, type ScreenerOptions, withScreenerOptions } from '../screener.ts';

type Options = ScreenerOptions & { from?: string; to?: string };

const NEWLINE = 10;

export function replayCommand(): Command {
  const command = new Command('replay')
    .argument('<input>', 'the parcels, as they were screened')
    .argument('<decisions>', 'the recorded answers')
    .option('--from <format>', 'format of the parcels (default: by file name)')
    .option('--to <format>', 'format of the decisions (default: by file name)')
    .addHelpText('after', '\nExit codes: 0 identical, 3 different, 1 failure.');
  return withScreenerOptions(command).action(replay);
}

async function replay(inputPath: string, decisionsPath: string, options: Options): Promise<void> {
  const from = inputFormat(inputPath, options.from);
  const to = options.to ? parseFormat(options.to) : inputFormat(decisionsPath, undefined);
  const screener = openScreener(options);
  try {
    const answers = screener.screenStream(openInput(inputPath).chunks, { from, to });
    const { differsAt, numBytes, line } = await compare(answers, openInput(decisionsPath).chunks);
    const { hash } = await screener.bundle();
    if (differsAt === undefined) {
      process.stdout.write(`identical: ${count(numBytes)} bytes of decisions, bundle ${hash}\n`);
      return;
    }
    process.stdout.write(`different from byte ${count(differsAt)} (line ${count(line)}) on, bundle ${hash}\n`);
    process.exitCode = 3;
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
