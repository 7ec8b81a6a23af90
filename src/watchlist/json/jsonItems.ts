/**
 * The objects of one list inside a large JSON document, one at a time, in bounded memory: the outermost list under a
 * key. Strings and brackets are followed byte by byte; only one item at a time is parsed.
 */
import { decodeUtf8 } from '../byteLines.ts';
import { type JsonRecord, parseObject } from './jsonLines.ts';

const ITEM_BYTES = 1 << 22;
const [QUOTE, BACKSLASH, NEWLINE] = [34, 92, 10];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [91, 93, 123, 125];

/** @param key of the list, directly in the document's object */
export async function* jsonItems(chunks: AsyncIterable<Uint8Array>, key: string): AsyncGenerator<JsonRecord> {
  const wanted = Buffer.from(`"${key}"`);
  let [depth, line, itemLine, listDepth] = [0, 1, 1, -1];
  let [isInString, isEscaped, isTooLong, isOver] = [false, false, false, false];
  let lastString: number[] = [];
  let item: Uint8Array[] = [];
  let itemBytes = 0;
  let isInItem = false;
  const hold = (part: Uint8Array): void => {
    itemBytes += part.length;
    if (itemBytes > ITEM_BYTES) {
      isTooLong = true;
      item = [];
    }
    if (!isTooLong) item.push(part.slice());
  };
  const take = (): JsonRecord => {
    const text = isTooLong ? null : decodeUtf8(Buffer.concat(item));
    const fault = isTooLong ? `the object is longer than ${ITEM_BYTES} bytes` : 'the object is not UTF-8';
    const taken = text === null ? { line: itemLine, fault } : { line: itemLine, ...parseObject(text) };
    item = [];
    itemBytes = 0;
    isTooLong = false;
    isInItem = false;
    return taken;
  };
  for await (const chunk of chunks) {
    let from = 0;
    for (let at = 0; at < chunk.length && !isOver; at++) {
      const byte = chunk[at];
      if (byte === NEWLINE) line++;
      if (isInString) {
        if (listDepth < 0 && lastString.length <= wanted.length) lastString.push(byte);
        if (isEscaped) isEscaped = false;
        else if (byte === BACKSLASH) isEscaped = true;
        else if (byte === QUOTE) isInString = false;
      } else if (byte === QUOTE) {
        isInString = true;
        lastString = [QUOTE];
      } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
        depth++;
        if (byte === OPEN_LIST && listDepth < 0 && depth === 2 && wanted.equals(Buffer.from(lastString)))
          listDepth = depth;
        else if (byte === OPEN_OBJECT && listDepth > 0 && depth === listDepth + 1) {
          isInItem = true;
          itemLine = line;
          from = at;
        }
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
        depth--;
        if (isInItem && depth === listDepth) {
          hold(chunk.subarray(from, at + 1));
          yield take();
        } else if (listDepth > 0 && depth < listDepth) isOver = true;
      }
    }
    if (isInItem) hold(chunk.subarray(from));
  }
  if (listDepth < 0) yield { line: 1, fault: `expected a list "${key}" in the document` };
  else if (!isOver) yield { line: isInItem ? itemLine : line, fault: 'the document ends before its list does' };
}
