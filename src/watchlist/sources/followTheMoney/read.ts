/** OpenSanctions' NDJSON of FollowTheMoney entities: one object a line, with nested ones where it is the nested form. */
import { type JsonRecord, jsonLines } from '../../json/jsonLines.ts';
import type { SourceFile } from '../source.ts';

export function isFollowTheMoney({ start }: SourceFile): boolean {
  const [first] = start.split('\n', 1);
  return first.startsWith('{') && /"schema"\s*:\s*"[A-Z]/.test(first) && first.includes('"properties"');
}

export function readFollowTheMoney(file: SourceFile): AsyncGenerator<JsonRecord> {
  return jsonLines(file.open());
}
