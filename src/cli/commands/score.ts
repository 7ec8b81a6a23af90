/** `postern score`: raw margins of CSV rows with any supported model, equal to its own library's to the last bit. */
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { describeForest } from '../../model/describeForest.ts';
import { importLightgbm } from '../../model/lightgbm/importLightgbm.ts';
import { openInput } from '../inputFile.ts';
import { openOutput } from '../outputFile.ts';
import { count, createProgress } from '../progress.ts';
import { type ScoredBatch, scoreRows } from '../scoreRows.ts';

type Options = { model: string; input: string; out: string; keep: string[] };

export function scoreCommand(): Command {
  return new Command('score')
    .description('Score rows of a CSV with a LightGBM text model')
    .requiredOption('--model <file>', 'model as Booster.save_model writes it')
    .requiredOption('--input <file>', 'CSV whose header names the model’s features; - for standard input')
    .option('--out <file>', 'CSV with a column "score": the raw margin, every digit of it', '-')
    .option('--keep <columns>', 'columns of the input to hand through, comma-separated', (text) => text.split(','), [])
    .action(score);
}

async function score({ model, input, out, keep }: Options): Promise<void> {
  const forest = importLightgbm(readFileSync(model));
  const { numTrees, mostLeaves, maxDepth, featureNames, objective } = describeForest(forest);
  process.stderr.write(
    `${count(numTrees)} trees of up to ${mostLeaves} leaves, depth ${maxDepth}, ` +
      `${featureNames.length} features, objective ${objective || 'not stated'}\n`,
  );
  const { chunks } = openInput(input);
  const output = await openOutput(out);
  const progress = createProgress(undefined);
  let numRows = 0;
  try {
    await output.write(`${['score', ...keep].map(csvCell).join(',')}\n`);
    for await (const batch of scoreRows(chunks, forest, keep)) {
      await output.write(linesOf(batch));
      numRows += batch.margins.length;
      progress.update(numRows, 0);
    }
    await output.commit();
  } catch (error) {
    output.discard();
    throw error;
  } finally {
    progress.end();
  }
  process.stderr.write(`${count(numRows)} rows scored\n`);
}

/** The shortest decimals that read back as the same double. */
function linesOf({ margins, kept }: ScoredBatch): string {
  let text = '';
  margins.forEach((margin, row) => {
    text += `${[String(margin), ...kept[row].map(csvCell)].join(',')}\n`;
  });
  return text;
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
