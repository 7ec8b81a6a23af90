/** The explained path from bytes to record: slow, plain and exact, for rows that the core flags or someone asks about. */
import type { Limits } from '../contract/limits.ts';
import { checkParcel } from './checkRecord.ts';
import { parseJson } from './parseJson.ts';
import type { RowReading } from './rowReading.ts';

/**
 * Read one row of JSON and say what it is, or its first fault in document order.
 * @param bytes The row as sent, without its line feed; read, not kept.
 */
export function readJsonRow(bytes: Uint8Array, limits: Limits): RowReading {
  if (bytes.length > limits.rowBytes) return { ok: false, itemId: null, fault: rowTooLong(bytes.length, limits) };
  return checkParcel(parseJson(bytes, limits.nesting));
}

/** The fault of a row over the limit; such a row is not looked into. */
export function rowTooLong(numBytes: number, limits: Limits): Extract<RowReading, { ok: false }>['fault'] {
  return {
    code: 'ROW_TOO_LONG',
    pointer: '',
    expected: `a row of at most ${limits.rowBytes} bytes`,
    got: `a row of ${numBytes} bytes`,
  };
}
