/** Items of a source whose records are JSON objects. */
import type { Entry } from '../entry.ts';
import type { JsonObject, JsonRecord } from '../json/jsonLines.ts';
import type { Item, SourceFile } from './source.ts';

/**
 * What a record is: an entry, a refusal, what is understood and left out, or a part
 * of another entry. `also` is left out beside an entry.
 */
export type MappedJson =
  | { readonly entry: Entry; readonly countries?: readonly string[]; readonly also?: readonly string[] }
  | { readonly reason: string }
  | { readonly left: string }
  | { readonly isPart: true };

export async function* jsonRecordItems(
  file: SourceFile,
  records: AsyncIterable<JsonRecord>,
  map: (value: JsonObject) => MappedJson,
): AsyncGenerator<Item> {
  for await (const record of records) {
    const { line } = record;
    const mapped = 'fault' in record ? { reason: record.fault } : map(record.value);
    if ('reason' in mapped) yield { type: 'fault', fault: { file: file.name, line, reason: mapped.reason } };
    else if ('left' in mapped) yield { type: 'left', what: mapped.left };
    else if ('entry' in mapped) {
      for (const what of mapped.also ?? []) yield { type: 'left', what };
      const { entry, countries = [] } = mapped;
      yield { type: 'entry', entry, countries, file: file.name, line };
    }
  }
}
