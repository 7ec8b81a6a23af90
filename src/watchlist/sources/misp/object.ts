/** The attributes of one MISP object: those for detection as what can be matched, the others by name. */
import type { EntryKind, Indicator } from '../../entry.ts';
import { addressOf, addressParts, nameParts, namesOf, type Part, partIndicator } from './indicators.ts';

/** Objects of the taxonomy that are about a party. */
export const objectKinds: Readonly<Record<string, EntryKind>> = {
  person: 'person',
  organization: 'organisation',
  company: 'organisation',
  'legal-entity': 'organisation',
  'postal-address': 'unknown',
  'coin-address': 'unknown',
  vessel: 'vessel',
};
const subjectCountries = ['nationality', 'country', 'country-of-residence'];

/**
 * @param forDetection attributes that are `to_ids`
 * @param others       those that are not: nothing is matched with them, nor with a name of which they are a part
 * @returns what it can be matched by, and the relations of attributes that were left out
 */
export function readObject(
  forDetection: readonly Part[],
  others: readonly Part[],
): { indicators: Indicator[]; left: string[] } {
  const isNamePart = ({ relation }: Part): boolean => nameParts.includes(relation);
  // half a name would be everybody's of that family
  const named = others.some(isNamePart) ? forDetection.filter((part) => !isNamePart(part)) : forDetection;
  const names = namesOf(named);
  const address = addressOf(forDetection);
  const indicators: Indicator[] = [...names];
  const left: string[] = [];
  const used = new Set<string>(names.length > 0 ? usedForName(named) : []);
  if (address.length > 0) for (const part of addressParts) used.add(part);
  for (const part of forDetection) {
    if (used.has(part.relation)) continue;
    const found = partIndicator(part);
    if (found === null) left.push(part.relation);
    else indicators.push(found);
  }
  return { indicators: [...indicators, ...address], left };
}

function usedForName(parts: readonly Part[]): readonly string[] {
  const has = (relations: readonly string[]): boolean => parts.some(({ relation }) => relations.includes(relation));
  if (has(['full-name'])) return ['full-name', ...nameParts];
  return has(nameParts) ? nameParts : ['name'];
}

/** Of the subject, whether for detection or not: what its phones may be completed by. */
export function countriesOf(parts: readonly Part[]): string[] {
  return parts.flatMap(({ relation, text }) => (subjectCountries.includes(relation) ? [text] : []));
}
