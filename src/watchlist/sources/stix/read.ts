/** STIX 2.1 bundles: the objects of `objects`, streamed; twice, because markings may stand behind what they mark. */
import { jsonItems } from '../../json/jsonItems.ts';
import type { JsonRecord } from '../../json/jsonLines.ts';
import type { SourceFile } from '../source.ts';
import { addMarking, type Markings } from './markings.ts';

export function isStix({ start }: SourceFile): boolean {
  return start.trimStart().startsWith('{') && /"type"\s*:\s*"bundle"/.test(start) && start.includes('bundle--');
}

export async function readMarkings(file: SourceFile): Promise<Markings> {
  const markings: Markings = new Map();
  for await (const record of readStix(file)) {
    if ('value' in record && record.value.type === 'marking-definition') addMarking(markings, record.value);
  }
  return markings;
}

export function readStix(file: SourceFile): AsyncGenerator<JsonRecord> {
  return jsonItems(file.open(), 'objects');
}
