/** Rows of a CSV, matched to a model's features by the header and scored as f64, a batch at a time. */
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { PosternError } from '../contract/errors.ts';
import type { ScoreOutput } from '../contract/screener.ts';
import { createStandaloneScorer } from '../core/standaloneScorer.ts';
import { type TextCodes, textCodesOf } from '../model/encodeRows.ts';
import { matchColumns } from '../model/matchColumns.ts';
import { numPredictionsOf, predictionsOf } from '../model/predict.ts';
import type { LoadedModel } from './modelFile.ts';

export type ScoredBatch = {
  /** [row][output], as many numbers a row as `numScoresOf` says. */
  readonly scores: Float64Array;
  /** The kept columns of the same rows, as text. */
  readonly kept: readonly (readonly string[])[];
};

export type ScoreRowsOptions = {
  readonly output: ScoreOutput;
  /** Columns to hand through. */
  readonly keep: readonly string[];
  /** Told once of the columns that are neither features nor kept: they are ignored. */
  readonly onUnused?: (columns: readonly string[]) => void;
};

const BATCH_ROWS = 2048;

/** Numbers a row. */
export function numScoresOf({ schema }: LoadedModel, output: ScoreOutput): number {
  return output === 'margin' ? schema.numOutputs : numPredictionsOf(schema);
}

/**
 * @param chunks A CSV with a header. Texts of categories are read as the model file spells them.
 * @throws FEATURES_MISMATCH when a feature has no column, REQUEST_INVALID for a cell that is neither empty nor a number
 *         in a column of numbers, MODEL_UNSUPPORTED for predictions where only margins are known.
 */
export async function* scoreRows(
  chunks: AsyncIterable<Uint8Array>,
  model: LoadedModel,
  { output, keep, onUnused }: ScoreRowsOptions,
): AsyncGenerator<ScoredBatch> {
  const { featureNames } = model.schema;
  const score = loadScorer(model, output);
  const codes = textCodesOf(model.schema);
  const numColumns = featureNames.length;
  const values = new Float64Array(BATCH_ROWS * numColumns);
  let kept: string[][] = [];
  let numRows = 0;
  const flush = (): ScoredBatch => {
    const batch = { scores: score(values.subarray(0, kept.length * numColumns), kept.length), kept };
    kept = [];
    return batch;
  };

  let places: { features: readonly number[]; keep: readonly number[] } | undefined;
  for await (const record of recordsOf(chunks)) {
    if (places === undefined) {
      const matched = matchColumns(record, featureNames);
      places = { features: matched.places, keep: keep.map((name) => placeOf(record, name)) };
      onUnused?.(matched.unused.filter((name) => !keep.includes(name)));
      continue;
    }
    const first = kept.length * numColumns;
    const { features } = places;
    for (let i = 0; i < numColumns; i++) {
      const value = numberOf(record[features[i]], codes[i]);
      if (value === undefined) throw notANumber(numRows, featureNames[i], record[features[i]]);
      values[first + i] = value;
    }
    kept.push(places.keep.map((place) => record[place]));
    numRows++;
    if (kept.length === BATCH_ROWS) yield flush();
  }
  if (places === undefined)
    throw new PosternError('REQUEST_INVALID', 'Expected a CSV with a header, got an empty file');
  if (kept.length > 0) yield flush();
}

function loadScorer(
  { schema, lowered }: LoadedModel,
  output: ScoreOutput,
): (values: Float64Array, numRows: number) => Float64Array {
  const scorer = createStandaloneScorer(lowered);
  const numColumns = schema.featureNames.length;
  return (values, numRows) => {
    const margins = new Float64Array(numRows * schema.numOutputs);
    scorer.scoreInto({ values, numRows, numColumns, order: 'row' }, margins);
    return output === 'margin' ? margins : predictionsOf(schema, margins);
  };
}

async function* recordsOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<readonly string[]> {
  const parser = parse({ bom: true, skip_empty_lines: true });
  // what fails on the way in arrives below, through the parser
  pipeline(chunks, parser).catch(() => undefined);
  try {
    for await (const record of parser) yield record as string[];
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && String(cause.code).startsWith('CSV_')) {
      throw new PosternError('REQUEST_INVALID', `The rows are not CSV: ${cause.message}`, { cause });
    }
    throw cause;
  }
}

function placeOf(header: readonly string[], name: string): number {
  const place = header.indexOf(name);
  if (place >= 0) return place;
  throw new PosternError('REQUEST_INVALID', `The rows have no column "${name}" to keep`);
}

/**
 * Empty is missing, unless the model lists the empty text, and so is `nan` among numbers; undefined when a text is no
 * number and should be one.
 */
function numberOf(text: string, codes: TextCodes): number | undefined {
  if (codes !== null) return text === '' && !codes.lists(text) ? Number.NaN : codes.codeOf(text);
  const word = text.trim();
  if (word === '') return Number.NaN;
  const value = Number(word);
  if (!Number.isNaN(value)) return value;
  switch (word.toLowerCase()) {
    case 'nan':
      return Number.NaN;
    case 'inf':
    case '+inf':
      return Infinity;
    case '-inf':
      return -Infinity;
    default:
      return undefined;
  }
}

function notANumber(row: number, column: string, text: string): PosternError {
  return new PosternError(
    'REQUEST_INVALID',
    `Row ${row + 1}: expected a number or nothing in "${column}", got text of ${text.length} characters`,
  );
}
