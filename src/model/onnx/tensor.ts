/** Tensors: numbers with an element type, in whichever of the message's fields they lie. Source: onnx/onnx onnx/onnx.proto. */
import { PosternError } from '../../contract/errors.ts';
import { NumberList, readDoubles, readFloats, readIntegers, readRaw } from './numbers.ts';
import { BYTES, FieldCursor, malformed, type Span, VARINT } from './protobuf.ts';

/** Element types (TensorProto.DataType). */
export const FLOAT = 1;
export const UINT8 = 2;
export const INT64 = 7;
export const DOUBLE = 11;

export type OnnxTensor = { readonly elementType: number; readonly values: Float64Array };

const readers: Readonly<Record<number, { width: number; read: (view: DataView, at: number) => number }>> = {
  [FLOAT]: { width: 4, read: (view, at) => view.getFloat32(at, true) },
  [UINT8]: { width: 1, read: (view, at) => view.getUint8(at) },
  6: { width: 4, read: (view, at) => view.getInt32(at, true) },
  [INT64]: { width: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
  [DOUBLE]: { width: 8, read: (view, at) => view.getFloat64(at, true) },
};

/**
 * @param pieces Of one message: what comes in several pieces is added up.
 * @throws MODEL_UNSUPPORTED for data outside the file and element types that no tree model uses.
 */
export function readTensor(pieces: readonly Span[]): OnnxTensor {
  let elementType = 0;
  let raw: Span | null = null;
  const dims = new NumberList();
  const listed = new NumberList();
  for (const piece of pieces) {
    for (const cursor = new FieldCursor(piece); cursor.next(); ) {
      if (cursor.field === 1) readIntegers(cursor, dims);
      else if (cursor.field === 2 && cursor.wire === VARINT) elementType = cursor.integer;
      else if (cursor.field === 4) readFloats(cursor, listed);
      else if (cursor.field === 5 || cursor.field === 7) readIntegers(cursor, listed);
      else if (cursor.field === 9 && cursor.wire === BYTES) raw = cursor.span();
      else if (cursor.field === 10) readDoubles(cursor, listed);
      else if (cursor.field === 13 || (cursor.field === 14 && cursor.integer !== 0)) {
        throw new PosternError(
          'MODEL_UNSUPPORTED',
          'A tensor lies outside the file (external_data); save the model as one file',
        );
      }
    }
  }
  const values = raw === null || raw.from === raw.to ? listed.toArray() : rawNumbers(raw, elementType);
  const size = dims.toArray().reduce((product, dim) => product * dim, 1);
  if (values.length !== size && !(dims.length === 0 && values.length === 0)) {
    malformed(`a tensor should hold ${size} numbers, got ${values.length}`);
  }
  return { elementType, values };
}

function rawNumbers(span: Span, elementType: number): Float64Array {
  const reader = Object.hasOwn(readers, elementType) ? readers[elementType] : undefined;
  if (reader === undefined) {
    throw new PosternError(
      'MODEL_UNSUPPORTED',
      `A tensor has elements of ONNX type ${elementType}, which is not supported; export it as floats or doubles`,
    );
  }
  const list = new NumberList();
  readRaw(span, reader.width, list, reader.read);
  return list.toArray();
}
