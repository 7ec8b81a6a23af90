/**
 * One MISP event as entries: an object (person, address, coin address) is an entry, each attribute outside of objects
 * is one too. Only attributes marked `to_ids` are for matching; others are counted and left out.
 */
import { isObject } from '../../../base/isObject.ts';
import { type Entry, entryWith } from '../../entry.ts';
import type { JsonObject } from '../../json/jsonLines.ts';
import { validityOf } from '../validity.ts';
import { flagOf, readAttribute } from './attribute.ts';
import { indicatorOf, type Part } from './indicators.ts';
import { countriesOf, objectKinds, readObject } from './object.ts';
import { handlingOf, programmesOf } from './tags.ts';

/** `at` is the JSON pointer of what it is about. */
export type MispItem =
  | { readonly entry: Entry; readonly countries?: readonly string[]; readonly at: string }
  | { readonly reason: string; readonly at: string }
  | { readonly left: string };

type About = Pick<Entry, 'list' | 'handling' | 'programmes' | 'validFrom'>;
/** Lists of an event that are taken; it may have proposals, reports and galaxies as well. */
const taken: ReadonlySet<string> = new Set(['Attribute', 'Object', 'Tag', 'EventTag']);
const UNKNOWN_TAG = 'tag of the Traffic Light Protocol without a colour; handled as TLP:AMBER+STRICT';

export function* mapEvent(event: JsonObject, list: string): Generator<MispItem> {
  const validity = validityOf(event.date, null);
  if ('reason' in validity) {
    yield { reason: validity.reason, at: '/Event/date' };
    return;
  }
  const { handling, numUnknown } = handlingOf(event);
  yield* unknownTags(numUnknown);
  const about = { list, handling, programmes: programmesOf(event), validFrom: validity.validFrom };
  for (const [key, value] of Object.entries(event)) {
    if (taken.has(key) || !Array.isArray(value)) continue;
    for (let i = 0; i < value.length; i++) yield { left: `${/^[A-Za-z]{1,40}$/.test(key) ? key : 'list'} of an event` };
  }
  for (const one of listed(event, 'Attribute', '/Event')) {
    if ('reason' in one) yield one;
    else yield* mapAttribute(one.value, about, one.at);
  }
  for (const one of listed(event, 'Object', '/Event')) {
    if ('reason' in one) yield one;
    else yield* mapObject(one.value, about, one.at);
  }
}

function* mapAttribute(attribute: JsonObject, about: About, at: string): Generator<MispItem> {
  const read = readAttribute(attribute);
  if (typeof attribute.uuid !== 'string') yield { reason: 'expected uuid and type: texts', at };
  else if ('reason' in read) yield { reason: read.reason, at };
  else if (read.isDeleted) yield { left: 'deleted attribute' };
  else if (!read.isForDetection) yield { left: `attribute of type ${nameOf(read.type)} that is not to_ids` };
  else {
    const indicator = indicatorOf(read.type, read.text);
    const { handling, numUnknown } = handlingOf(attribute, about.handling);
    yield* unknownTags(numUnknown);
    if (indicator === null) yield { left: `attribute of type ${nameOf(read.type)}` };
    else {
      const kind = indicator.kind === 'name' ? 'person' : 'unknown';
      yield entryOf(attribute, { ...about, handling, kind, indicators: [indicator] }, at);
    }
  }
}

function* mapObject(object: JsonObject, about: About, at: string): Generator<MispItem> {
  const { uuid, name } = object;
  const kind = typeof name === 'string' ? objectKinds[name] : undefined;
  const called = `object ${nameOf(String(name))}`;
  const isDeleted = flagOf(object.deleted);
  if (typeof uuid !== 'string') yield { reason: 'expected uuid: a text', at };
  else if (isDeleted === null) yield { reason: 'expected deleted: true or false', at };
  else if (isDeleted) yield { left: 'deleted object' };
  else if (kind === undefined) yield { left: called };
  else {
    let { handling, numUnknown } = handlingOf(object, about.handling);
    const [forDetection, others]: [Part[], Part[]] = [[], []];
    for (const one of listed(object, 'Attribute', at)) {
      const read = 'reason' in one ? one : readAttribute(one.value);
      if ('reason' in read) {
        yield { reason: read.reason, at: one.at };
        continue;
      }
      if (read.isDeleted) {
        yield { left: 'deleted attribute' };
        continue;
      }
      const attribute = 'value' in one ? one.value : {};
      if (read.isForDetection && (attribute.first_seen ?? attribute.last_seen ?? null) !== null)
        yield { left: 'first_seen or last_seen of an attribute in an object' };
      const marked = handlingOf(attribute, handling);
      handling = marked.handling;
      numUnknown += marked.numUnknown;
      (read.isForDetection ? forDetection : others).push(read);
    }
    yield* unknownTags(numUnknown);
    const { indicators, left } = readObject(forDetection, others);
    for (const { relation } of others) yield { left: `attribute ${nameOf(relation)} of ${called} that is not to_ids` };
    for (const relation of left) yield { left: `attribute ${nameOf(relation)} of ${called}` };
    if (forDetection.length === 0) yield { left: `${called} that is not to_ids` };
    else if (indicators.length === 0) yield { left: `${called} without anything to match` };
    else {
      const countries = countriesOf([...forDetection, ...others]);
      yield entryOf(object, { ...about, handling, kind, indicators }, at, countries);
    }
  }
}

/** Valid while it was seen, else from the date of its event. */
function entryOf(
  { uuid, first_seen, last_seen }: JsonObject,
  about: Omit<Parameters<typeof entryWith>[0], 'id'>,
  at: string,
  countries: readonly string[] = [],
): MispItem {
  const seen = validityOf(first_seen, last_seen);
  if ('reason' in seen) return { reason: seen.reason, at };
  const validity = seen.validFrom === null && seen.validUntil === null ? {} : seen;
  return { entry: entryWith({ ...about, ...validity, id: String(uuid) }), countries, at };
}

type Listed = { readonly value: JsonObject; readonly at: string } | { readonly reason: string; readonly at: string };

function* listed(holder: JsonObject, key: string, of: string): Generator<Listed> {
  const list = holder[key] ?? [];
  if (!Array.isArray(list)) {
    yield { reason: `expected ${key}: a list`, at: `${of}/${key}` };
    return;
  }
  for (const [i, value] of list.entries()) {
    const at = `${of}/${key}/${i}`;
    yield isObject(value) ? { value, at } : { reason: 'expected an object', at };
  }
}

function* unknownTags(count: number): Generator<MispItem> {
  for (let i = 0; i < count; i++) yield { left: UNKNOWN_TAG };
}

function nameOf(type: string): string {
  return /^[a-z0-9|-]{1,60}$/.test(type) ? type : 'unknown';
}
