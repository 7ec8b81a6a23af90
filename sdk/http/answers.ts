/** What the service answers, as the values that every screener returns. */
import type { Answer, RowError } from '../../src/contract/decision.ts';
import { ConnectionError, HttpError } from './errors.ts';

/** The row error that a refusal of one parcel stands for; undefined for any other error. */
export function rowErrorOf(error: unknown): RowError | undefined {
  if (!(error instanceof HttpError) || error.problem === undefined) return undefined;
  const { errors, itemId, bundle } = error.problem;
  if (errors?.length !== 1 || itemId === undefined || bundle === undefined) return undefined;
  const { code, pointer, expected, got } = errors[0];
  return { itemId, error: { code, pointer, expected, got }, bundle };
}

/** NDJSON answers, one a row. @throws ConnectionError when there are not as many as rows were sent */
export function answersOf(text: string, numRows: number): Answer[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  if (lines.length !== numRows) throw new ConnectionError(`got ${lines.length} answers to ${numRows} rows`);
  return lines.map((line) => JSON.parse(line) as Answer);
}

/** Little-endian doubles. @throws ConnectionError when there are not as many as rows were sent */
export function scoresOf(bytes: ArrayBuffer, numRows: number): Float64Array {
  if (bytes.byteLength !== numRows * Float64Array.BYTES_PER_ELEMENT) {
    throw new ConnectionError(`got ${bytes.byteLength} bytes of scores, expected ${numRows} doubles`);
  }
  return new Float64Array(bytes);
}
