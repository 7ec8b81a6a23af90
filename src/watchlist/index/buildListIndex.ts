/** Lists to one buffer: every part sees every entry once, as they stream by. */
import type { Entry } from '../entry.ts';
import { addressesBuilder } from './addresses/build.ts';
import { entriesBuilder } from './entries/build.ts';
import { identifiersBuilder } from './identifiers/build.ts';
import { type NamesOptions, namesBuilder } from './names/build.ts';
import { assembleListIndex } from './listIndex.ts';
import type { ListPart } from './listLayout.ts';
import type { PartBuilder } from './partBuilder.ts';
import { phrasesBuilder } from './phrases/build.ts';

export type ListIndexOptions = {
  readonly names?: Partial<NamesOptions>;
  /** Parts made elsewhere, such as `corroboration` and `tombstones`; they take the place of those built here. */
  readonly parts?: Readonly<Partial<Record<ListPart, Uint8Array | null>>>;
};

/** Entry numbers are places in `entries`. The same entries and options give the same bytes. */
export function buildListIndex(entries: Iterable<Entry>, options: ListIndexOptions = {}): Uint8Array {
  const builders: Readonly<Partial<Record<ListPart, PartBuilder>>> = {
    entries: entriesBuilder(),
    identifiers: identifiersBuilder(),
    phrases: phrasesBuilder(),
    addresses: addressesBuilder(),
    names: namesBuilder(options.names),
  };
  let numEntries = 0;
  for (const entry of entries) {
    for (const builder of Object.values(builders)) builder.add(entry, numEntries);
    numEntries++;
  }
  const built = Object.entries(builders).map(([name, builder]) => [name, builder.finish()]);
  return assembleListIndex({ ...Object.fromEntries(built), ...options.parts });
}
