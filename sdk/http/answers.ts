/** What the service answers, as the values that every screener returns. */
import type { Answer, RowError } from '../../src/contract/decision.ts';
import type { Scores } from '../../src/contract/screener.ts';
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

/** Little-endian doubles, [row][output]. @throws ConnectionError when they are not as many as rows were sent */
export function scoresOf(bytes: ArrayBuffer, numRows: number, numOutputs: number): Scores {
  const expected = numRows * numOutputs * Float64Array.BYTES_PER_ELEMENT;
  if (!Number.isInteger(numOutputs) || numOutputs < 1 || bytes.byteLength !== expected) {
    throw new ConnectionError(`got ${bytes.byteLength} bytes of scores to ${numRows} rows of ${numOutputs} outputs`);
  }
  return { values: new Float64Array(bytes), numRows, numOutputs };
}
