/** The consolidated list of the United Nations Security Council: INDIVIDUAL and ENTITY elements. */
import { type XmlRecord, xmlRecords } from '../../xml/xmlRecords.ts';
import type { SourceFile } from '../source.ts';

export function isUnXml({ start }: SourceFile): boolean {
  return /<CONSOLIDATED_LIST[\s>]/.test(start);
}

export function readUnXml(file: SourceFile): AsyncGenerator<XmlRecord> {
  return xmlRecords(file.open(), ['INDIVIDUAL', 'ENTITY']);
}

export function publishedAt({ start }: SourceFile): string | null {
  return /dateGenerated="(\d{4}-\d\d-\d\d[^"]{0,30})"/.exec(start)?.[1] ?? null;
}
