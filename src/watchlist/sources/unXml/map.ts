/** One INDIVIDUAL or ENTITY as an entry. */
import type { AddressIndicator, Indicator, NameIndicator } from '../../entry.ts';
import { validityOf } from '../validity.ts';
import { elementsLeft, type MappedXml } from '../xmlSource.ts';
import { childrenNamed, textOf, type XmlElement } from '../../xml/parseXml.ts';

const nameParts = ['FIRST_NAME', 'SECOND_NAME', 'THIRD_NAME', 'FOURTH_NAME'];

const read: ReadonlySet<string> = new Set(
  [
    ['DATAID', 'REFERENCE_NUMBER', 'UN_LIST_TYPE', 'LISTED_ON', 'NAME_ORIGINAL_SCRIPT'],
    nameParts,
    ['INDIVIDUAL', 'ENTITY'].flatMap((prefix) => ['ALIAS', 'DOCUMENT', 'ADDRESS'].map((part) => `${prefix}_${part}`)),
  ].flat(),
);

export function mapUn(element: XmlElement, list: string): MappedXml {
  const prefix = element.name;
  const id = textOf(element, 'REFERENCE_NUMBER') ?? textOf(element, 'DATAID');
  const name = nameParts.flatMap((part) => textOf(element, part) ?? []).join(' ');
  if (id === null) return { reason: 'expected REFERENCE_NUMBER or DATAID' };
  if (name === '') return { reason: 'the entry has no name' };
  const validity = validityOf(textOf(element, 'LISTED_ON'), null);
  if ('reason' in validity) return validity;
  const programme = textOf(element, 'UN_LIST_TYPE');
  const original = textOf(element, 'NAME_ORIGINAL_SCRIPT');
  return {
    entry: {
      id,
      list,
      kind: prefix === 'INDIVIDUAL' ? 'person' : 'organisation',
      programmes: programme === null ? [] : [programme],
      ...validity,
      confidence: null,
      handling: 'clear',
      indicators: [
        { kind: 'name', text: name, quality: 'primary' },
        ...(original === null ? [] : [{ kind: 'name', text: original, quality: 'strong' } as const]),
        ...childrenNamed(element, `${prefix}_ALIAS`).flatMap(aliasesOf),
        ...childrenNamed(element, `${prefix}_DOCUMENT`).flatMap(documentOf),
        ...childrenNamed(element, `${prefix}_ADDRESS`).flatMap(addressOf),
      ],
      related: [],
    },
    also: elementsLeft(element, read),
  };
}

/** `Good` and `Low` are the words of the list; several names may stand in one alias, split by semicolons. */
function aliasesOf(element: XmlElement): NameIndicator[] {
  const quality = textOf(element, 'QUALITY') === 'Low' ? 'weak' : 'strong';
  const texts = (textOf(element, 'ALIAS_NAME') ?? '').split(';').map((text) => text.trim());
  return texts.filter((text) => text !== '').map((text) => ({ kind: 'name', text, quality }));
}

function documentOf(element: XmlElement): Indicator[] {
  const text = textOf(element, 'NUMBER');
  return text !== null && /\d/.test(text) ? [{ kind: 'document', text }] : [];
}

function addressOf(element: XmlElement): AddressIndicator[] {
  const street = textOf(element, 'STREET');
  const [city, region] = [textOf(element, 'CITY'), textOf(element, 'STATE_PROVINCE')];
  const [postcode, country] = [textOf(element, 'ZIP_CODE'), textOf(element, 'COUNTRY')];
  if ([street, city, region, postcode, country].every((part) => part === null)) return [];
  return [{ kind: 'address', lines: street === null ? [] : [street], city, region, postcode, country }];
}
