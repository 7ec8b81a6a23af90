/** Answer bytes back to values, for callers that screen objects. */
import type { Answer } from '../../contract/decision.ts';

/** Every answer of a whole body, as lines or as one array. */
export function decodeAnswers(format: 'ndjson' | 'json', bytes: Uint8Array): Answer[] {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
  if (format === 'json') return JSON.parse(text) as Answer[];
  // one parse of all lines as an array: newlines inside strings are always escaped
  const end = text.endsWith('\n') ? -1 : undefined;
  return JSON.parse(`[${text.slice(0, end).replaceAll('\n', ',')}]`) as Answer[];
}
