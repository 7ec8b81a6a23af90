/** Items of a source whose files are XML: records in, entries and faults out. */
import type { Entry } from '../entry.ts';
import type { XmlElement } from '../xml/parseXml.ts';
import type { XmlRecord } from '../xml/xmlRecords.ts';
import type { Item, SourceFile } from './source.ts';

/** `also` is left out beside the entry. */
export type MappedXml =
  | { readonly entry: Entry; readonly countries?: readonly string[]; readonly also?: readonly string[] }
  | { readonly reason: string };

export async function* xmlItems(
  file: SourceFile,
  records: AsyncIterable<XmlRecord>,
  map: (element: XmlElement) => MappedXml,
  publishedAt: string | null,
): AsyncGenerator<Item> {
  if (publishedAt !== null) yield { type: 'about', publishedAt };
  for await (const record of records) {
    const { line } = record;
    const mapped = 'fault' in record ? { reason: record.fault } : map(record.element);
    if ('reason' in mapped) yield { type: 'fault', fault: { file: file.name, line, reason: mapped.reason } };
    else {
      for (const what of mapped.also ?? []) yield { type: 'left', what };
      yield { type: 'entry', entry: mapped.entry, countries: mapped.countries ?? [], file: file.name, line };
    }
  }
}

/** Elements that hold something and are not read, by name; a schema has few. */
export function elementsLeft({ children }: XmlElement, read: ReadonlySet<string>): string[] {
  return children
    .filter((child) => !read.has(child.name) && (child.text !== '' || child.children.length > 0))
    .map(({ name }) => `element ${/^[A-Za-z_]{1,40}$/.test(name) ? name : 'unknown'}`);
}
