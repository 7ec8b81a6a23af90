/** `postern score`: scores CSV rows with the model of any supported library, as that library does, to the last bit. */
import { Command, Option } from 'commander';
import type { ScoreOutput } from '../../contract/screener.ts';
import type { VectorExplainer } from '../../core/explainVectors.ts';
import { listed } from '../../model/matchColumns.ts';
import { explainedCells, explainedNames } from '../explainedCells.ts';
import { parseExplainTop } from '../explainTop.ts';
import { openInput } from '../inputFile.ts';
import { importOption, type LoadedModel, loadModel, type ModelChoice } from '../modelFile.ts';
import { readAllModelRows } from '../modelRows.ts';
import { openOutput } from '../outputFile.ts';
import { printable } from '../printable.ts';
import { count, createProgress } from '../progress.ts';
import { numScoresOf, type ScoredBatch, scoreRows } from '../scoreRows.ts';

type Options = ModelChoice & {
  model: string;
  input: string;
  out: string;
  output: ScoreOutput;
  keep?: string[];
  explainTop: string;
  background?: string;
};

export function scoreCommand(): Command {
  return new Command('score')
    .requiredOption('--model <file>', 'model as its library saves it, or a bundle')
    .option('--name <model>', 'model of the bundle; the one that screens unless given')
    .option('--trust <key.pem...>', 'public keys that may have signed the bundle (default: the demonstration key)')
    .option('--import <key=value>', 'what the model file does not say; may be repeated', importOption)
    .requiredOption('--input <file>', 'CSV whose header names the model’s features; - for standard input')
    .option('--out <file>', 'CSV with a column a score, every digit of it', '-')
    .addOption(
      new Option('--output <kind>', 'raw margins, exact to the last bit, or predictions on the label’s scale')
        .choices(['margin', 'prediction'])
        .default('margin'),
    )
    .option('--keep <columns>', 'columns of the input to hand through, comma-separated', (text) => text.split(','))
    .option('--explain-top <n>', 'what moved each margin most: a feature and what it adds, 0 to 20 times', '0')
    .option(
      '--background <file>',
      'CSV of rows to explain by, for models that do not keep their training counts (ONNX)',
    )
    .action(score);
}

async function score({ model: path, input, out, output: kind, keep = [], ...options }: Options): Promise<void> {
  const top = parseExplainTop(options.explainTop);
  const model = loadModel(path, options);
  const { source, numTrees, mostLeaves, maxDepth, featureNames, objective, numOutputs } = model.schema;
  process.stderr.write(
    `${source}, ${count(numTrees)} trees of up to ${count(mostLeaves)} leaves, depth ${maxDepth}, ` +
      `${featureNames.length} features, objective ${printable(objective) || 'not stated'}\n`,
  );
  const explainer = top > 0 ? await openExplainer(model, options.background) : null;
  const numScores = numScoresOf(model, kind);
  const onUnused = (columns: readonly string[]): void => {
    if (columns.length > 0) process.stderr.write(`columns not used: ${printable(listed(columns))}\n`);
  };
  const { chunks } = openInput(input);
  const output = await openOutput(out, input);
  const progress = createProgress(undefined);
  const names = [...scoreNames(kind, numScores), ...explainedNames(numOutputs, top), ...keep];
  // with the first rows, so that a file that is refused prints nothing
  let head = `${names.map(csvCell).join(',')}\n`;
  let numRows = 0;
  try {
    for await (const batch of scoreRows(chunks, model, { output: kind, keep, onUnused })) {
      const explained = (row: Float64Array): string[] =>
        explainer === null ? [] : explainedCells(explainer, row, featureNames, top);
      await output.write(head + linesOf(batch, numScores, explained));
      head = '';
      numRows += batch.kept.length;
      progress.update(numRows, 0);
    }
    if (head !== '') await output.write(head);
    await output.commit();
  } catch (error) {
    output.discard();
    throw error;
  } finally {
    progress.end();
  }
  process.stderr.write(`${count(numRows)} rows scored\n`);
}

/** Tells what all contributions of a row are added to. */
async function openExplainer(model: LoadedModel, background: string | undefined): Promise<VectorExplainer> {
  const sample = background === undefined ? undefined : openInput(background).chunks;
  const explainer = model.explainer(sample && (await readAllModelRows(sample, model.schema)));
  const { bases, source } = explainer;
  process.stderr.write(`contributions to the margin, compared with the ${source}; base ${[...bases].join(', ')}\n`);
  return explainer;
}

/** `score` or `prediction`, with a number from 0 where there are several. */
function scoreNames(kind: ScoreOutput, numScores: number): string[] {
  const name = kind === 'margin' ? 'score' : kind;
  return numScores === 1 ? [name] : Array.from({ length: numScores }, (_, i) => `${name}_${i}`);
}

/** The shortest decimals that read back as the same double. */
function linesOf(
  { scores, kept, vectors: { values, numColumns } }: ScoredBatch,
  numScores: number,
  explained: (row: Float64Array) => string[],
): string {
  let text = '';
  kept.forEach((cells, row) => {
    const numbers = Array.from(scores.subarray(row * numScores, (row + 1) * numScores), String);
    const parts = explained(values.subarray(row * numColumns, (row + 1) * numColumns) as Float64Array);
    text += `${[...numbers, ...[...parts, ...cells].map(csvCell)].join(',')}\n`;
  });
  return text;
}

function csvCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
