/** Markings of STIX 2.1 as handling: the fixed ids of TLP 1.0 and 2.0, and definitions that name a colour. */
import { isObject } from '../../../base/isObject.ts';
import { type Handling, handlings, strictest } from '../../entry.ts';
import type { JsonObject } from '../../json/jsonLines.ts';

/** OASIS STIX 2.1, section 7.2.1.4, and the extension definition for TLP 2.0. */
const fixed: Readonly<Record<string, Handling>> = {
  'marking-definition--613f2e26-407d-48c7-9eca-b8e91df99dc9': 'clear',
  'marking-definition--34098fce-860f-48ae-8e50-ebd3cc5e41da': 'green',
  'marking-definition--f88d31f6-486f-44da-b317-01333bde0b82': 'amber',
  'marking-definition--5e57c739-391a-4eb3-b6be-7d15ca92d5ed': 'red',
  'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487': 'clear',
  'marking-definition--bab4a63c-aed9-4cf5-a766-dfca5abac2bb': 'green',
  'marking-definition--55d920b0-5e8b-4f79-9ee9-91f868d9b421': 'amber',
  'marking-definition--939a9414-2ddd-4d32-a0cd-375ea402b003': 'amber+strict',
  'marking-definition--e828b379-4e03-4974-9ac4-e53a884c97c1': 'red',
};
/** What is marked by something that is not known here may not go further than a marking that is. */
const UNKNOWN: Handling = 'amber+strict';

export type Markings = Map<string, Handling | 'statement'>;

/** Remember a marking definition; a statement (copyright, terms) restricts nothing here. Of two the stricter counts. */
export function addMarking(markings: Markings, { id, definition_type, definition, name }: JsonObject): void {
  if (typeof id !== 'string') return;
  const tlp =
    isObject(definition) && typeof definition.tlp === 'string'
      ? definition.tlp
      : String(name ?? '').replace(/^TLP:/i, '');
  const colour = tlp.toLowerCase().replace('white', 'clear') as Handling;
  const before = markings.get(id);
  if (handlings.includes(colour)) {
    markings.set(id, before === undefined || before === 'statement' ? colour : strictest(before, colour));
  } else if (definition_type === 'statement' && before === undefined) markings.set(id, 'statement');
}

/** The strictest of an object's markings, granular ones mark the whole; or why they cannot be read. */
export function handlingOf(
  { object_marking_refs: whole = [], granular_markings: granular = [] }: JsonObject,
  markings: Markings,
): { handling: Handling; unknown: boolean } | { reason: string } {
  if (!Array.isArray(whole) || !whole.every((id) => typeof id === 'string'))
    return { reason: 'expected object_marking_refs: a list of ids' };
  if (!Array.isArray(granular) || !granular.every(isGranular))
    return { reason: 'expected granular_markings: a list of objects with marking_ref or lang' };
  const ids: string[] = [...whole, ...granular.flatMap(({ marking_ref }) => marking_ref ?? [])];
  let handling: Handling = 'clear';
  let unknown = false;
  for (const id of ids) {
    const defined = markings.get(id);
    if (defined === 'statement') continue;
    const known = fixed[id] ?? defined;
    if (known === undefined) unknown = true;
    handling = strictest(handling, known ?? UNKNOWN);
  }
  return { handling, unknown };
}

function isGranular(value: unknown): value is { marking_ref?: string } {
  if (!isObject(value)) return false;
  const { marking_ref, lang } = value;
  return typeof marking_ref === 'string' || (marking_ref === undefined && typeof lang === 'string');
}
