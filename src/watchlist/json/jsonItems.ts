/**
 * The objects of one list inside a large JSON document, one at a time, in bounded memory: the outermost list under a
 * key, or the document itself. What else stands in the list is a fault each. Strings and brackets are followed byte by byte; only one item at a time is parsed.
 */
import { readText } from '../byteLines.ts';
import { type JsonRecord, parseObject } from './jsonLines.ts';

export const ITEM_BYTES: number = 1 << 22;
const [QUOTE, BACKSLASH, NEWLINE, BLANK, COMMA] = [34, 92, 10, 32, 44];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [91, 93, 123, 125];

/**
 * @param key       of the list, directly in the document's object; null: the document is the list
 * @param itemBytes longest object that is read
 */
export async function* jsonItems(
  chunks: AsyncIterable<Uint8Array>,
  key: string | null,
  itemBytes: number = ITEM_BYTES,
): AsyncGenerator<JsonRecord> {
  const wanted = Buffer.from(`"${key}"`);
  let [depth, line, itemLine, listDepth] = [0, 1, 1, -1];
  let [isInString, isEscaped, isTooLong, isOver] = [false, false, false, false];
  let lastString: number[] = [];
  let item: Uint8Array[] = [];
  let heldBytes = 0;
  let isInItem = false;
  let isInOther = false;
  const isWanted = (): boolean => (key === null ? depth === 1 : depth === 2 && wanted.equals(Buffer.from(lastString)));
  const hold = (part: Uint8Array): void => {
    heldBytes += part.length;
    if (heldBytes > itemBytes) {
      isTooLong = true;
      item = [];
    }
    if (!isTooLong) item.push(part.slice());
  };
  const take = (): JsonRecord => {
    const read = isTooLong
      ? { fault: `the object is longer than ${itemBytes} bytes` }
      : readText(Buffer.concat(item), 'object');
    const taken = { line: itemLine, ...('fault' in read ? read : parseObject(read.text)) };
    item = [];
    heldBytes = 0;
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
        continue;
      }
      // directly in the list and no object
      if (depth === listDepth && byte > BLANK && byte !== OPEN_OBJECT && byte !== CLOSE_LIST) {
        if (byte === COMMA) isInOther = false;
        else if (!isInOther) {
          isInOther = true;
          yield { line, fault: 'expected an object' };
        }
      }
      if (byte === QUOTE) {
        isInString = true;
        lastString = [QUOTE];
      } else if (byte === OPEN_OBJECT || byte === OPEN_LIST) {
        depth++;
        if (byte === OPEN_LIST && listDepth < 0 && isWanted()) listDepth = depth;
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
  if (listDepth < 0) yield { line: 1, fault: `expected a list ${key === null ? '' : `"${key}" `}in the document` };
  else if (!isOver) yield { line: isInItem ? itemLine : line, fault: 'the document ends before its list does' };
}
