/** Objects of NDJSON with their lines; a line that is none is a fault. */
import { isObject } from '../../base/isObject.ts';
import { byteLines, readLine } from '../byteLines.ts';

export type JsonObject = Readonly<Record<string, unknown>>;
export type JsonRecord =
  | { readonly line: number; readonly value: JsonObject }
  | { readonly line: number; readonly fault: string };

const MOST_DEPTH = 64;

export async function* jsonLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<JsonRecord> {
  for await (const line of byteLines(chunks)) {
    const read = readLine(line);
    if ('fault' in read) yield { line: line.line, fault: read.fault };
    else if (read.text.trim() !== '') yield { line: line.line, ...parseObject(read.text) };
  }
}

export function parseObject(text: string): { value: JsonObject } | { fault: string } {
  if (isTooDeep(text)) return { fault: `expected at most ${MOST_DEPTH} values inside each other` };
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? { value } : { fault: 'expected an object' };
  } catch {
    return { fault: 'expected JSON' };
  }
}

/** The texts of a list, or the text alone; what is no text is left out. */
export function textsIn(value: unknown): string[] {
  const items = Array.isArray(value) ? value : [value];
  return items
    .filter((item): item is string => typeof item === 'string' && item.trim() !== '')
    .map((item) => item.trim());
}

/** References are ids, or the objects themselves. */
export function idsIn(value: unknown): string[] {
  const nested = objectsIn(value).flatMap(({ id }) => (typeof id === 'string' ? [id] : []));
  return [...textsIn(value), ...nested];
}

export function objectsIn(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

/** Brackets outside of strings, before the parser recurses into them. */
function isTooDeep(text: string): boolean {
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (letter === '"') {
      for (at++; at < text.length && text[at] !== '"'; at++) if (text[at] === '\\') at++;
    } else if (letter === '{' || letter === '[') {
      if (++depth > MOST_DEPTH) return true;
    } else if (letter === '}' || letter === ']') depth--;
  }
  return false;
}
