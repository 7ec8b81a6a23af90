/**
 * MISP events as JSON: one event, a list of them, a search's response, or a file of a feed. Lists stream event by event;
 * an event is read whole.
 */
import { isObject } from '../../../base/isObject.ts';
import { readText } from '../../byteLines.ts';
import { jsonItems } from '../../json/jsonItems.ts';
import { type JsonRecord, parseObject } from '../../json/jsonLines.ts';
import type { SourceFile } from '../source.ts';

/** Of one event: large ones have some megabytes. */
const EVENT_BYTES = 1 << 26;

export function isMisp({ start }: SourceFile): boolean {
  const head = start.trimStart();
  if (head.startsWith('{') && /"Event"\s*:\s*\{/.test(head)) return true;
  return /^\[\s*\{\s*"Event"/.test(head) || /^\{\s*"response"/.test(head) || besideEvents(head) !== null;
}

/** What a feed has beside its events and holds none: it names them, or their values as hashes. */
export function besideEvents(start: string): 'manifest of a feed' | 'hashes of a feed' | null {
  const head = start.trimStart();
  if (/^\{\s*"[0-9a-f-]{36}"\s*:\s*\{/i.test(head)) return 'manifest of a feed';
  return /^[0-9a-f]{32},[0-9a-f-]{36}\r?(?:\n|$)/i.test(head) ? 'hashes of a feed' : null;
}

/** Events with the lines on which they begin. */
export async function* readMisp(file: SourceFile): AsyncGenerator<JsonRecord> {
  const head = file.start.trimStart();
  const isList = head.startsWith('[');
  if (!isList && !/^\{\s*"response"\s*:\s*\[/.test(head)) {
    yield await readWhole(file);
    return;
  }
  for await (const item of jsonItems(file.open(), isList ? null : 'response', EVENT_BYTES)) yield eventIn(item);
}

async function readWhole(file: SourceFile): Promise<JsonRecord> {
  const parts: Uint8Array[] = [];
  let numBytes = 0;
  for await (const chunk of file.open()) {
    numBytes += chunk.length;
    if (numBytes > EVENT_BYTES) return { line: 1, fault: `the event is longer than ${EVENT_BYTES} bytes` };
    parts.push(chunk.slice());
  }
  const read = readText(Buffer.concat(parts), 'file');
  return eventIn({ line: 1, ...('fault' in read ? read : parseObject(read.text)) });
}

function eventIn(record: JsonRecord): JsonRecord {
  if ('fault' in record) return record;
  const { Event } = record.value;
  return isObject(Event)
    ? { line: record.line, value: Event }
    : { line: record.line, fault: 'expected Event: an object' };
}
