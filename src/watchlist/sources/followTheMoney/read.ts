/** FollowTheMoney entities: one object a line as OpenSanctions publishes them, or a JSON array of them. */
import { jsonItems } from '../../json/jsonItems.ts';
import { type JsonRecord, jsonLines } from '../../json/jsonLines.ts';
import type { SourceFile } from '../source.ts';

/** How OpenSanctions begins a line, if what follows is too long to be seen at once. */
const USUAL_START = /^\{\s*"id"\s*:\s*"[^"]{1,200}"\s*,\s*"caption"\s*:/;

export function isFollowTheMoney({ start }: SourceFile): boolean {
  const text = start.trimStart();
  const [first] = text.split('\n', 1);
  const told = text.startsWith('[') ? text : first;
  if (!/^(?:\[\s*)?\{/.test(told)) return false;
  return USUAL_START.test(told) || (/"schema"\s*:\s*"[A-Z]/.test(told) && told.includes('"properties"'));
}

export function readFollowTheMoney(file: SourceFile): AsyncGenerator<JsonRecord> {
  return file.start.trimStart().startsWith('[') ? jsonItems(file.open(), null) : jsonLines(file.open());
}
