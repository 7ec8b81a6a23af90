/** MISP events as JSON: one event, a list of them, a search's response, or a file of a feed. An event is read whole. */
import { decodeUtf8 } from '../../byteLines.ts';
import { isObject, type JsonObject, parseObject } from '../../json/jsonLines.ts';
import type { SourceFile } from '../source.ts';

/** Of one file: MISP writes an event a file, and large ones have some megabytes. */
const FILE_BYTES = 1 << 27;

export function isMisp({ start }: SourceFile): boolean {
  const head = start.trimStart();
  if (head.startsWith('{') && /"Event"\s*:\s*\{/.test(head)) return true;
  return /^\[\s*\{\s*"Event"/.test(head) || /^\{\s*"response"/.test(head) || isManifest(head);
}

/** Of a feed: it names the events and holds none. */
export function isManifest(start: string): boolean {
  return /^\{\s*"[0-9a-f-]{36}"\s*:\s*\{/.test(start.trimStart());
}

export async function readMisp(file: SourceFile): Promise<{ events: JsonObject[] } | { fault: string }> {
  const parts: Uint8Array[] = [];
  let numBytes = 0;
  for await (const chunk of file.open()) {
    numBytes += chunk.length;
    if (numBytes > FILE_BYTES) return { fault: `the file is longer than ${FILE_BYTES} bytes` };
    parts.push(chunk.slice());
  }
  const text = decodeUtf8(Buffer.concat(parts));
  if (text === null) return { fault: 'the file is not UTF-8' };
  // a list is put into an object, so that one check of depth and form serves both
  const parsed = parseObject(text.trimStart().startsWith('[') ? `{"response":${text}}` : text);
  if ('fault' in parsed) return parsed;
  const { Event, response } = parsed.value;
  if (isObject(Event)) return { events: [Event] };
  if (!Array.isArray(response)) return { fault: 'expected Event or response' };
  const events = response.map((item: unknown) => (isObject(item) ? item.Event : undefined));
  return { events: events.filter(isObject) };
}
