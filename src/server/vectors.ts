/** Requests of the score route: rows in JSON, where null is missing, or vectors as bytes with their shape in the query. */
import { PosternError } from '../contract/errors.ts';
import type { Rows, ScoreOptions, Vectors } from '../contract/screener.ts';

/** What a JSON body asks for; its rows are judged where they are scored. @throws REQUEST_INVALID */
export function scoringFromJson(body: unknown): { rows: Rows; options: ScoreOptions } {
  if (typeof body !== 'object' || body === null) {
    throw new PosternError(
      'REQUEST_INVALID',
      `got ${body === null ? 'null' : `a value of type ${typeof body}`}, expected {"rows": [[number, text or null, ...], ...]}`,
    );
  }
  const { model, output, ...rows } = body as Rows & ScoreOptions;
  return { rows, options: { ...(model !== undefined && { model }), ...(output !== undefined && { output }) } };
}

const SHOWN = 40;

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

/** The model and the output that a query names. @throws REQUEST_INVALID */
export function optionsFromQuery(query: Record<string, unknown>): ScoreOptions {
  const { model } = query;
  if (model !== undefined && typeof model !== 'string') {
    throw new PosternError('REQUEST_INVALID', 'query model: got several values, expected one name');
  }
  return {
    ...(model !== undefined && { model }),
    ...(query.output !== undefined && { output: oneOf(query, 'output', ['margin', 'prediction']) }),
  };
}

function count(query: Record<string, unknown>, name: string): number {
  const text = String(query[name] ?? '');
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new PosternError('REQUEST_INVALID', `query ${name}: got ${given(query[name])}, expected a whole number`);
}

function oneOf<T extends string>(query: Record<string, unknown>, name: string, words: readonly T[]): T {
  const word = words.find((candidate) => candidate === query[name]);
  if (word !== undefined) return word;
  throw new PosternError('REQUEST_INVALID', `query ${name}: got ${given(query[name])}, expected ${words.join(' or ')}`);
}

/** As it was sent, cut short. */
function given(value: unknown): string {
  if (value === undefined) return 'none';
  return typeof value === 'string' ? JSON.stringify(value.slice(0, SHOWN)) : 'several values';
}
