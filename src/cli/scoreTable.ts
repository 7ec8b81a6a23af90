/** Columns of a CSV of scores, with labels beside them or in a second file of the same rows in the same order. */
import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';
import { PosternError } from '../contract/errors.ts';

export type Columns = { readonly [column: string]: readonly string[] };

/** @param columns  names of the header that are wanted; @throws PosternError REQUEST_INVALID when one is not there */
export async function readColumns(path: string, columns: readonly string[]): Promise<Columns> {
  const source = path === '-' ? process.stdin : createReadStream(path);
  const parser = parse({ bom: true, skip_empty_lines: true });
  const found = new Map<string, string[]>();
  let places: readonly number[] | undefined;
  source.on('error', (error: Error) => parser.destroy(error));
  for await (const record of source.pipe(parser) as AsyncIterable<readonly string[]>) {
    if (places === undefined) {
      places = columns.map((column) => placeOf(path, record, column));
      for (const column of columns) found.set(column, []);
      continue;
    }
    columns.forEach((column, i) => found.get(column)?.push(record[places?.[i] as number] as string));
  }
  if (places === undefined) throw new PosternError('REQUEST_INVALID', `${path}: expected a header, got an empty file`);
  return Object.fromEntries(found);
}

/** Names of the header that both files could give are taken from the first. */
export async function headerOf(path: string): Promise<readonly string[]> {
  for await (const record of createReadStream(path).pipe(parse({ bom: true, to_line: 1 }))) return record as string[];
  return [];
}

function placeOf(path: string, header: readonly string[], column: string): number {
  const place = header.indexOf(column);
  if (place >= 0) return place;
  throw new PosternError(
    'REQUEST_INVALID',
    `${path}: expected a column "${column}", got ${header.length} columns: ${header.slice(0, 12).join(', ')}`,
  );
}

/** `1`, `true`, `yes` and their opposites; NaN for an empty value, which is a row without a label. */
export function toLabel(text: string, row: number): number {
  const word = text.trim().toLowerCase();
  if (word === '') return Number.NaN;
  if (word === '1' || word === 'true' || word === 'yes') return 1;
  if (word === '0' || word === 'false' || word === 'no') return 0;
  throw new PosternError('REQUEST_INVALID', `row ${row + 1}: expected a label 1 or 0, true or false, got "${text}"`);
}

export function toFinite(text: string, row: number, column: string): number {
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isNaN(value)) return value;
  throw new PosternError('REQUEST_INVALID', `row ${row + 1}: expected a number in "${column}", got "${text}"`);
}
