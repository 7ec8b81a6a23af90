/** An ONNX file to a Forest: scan, then parse. */
import { PosternError } from '../../contract/errors.ts';
import type { Forest } from '../forest.ts';
import { parseOnnx } from './parseOnnx.ts';
import { BYTES, FieldCursor, VARINT } from './protobuf.ts';
import { scanOnnx } from './scanOnnx.ts';

/** Fields of ModelProto and their wire types (onnx/onnx onnx/onnx.proto). */
const MODEL_FIELDS: Readonly<Record<number, number>> = {
  1: VARINT,
  2: BYTES,
  3: BYTES,
  4: BYTES,
  5: VARINT,
  6: BYTES,
  7: BYTES,
  8: BYTES,
  14: BYTES,
  20: BYTES,
  25: BYTES,
  26: BYTES,
};
const GRAPH = 7;
const FORMAT_VERSION = 1;

/**
 * @param bytes The whole file, as `onnx.save` writes it.
 * @throws MODEL_INVALID when malformed, MODEL_UNSUPPORTED naming the element that is not supported.
 */
export function importOnnx(bytes: Uint8Array): Forest {
  return parseOnnx(scanOnnx(bytes));
}

/** Whether the bytes begin as an ONNX file does; says nothing about what follows. */
export function looksLikeOnnx(bytes: Uint8Array): boolean {
  const cursor = new FieldCursor({ bytes, from: 0, to: bytes.length });
  let hasVersion = false;
  let hasGraph = false;
  try {
    while (cursor.next()) {
      if (MODEL_FIELDS[cursor.field] !== cursor.wire) return false;
      hasVersion ||= cursor.field === FORMAT_VERSION && cursor.integer > 0 && cursor.integer < 1000;
      hasGraph ||= cursor.field === GRAPH;
    }
  } catch (error) {
    if (!(error instanceof PosternError)) throw error;
    // cut short: still an ONNX file by what came before
    return hasVersion && MODEL_FIELDS[cursor.field] === cursor.wire;
  }
  return hasGraph;
}
