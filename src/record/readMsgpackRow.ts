/** The explained path of a msgpack row. */
import type { Limits } from '../contract/limits.ts';
import { checkParcel } from './checkRecord.ts';
import { parseMsgpack } from './parseMsgpack.ts';
import { rowTooLong } from './readRow.ts';
import type { RowReading } from './rowReading.ts';

/**
 * Read one msgpack row and say what it is, or its first fault in document order.
 * @param bytes One map as sent; read, not kept.
 */
export function readMsgpackRow(bytes: Uint8Array, limits: Limits): RowReading {
  if (bytes.length > limits.rowBytes) return { ok: false, itemId: null, fault: rowTooLong(bytes.length, limits) };
  return checkParcel(parseMsgpack(bytes, limits.nesting));
}
