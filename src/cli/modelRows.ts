/** Rows of a CSV, matched to a model's features by the header, as vectors of f64, a batch at a time. */
import { pipeline } from 'node:stream/promises';
import { parse } from 'csv-parse';
import { PosternError } from '../contract/errors.ts';
import type { Vectors } from '../contract/screener.ts';
import { type TextCodes, textCodesOf } from '../model/encodeRows.ts';
import { matchColumns } from '../model/matchColumns.ts';
import type { ModelSchema } from '../model/modelSchema.ts';

export type RowBatch = {
  /** Row-major; the next batch overwrites them. */
  readonly vectors: Vectors;
  /** The kept columns of the same rows, as text. */
  readonly kept: readonly (readonly string[])[];
};

export type ReadOptions = {
  /** Columns to hand through. */
  readonly keep?: readonly string[];
  /** Told once of the columns that are neither features nor kept: they are ignored. */
  readonly onUnused?: (columns: readonly string[]) => void;
};

const BATCH_ROWS = 2048;

/**
 * @param chunks A CSV with a header. Texts of categories are read as the model file spells them.
 * @throws FEATURES_MISMATCH when a feature has no column, REQUEST_INVALID for what is no such CSV, and for a cell that is
 *         neither empty nor a number in a column of numbers.
 */
export async function* readModelRows(
  chunks: AsyncIterable<Uint8Array>,
  schema: Pick<ModelSchema, 'featureNames' | 'categories'>,
  { keep = [], onUnused }: ReadOptions = {},
): AsyncGenerator<RowBatch> {
  const { featureNames } = schema;
  const codes = textCodesOf(schema);
  const numColumns = featureNames.length;
  const values = new Float64Array(BATCH_ROWS * numColumns);
  let kept: string[][] = [];
  let numRows = 0;
  const flush = (): RowBatch => {
    const filled = values.subarray(0, kept.length * numColumns);
    const batch = { vectors: { values: filled, numRows: kept.length, numColumns, order: 'row' } as const, kept };
    kept = [];
    return batch;
  };

  let places: { features: readonly number[]; keep: readonly number[] } | undefined;
  for await (const record of recordsOf(chunks)) {
    if (places === undefined) {
      requireCommas(record);
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

/** All rows at once. @throws as `readModelRows`, and REQUEST_INVALID when there are none */
export async function readAllModelRows(chunks: AsyncIterable<Uint8Array>, schema: ModelSchema): Promise<Vectors> {
  const parts: Float64Array[] = [];
  for await (const { vectors } of readModelRows(chunks, schema)) parts.push(Float64Array.from(vectors.values));
  const numValues = parts.reduce((sum, { length }) => sum + length, 0);
  if (numValues === 0) throw new PosternError('REQUEST_INVALID', 'Expected rows below the header, got none');
  const values = new Float64Array(numValues);
  let at = 0;
  for (const part of parts) {
    values.set(part, at);
    at += part.length;
  }
  const numColumns = schema.featureNames.length;
  return { values, numRows: numValues / numColumns, numColumns, order: 'row' };
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

const SEPARATORS: readonly [separator: string, name: string][] = [
  [';', 'semicolons'],
  ['\t', 'tabs'],
  ['|', 'bars'],
];

function requireCommas(header: readonly string[]): void {
  const other = header.length === 1 && SEPARATORS.find(([separator]) => header[0].includes(separator));
  if (!other) return;
  const fault = `Expected cells separated by commas, got a header of one cell with ${other[1]}`;
  throw new PosternError('REQUEST_INVALID', `${fault}: save the rows with commas`);
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
