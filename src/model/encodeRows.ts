/** Rows as people hold them, numbers and texts, to the vectors that a model scores. */
import { PosternError } from '../contract/errors.ts';
import type { Rows, Vectors } from '../contract/screener.ts';
import type { Categories } from './forest.ts';
import { matchColumns, refuseUnused } from './matchColumns.ts';
import type { ModelSchema } from './modelSchema.ts';

type Columns = Pick<ModelSchema, 'featureNames' | 'categories'>;

/** The numbers that stand for the texts of one feature; null where a feature takes numbers. */
export type TextCodes = {
  /** A text that is not listed has the code of the unknown. */
  codeOf(text: string): number;
  lists(text: string): boolean;
} | null;

/** Texts are compared as the model file spells them. */
export function textCodesOf({ categories }: Columns): TextCodes[] {
  return categories.map((each) => each && lookupOf(each));
}

function lookupOf({ texts, unknown }: Categories): TextCodes {
  const codes = new Map(texts.map((text, code) => [text, code]));
  return { codeOf: (text) => codes.get(text) ?? unknown, lists: (text) => codes.has(text) };
}

/** What JSON cannot say as a number. */
const WORDS: Readonly<Record<string, number>> = { NaN: Number.NaN, Infinity, '-Infinity': -Infinity };

/**
 * @param columns Names of the rows' columns; the model's features in their order when absent.
 * @returns f64 rows. Null is missing; a number for a feature of texts counts as its decimal text.
 * @throws FEATURES_MISMATCH, SHAPE_MISMATCH, REQUEST_INVALID naming the place.
 */
export function encodeRows(given: Rows, model: Columns): Vectors {
  requireRows(given);
  const { columns, rows } = given;
  const { featureNames } = model;
  const numColumns = featureNames.length;
  const codes = textCodesOf(model);
  const places = columns === undefined ? undefined : placesOf(columns, featureNames);
  const width = columns?.length ?? numColumns;
  // before room is made: rows without values cost a sender nothing
  rows.forEach((row: unknown, r) => requireWidth(row, r, width));
  const values = new Float64Array(rows.length * numColumns);
  rows.forEach((row, r) => {
    for (let feature = 0; feature < numColumns; feature++) {
      const column = places === undefined ? feature : places[feature];
      const value = numberOf(row[column], codes[feature]);
      if (value === undefined) throw wrongType(r, column, row[column], codes[feature]);
      values[r * numColumns + feature] = value;
    }
  });
  return { values, numRows: rows.length, numColumns, order: 'row' };
}

function requireWidth(row: unknown, r: number, width: number): void {
  if (Array.isArray(row) && row.length === width) return;
  const got = Array.isArray(row) ? `${row.length} values` : typeof row;
  throw new PosternError('SHAPE_MISMATCH', `/rows/${r}: got ${got}, expected ${width} values`);
}

function placesOf(columns: readonly string[], featureNames: readonly string[]): readonly number[] {
  const matched = matchColumns(columns, featureNames);
  refuseUnused(matched, featureNames.length);
  return matched.places;
}

function requireRows(given: unknown): void {
  const { rows, columns } = (given ?? {}) as { rows?: unknown; columns?: unknown };
  const isNames =
    columns === undefined || (Array.isArray(columns) && columns.every((name) => typeof name === 'string'));
  if (Array.isArray(rows) && isNames) return;
  const expected = '{"columns": ["name", ...], "rows": [[number, text or null, ...], ...]}';
  const got = !Array.isArray(rows) ? `rows as ${kindOf(rows)}` : `columns as ${kindOf(columns)}`;
  throw new PosternError('REQUEST_INVALID', `got ${got}, expected ${expected}, columns being optional`);
}

function numberOf(value: unknown, codes: TextCodes): number | undefined {
  if (value === null) return Number.NaN;
  if (codes !== null) {
    if (typeof value === 'number') return Number.isNaN(value) ? value : codes.codeOf(String(value));
    return typeof value === 'string' ? codes.codeOf(value) : undefined;
  }
  if (typeof value === 'number') return value;
  return typeof value === 'string' && Object.hasOwn(WORDS, value) ? WORDS[value] : undefined;
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list of other things' : `a value of type ${typeof value}`;
}

// never the value itself, which may be a person's data
function wrongType(row: number, column: number, value: unknown, codes: TextCodes): PosternError {
  const expected = codes === null ? 'a number or null' : 'a text, a number or null';
  const got =
    value === undefined ? 'nothing' : typeof value === 'string' ? 'a text' : `a value of type ${typeof value}`;
  return new PosternError('REQUEST_INVALID', `/rows/${row}/${column}: got ${got}, expected ${expected}`);
}
