/** What an ONNX file says of the program that wrote it and of the operators it needs; for people, never for decisions. */
import { BYTES, FieldCursor, textOf } from './protobuf.ts';
import { scanOperatorSet } from './scanOnnx.ts';

const PRODUCER_NAME = 2;
const PRODUCER_VERSION = 3;
const OPERATOR_SET = 8;

/** As in `skl2onnx 1.20.0, opset 21, ai.onnx.ml 3`; null where it says nothing. @throws MODEL_INVALID for no ONNX file */
export function writerOf(bytes: Uint8Array): string | null {
  const producer = new Map<number, string>();
  const operatorSets = new Map<string, number>();
  for (const cursor = new FieldCursor({ bytes, from: 0, to: bytes.length }); cursor.next(); ) {
    if (cursor.wire !== BYTES) continue;
    if (cursor.field === OPERATOR_SET) scanOperatorSet(cursor.span(), operatorSets);
    else if (cursor.field === PRODUCER_NAME || cursor.field === PRODUCER_VERSION) {
      producer.set(cursor.field, textOf(cursor.span()));
    }
  }
  const name = [producer.get(PRODUCER_NAME), producer.get(PRODUCER_VERSION)].filter(Boolean).join(' ');
  const sets = [...operatorSets].map(([domain, version]) => `${domain === '' ? 'opset' : domain} ${version}`);
  return name === '' && sets.length === 0 ? null : [name || 'a program that it does not name', ...sets].join(', ');
}
