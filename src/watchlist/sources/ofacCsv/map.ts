/** One joined OFAC record as an entry. */
import { type AddressIndicator, type Entry, type EntryKind, entryWith, type NameIndicator } from '../../entry.ts';
import { readRemarks } from '../ofacRemarks.ts';
import type { Cells, OfacRecord } from './read.ts';

const kinds: Readonly<Record<string, EntryKind>> = {
  individual: 'person',
  entity: 'organisation',
  vessel: 'vessel',
  aircraft: 'aircraft',
};

/** Columns of the main file that nothing is matched with, by place. */
const unread: ReadonlyMap<number, string> = new Map([
  [4, 'title'],
  [6, 'type of vessel'],
  [7, 'tonnage'],
  [8, 'gross tonnage'],
  [9, 'flag of vessel'],
  [10, 'owner of vessel'],
]);

export type Mapped =
  | { readonly entry: Entry; readonly countries: readonly string[]; readonly also: readonly string[] }
  | { readonly reason: string };

export function mapOfac({ main, aliases, addresses, comments }: OfacRecord, list: string): Mapped {
  const [id, name, type, programmes, , callSign, , , , , , remarks] = main;
  const kind = kinds[type?.toLowerCase() ?? 'entity'];
  if (id === null || name === null) return { reason: 'the entry has no name' };
  if (kind === undefined) return { reason: 'expected a type of individual, entity, vessel or aircraft' };
  // continued inside words: nothing goes between
  const told = readRemarks([remarks, ...comments.map(([, text]) => text)].join(''));
  return {
    entry: entryWith({
      id,
      list,
      kind,
      programmes: splitProgrammes(programmes),
      indicators: [
        { kind: 'name', text: name, quality: 'primary' },
        ...aliases.flatMap(aliasOf),
        ...told.indicators,
        ...(callSign === null ? [] : [{ kind: 'document', text: callSign } as const]),
        ...addresses.flatMap(addressOf),
      ],
      related: [],
    }),
    countries: told.countries,
    also: [...told.left, ...[...unread].flatMap(([i, name]) => (main[i] === null ? [] : [name]))],
  };
}

/** `SDGT] [IRAN` is two programmes. */
export function splitProgrammes(text: string | null): string[] {
  return (text ?? '')
    .split(/\]\s*\[|[[\]]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function aliasOf([, , , name]: Cells): NameIndicator[] {
  return name === null || name === undefined ? [] : [{ kind: 'name', text: name, quality: 'strong' }];
}

/** The second column is city, region and postcode in one text, and stays so: they are not set apart reliably. */
function addressOf([, , street, place, country]: Cells): AddressIndicator[] {
  if (street === null && place === null && country === null) return [];
  const parts: Pick<AddressIndicator, 'city' | 'country'> = { city: place ?? null, country: country ?? null };
  return [{ kind: 'address', lines: street ? [street] : [], ...parts, region: null, postcode: null }];
}
