/** Bodies of the score route to vectors. JSON has no NaN: null is missing there. */
import { PosternError } from '../contract/errors.ts';
import type { Vectors } from '../contract/screener.ts';

/** `{rows: number[][]}`, null for missing. @throws REQUEST_INVALID, SHAPE_MISMATCH */
export function vectorsFromJson(body: unknown): Vectors {
  const rows = (body as { rows?: unknown } | null)?.rows;
  if (!Array.isArray(rows))
    throw new PosternError('REQUEST_INVALID', 'expected {"rows": [[number or null, ...], ...]}');
  const numColumns = Array.isArray(rows[0]) ? rows[0].length : 0;
  const values = new Float64Array(rows.length * numColumns);
  rows.forEach((row: unknown, rowIndex) => fillRow(values, row, rowIndex, numColumns));
  return { values, numRows: rows.length, numColumns, order: 'row' };
}

function fillRow(values: Float64Array, row: unknown, rowIndex: number, numColumns: number): void {
  if (!Array.isArray(row) || row.length !== numColumns) {
    const got = Array.isArray(row) ? `${row.length} numbers` : typeof row;
    throw new PosternError('SHAPE_MISMATCH', `row ${rowIndex}: got ${got}, expected ${numColumns} numbers`);
  }
  row.forEach((value: unknown, column) => {
    if (value !== null && typeof value !== 'number') {
      throw new PosternError(
        'REQUEST_INVALID',
        `/rows/${rowIndex}/${column}: got ${typeof value}, expected a number or null`,
      );
    }
    values[rowIndex * numColumns + column] = value ?? Number.NaN;
  });
}

const bytesPerValue: Readonly<Record<string, number>> = { f32: 4, f64: 8 };

/**
 * Little-endian floats; the query gives the shape: numRows, numColumns, dtype f32 or f64, order row (default) or column.
 * @param bytes A buffer that starts at offset 0; kept. @throws REQUEST_INVALID, SHAPE_MISMATCH
 */
export function vectorsFromBytes(bytes: Uint8Array<ArrayBuffer>, query: Record<string, unknown>): Vectors {
  const numRows = count(query, 'numRows');
  const numColumns = count(query, 'numColumns');
  const dtype = oneOf(query, 'dtype', ['f32', 'f64']);
  const order = query.order === undefined ? 'row' : oneOf(query, 'order', ['row', 'column']);
  const expected = numRows * numColumns * bytesPerValue[dtype];
  if (bytes.length !== expected) {
    throw new PosternError(
      'SHAPE_MISMATCH',
      `got ${bytes.length} bytes, expected ${expected} for ${numRows} x ${numColumns} ${dtype}`,
    );
  }
  const values = dtype === 'f32' ? new Float32Array(bytes.buffer) : new Float64Array(bytes.buffer);
  return { values, numRows, numColumns, order };
}

function count(query: Record<string, unknown>, name: string): number {
  const text = String(query[name] ?? '');
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new PosternError('REQUEST_INVALID', `query ${name}: expected a whole number`);
}

function oneOf<T extends string>(query: Record<string, unknown>, name: string, words: readonly T[]): T {
  const word = words.find((candidate) => candidate === query[name]);
  if (word !== undefined) return word;
  throw new PosternError('REQUEST_INVALID', `query ${name}: expected ${words.join(' or ')}`);
}
