/** One `sdnEntry` as an entry. */
import { type AddressIndicator, type EntryKind, entryWith, type Indicator, type NameIndicator } from '../../entry.ts';
import { childrenNamed, textOf, type XmlElement } from '../../xml/parseXml.ts';
import { elementsLeft, type MappedXml } from '../xmlSource.ts';
import { readRemarks } from '../ofacRemarks.ts';
import { walletOf } from '../wallet.ts';

const kinds: Readonly<Record<string, EntryKind>> = {
  Individual: 'person',
  Entity: 'organisation',
  Vessel: 'vessel',
  Aircraft: 'aircraft',
};
const read: ReadonlySet<string> = new Set(
  [
    ['uid', 'lastName', 'firstName', 'sdnType', 'remarks', 'vesselInfo'],
    ['programList', 'akaList', 'idList', 'addressList', 'nationalityList', 'citizenshipList'],
  ].flat(),
);
const ofSubject = ['nationality', 'citizenship'];
const WALLET = /^Digital Currency Address - ([A-Z0-9]{2,6})$/;

export function mapOfacEntry(element: XmlElement, list: string): MappedXml {
  const id = textOf(element, 'uid');
  const name = nameOf(element);
  const kind = kinds[textOf(element, 'sdnType') ?? ''];
  if (id === null || !/^\d{1,12}$/.test(id)) return { reason: 'expected uid: a number' };
  if (name === null) return { reason: 'the entry has no name' };
  if (kind === undefined) return { reason: `expected sdnType: ${Object.keys(kinds).join(', ')}` };
  const told = readRemarks(textOf(element, 'remarks') ?? '');
  const ids = childrenNamed(element, 'idList', 'id').map(idOf);
  const vessel = childrenNamed(element, 'vesselInfo');
  return {
    entry: entryWith({
      id,
      list,
      kind,
      programmes: childrenNamed(element, 'programList', 'program').map(({ text }) => text),
      indicators: [
        { kind: 'name', text: name, quality: 'primary' },
        ...childrenNamed(element, 'akaList', 'aka').flatMap(aliasOf),
        ...told.indicators,
        ...ids.filter((one) => typeof one !== 'string'),
        ...vessel.flatMap((one) => textOf(one, 'callSign') ?? []).map((text) => ({ kind: 'document', text }) as const),
        ...childrenNamed(element, 'addressList', 'address').flatMap(addressOf),
      ],
      related: [],
    }),
    countries: [...told.countries, ...ofSubject.flatMap((of) => countriesIn(element, of))],
    also: [
      ...told.left,
      ...ids.filter((one) => typeof one === 'string'),
      ...vessel.flatMap((one) => elementsLeft(one, new Set(['callSign']))),
      ...elementsLeft(element, read),
    ],
  };
}

function countriesIn(element: XmlElement, of: string): string[] {
  return childrenNamed(element, `${of}List`, of).flatMap((one) => textOf(one, 'country') ?? []);
}

/** As the CSV writes it: family name, comma, given names. */
function nameOf(element: XmlElement): string | null {
  const parts = [textOf(element, 'lastName'), textOf(element, 'firstName')].filter((part) => part !== null);
  return parts.length === 0 ? null : parts.join(', ');
}

function aliasOf(element: XmlElement): NameIndicator[] {
  const text = nameOf(element);
  if (text === null) return [];
  return [{ kind: 'name', text, quality: textOf(element, 'category') === 'weak' ? 'weak' : 'strong' }];
}

/**
 * What OFAC calls identity documents holds wallets, mailboxes and statements such as the gender too.
 * @returns what is left out, where nothing is matched with it
 */
function idOf(element: XmlElement): Indicator | string {
  const type = textOf(element, 'idType') ?? '';
  const text = textOf(element, 'idNumber');
  const [, symbol] = WALLET.exec(type) ?? [];
  const left = `id of type ${/^[A-Za-z0-9 .,'()/#&-]{1,60}$/.test(type) ? type : 'unknown'}`;
  if (text === null || type === 'Gender') return left;
  if (symbol !== undefined) return walletOf(symbol, text);
  if (type === 'Email Address') return { kind: 'email', text };
  if (type === 'Phone Number') return { kind: 'phone', text };
  return /\d/.test(text) && !/^(Website|Additional Sanctions|Secondary sanctions)/i.test(type)
    ? { kind: 'document', text }
    : left;
}

function addressOf(element: XmlElement): AddressIndicator[] {
  const lines = ['address1', 'address2', 'address3'].flatMap((name) => textOf(element, name) ?? []);
  const [city, region] = [textOf(element, 'city'), textOf(element, 'stateOrProvince')];
  const [postcode, country] = [textOf(element, 'postalCode'), textOf(element, 'country')];
  if (lines.length === 0 && [city, region, postcode, country].every((part) => part === null)) return [];
  return [{ kind: 'address', lines, city, region, postcode, country }];
}
