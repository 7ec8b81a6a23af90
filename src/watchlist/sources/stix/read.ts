/** STIX 2.1 bundles: the objects of `objects`, streamed. */
import { jsonItems } from '../../json/jsonItems.ts';
import type { JsonRecord } from '../../json/jsonLines.ts';
import type { SourceFile } from '../source.ts';

export function isStix({ start }: SourceFile): boolean {
  return start.trimStart().startsWith('{') && /"type"\s*:\s*"bundle"/.test(start) && start.includes('bundle--');
}

export function readStix(file: SourceFile): AsyncGenerator<JsonRecord> {
  return jsonItems(file.open(), 'objects');
}
