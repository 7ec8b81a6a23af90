/** OFAC's sdn.xml and consolidated.xml: an `sdnEntry` an entry, and when it was published. */
import { type XmlRecord, xmlRecords } from '../../xml/xmlRecords.ts';
import type { SourceFile } from '../source.ts';

export function isOfacXml({ start }: SourceFile): boolean {
  return /<sdnList[\s>]/.test(start);
}

export function readOfacXml(file: SourceFile): AsyncGenerator<XmlRecord> {
  return xmlRecords(file.open(), ['sdnEntry']);
}

/** `Publish_Date` is month/day/year; as YYYY-MM-DD, or null. */
export function publishedAt({ start }: SourceFile): string | null {
  const [, month, day, year] = /<Publish_Date>\s*(\d\d)\/(\d\d)\/(\d{4})\s*</.exec(start) ?? [];
  return year === undefined ? null : `${year}-${month}-${day}`;
}
