/** Rows of a CSV, matched to a model's features by the header and scored as f64, a batch at a time. */
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { PosternError } from '../contract/errors.ts';
import { createStandaloneScorer } from '../core/standaloneScorer.ts';
import type { Forest } from '../model/forest.ts';
import { lowerForest } from '../model/lower/lowerForest.ts';

export type ScoredBatch = {
  /** Raw margins, one a row. */
  readonly margins: Float64Array;
  /** The kept columns of the same rows, as text. */
  readonly kept: readonly (readonly string[])[];
};

const BATCH_ROWS = 2048;

/**
 * @param chunks A CSV with a header. Columns that are neither features nor kept are ignored.
 * @param keep Columns to hand through.
 * @throws FEATURES_MISMATCH when a feature has no column, REQUEST_INVALID for a cell that is neither empty nor a number.
 */
export async function* scoreRows(
  chunks: AsyncIterable<Uint8Array>,
  forest: Forest,
  keep: readonly string[],
): AsyncGenerator<ScoredBatch> {
  const scoreInto = loadScorer(forest);
  const numColumns = forest.featureNames.length;
  const values = new Float64Array(BATCH_ROWS * numColumns);
  let kept: string[][] = [];
  let numRows = 0;
  const flush = (): ScoredBatch => {
    const margins = new Float64Array(kept.length);
    scoreInto(values.subarray(0, kept.length * numColumns), margins);
    const batch = { margins, kept };
    kept = [];
    return batch;
  };

  let places: { features: readonly number[]; keep: readonly number[] } | undefined;
  for await (const record of recordsOf(chunks)) {
    if (places === undefined) {
      places = {
        features: featurePlaces(record, forest.featureNames),
        keep: keep.map((name) => placeOf(record, name)),
      };
      continue;
    }
    const first = kept.length * numColumns;
    const { features } = places;
    for (let i = 0; i < numColumns; i++) {
      const value = numberOf(record[features[i]]);
      if (value === undefined) throw notANumber(numRows, forest.featureNames[i], record[features[i]]);
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

function loadScorer(forest: Forest): (values: Float64Array, margins: Float64Array) => void {
  const scorer = createStandaloneScorer(lowerForest(forest));
  const numColumns = forest.featureNames.length;
  return (values, margins) => scorer.scoreInto({ values, numRows: margins.length, numColumns, order: 'row' }, margins);
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

/** LightGBM writes the names of features with underscores for spaces. */
function featurePlaces(header: readonly string[], names: readonly string[]): number[] {
  const underscored = header.map((name) => name.replaceAll(/\s/g, '_'));
  const places = names.map((name) => {
    const exact = header.indexOf(name);
    return exact >= 0 ? exact : underscored.indexOf(name);
  });
  const missing = names.filter((_, i) => places[i] < 0);
  if (missing.length === 0) return places;
  throw new PosternError(
    'FEATURES_MISMATCH',
    `The rows lack ${missing.length} of the model's ${names.length} features: ${missing.slice(0, 8).join(', ')}` +
      `${missing.length > 8 ? ', ...' : ''}. Name the columns as in training`,
    { details: { missing } },
  );
}

function placeOf(header: readonly string[], name: string): number {
  const place = header.indexOf(name);
  if (place >= 0) return place;
  throw new PosternError('REQUEST_INVALID', `The rows have no column "${name}" to keep`);
}

/** Empty and `nan` are missing; undefined when the text is no number. */
function numberOf(text: string): number | undefined {
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
