/** `postern watchlist frequencies`: how common the words of names are in a facility's own mail. */
import { Command } from 'commander';
import { partyTiles } from '../../engine/partyStream.ts';
import { PartyWords } from '../../watchlist/frequencies/countWords.ts';
import { frequencyLines } from '../../watchlist/frequencies/frequencyFile.ts';
import { inputFormat, openInput } from '../inputFile.ts';
import { openOutput } from '../outputFile.ts';
import { count, createProgress } from '../progress.ts';

type Options = { input: string; from?: string; out: string; least: string };

export function watchlistFrequenciesCommand(): Command {
  return new Command('frequencies')
    .description('Count the words of senders’ and recipients’ names, so that names which many bear weigh less')
    .requiredOption('--input <file>', 'parcels; - for standard input')
    .option('--from <format>', 'ndjson, json, msgpack or csv (default: by file name, else ndjson)')
    .option('--out <file>', 'CSV of word and count', '-')
    .option('--least <n>', 'words met less often are left out', '3')
    .action(frequencies);
}

async function frequencies({ input, from, out, least }: Options): Promise<void> {
  const leastCount = Number(least);
  if (!Number.isInteger(leastCount) || leastCount < 1)
    throw new RangeError(`expected --least of 1 or more, got ${least}`);
  const { chunks, totalBytes } = openInput(input);
  const words = new PartyWords();
  const output = await openOutput(out, input);
  const progress = createProgress(totalBytes);
  let [numRows, numFlagged] = [0, 0];
  try {
    for await (const tile of partyTiles(chunks, inputFormat(input, from))) {
      for (const { name, business, addressLine, city, postcode } of tile.parties) {
        const place = `${addressLine}\n${city}\n${postcode}`;
        words.add(name, place);
        words.add(business, place);
      }
      numRows += tile.numRows;
      numFlagged += tile.numFlagged;
      progress.update(numRows, 0);
    }
    for (const line of frequencyLines(words.counts, words.numWords, leastCount)) await output.write(line);
    await output.commit();
  } catch (error) {
    output.discard();
    throw error;
  } finally {
    progress.end();
  }
  process.stderr.write(
    `${count(words.numWords)} words of ${count(words.numParties)} parties in ${count(numRows)} parcels, ` +
      `${count(numFlagged)} of them unreadable; ${count(words.numLetGo)} rare words let go to stay in memory\n`,
  );
}
