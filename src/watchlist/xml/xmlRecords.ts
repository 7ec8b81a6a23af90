/**
 * The records of a large XML file, one element at a time, in bounded memory. Records are found by their tags before
 * anything is parsed, so that one that is malformed costs itself only.
 */
import { type XmlElement, parseXml } from './parseXml.ts';

export type XmlRecord =
  | { readonly line: number; readonly element: XmlElement }
  | { readonly line: number; readonly fault: string };

const RECORD_CHARACTERS = 1 << 20;
/** What a decoder puts in place of bytes that are none. A text that has it already was damaged before. */
const NO_TEXT = /[\0\ufffd]/;
const NOT_IN_RECORD = /<!DOCTYPE|<!ENTITY/i;

/** @param names of the elements that are records; they do not hold each other */
export async function* xmlRecords(
  chunks: AsyncIterable<Uint8Array>,
  names: readonly string[],
): AsyncGenerator<XmlRecord> {
  const opening = new RegExp(`<!--|<(?:${names.join('|')})(?=[\\s>/])|<!DOCTYPE`, 'i');
  // not strict, so that bytes that are no text cost the element they stand in and not all that follow
  const decoder = new TextDecoder('utf-8');
  let held = '';
  let line = 1;
  let isOver = false;
  const drop = (length: number): void => {
    for (let at = held.indexOf('\n'); at >= 0 && at < length; at = held.indexOf('\n', at + 1)) line++;
    held = held.slice(length);
  };
  /** Of the record that is being passed over. */
  let skipTo: string | null = null;
  for await (const text of texts(chunks, decoder)) {
    isOver = text === '';
    held += text;
    for (;;) {
      if (skipTo !== null) {
        const end = held.indexOf(skipTo);
        drop(end < 0 ? Math.max(0, held.length - skipTo.length) : end + skipTo.length);
        if (end < 0) break;
        skipTo = null;
      }
      const found = opening.exec(held);
      if (found === null) {
        // the last characters may be the beginning of a tag
        drop(isOver ? held.length : Math.max(0, held.length - 64));
        break;
      }
      drop(found.index);
      if (found[0] === '<!--') {
        skipTo = '-->';
        continue;
      }
      if (found[0].toUpperCase() === '<!DOCTYPE') {
        yield { line, fault: 'expected no document type; the file was not read further' };
        return;
      }
      const close = `</${found[0].slice(1)}>`;
      const end = endOf(held, close);
      if (end < 0) {
        if (held.length <= RECORD_CHARACTERS && !isOver) break;
        yield {
          line,
          fault: isOver
            ? 'the file ends inside this element'
            : `the element is longer than ${RECORD_CHARACTERS} characters`,
        };
        if (isOver) return;
        skipTo = close;
        continue;
      }
      const source = held.slice(0, end);
      const element = NO_TEXT.test(source)
        ? 'the element is not UTF-8 or holds a NUL byte'
        : NOT_IN_RECORD.test(source)
          ? 'expected no document type'
          : parseXml(source);
      yield typeof element === 'string' ? { line, fault: element } : { line, element };
      drop(end);
    }
  }
}

/** After the closing tag, or after `/>` where the element is empty; below 0: not here yet. */
function endOf(held: string, close: string): number {
  const tag = held.indexOf('>');
  if (tag > 0 && held[tag - 1] === '/') return tag + 1;
  const end = held.indexOf(close);
  return end < 0 ? -1 : end + close.length;
}

/** Pieces of text, an empty one at the end. */
async function* texts(chunks: AsyncIterable<Uint8Array>, decoder: TextDecoder): AsyncGenerator<string> {
  for await (const chunk of chunks) {
    const text = decoder.decode(chunk, { stream: true });
    if (text !== '') yield text;
  }
  const rest = decoder.decode();
  if (rest !== '') yield rest;
  yield '';
}
