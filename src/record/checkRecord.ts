/**
 * Holds a decoded row against the field table: types, lengths, ranges, codes, dates and required fields. The first
 * fault in document order is the answer; what is required is looked for once everything that was sent is good.
 */
import { type Field, type ListField, parcelFields, type TextsField } from '../contract/fields.ts';
import type { NormalParcel } from '../contract/normalParcel.ts';
import { dayNumber } from '../base/calendar.ts';
import { describe, describeOutOfRange, numCodePoints, plural } from './describe.ts';
import { findMissing } from './requiredFields.ts';
import type { RowFault, RowReading, SourceReading } from './rowReading.ts';
import { SourceObject, type SourceValue } from './sourceValue.ts';

type Fields = Readonly<Record<string, Field>>;
/** A value found good; undefined when it is missing or faulty. */
type Checked = string | number | boolean | readonly Checked[] | { readonly [key: string]: Checked } | undefined;

/** One walk over one row. */
type Walk = { fault: RowFault | undefined; numUnknownKeys: number };

/**
 * Check what a codec read of one row.
 * A fault of the codec lies behind everything that it still read, so a fault of the record's comes first.
 * Fault codes: KEY_DUPLICATE, TYPE_INVALID, TOO_MANY_ITEMS, TEXT_TOO_LONG, NUMBER_OUT_OF_RANGE, CODE_INVALID,
 * DATE_INVALID, FIELD_REQUIRED.
 */
export function checkParcel(reading: SourceReading<SourceValue>): RowReading {
  const { tree } = reading;
  const walk: Walk = { fault: undefined, numUnknownKeys: 0 };
  const parcel = tree === undefined ? undefined : checkObject(walk, parcelFields, tree, '');
  const fault = walk.fault ?? reading.fault ?? findMissing((parcel ?? {}) as Partial<NormalParcel>);
  if (fault !== undefined) return { ok: false, itemId: findItemId(tree), fault };
  return { ok: true, parcel: parcel as unknown as NormalParcel, unknownKeys: walk.numUnknownKeys };
}

/** The item id of a row that may be faulty elsewhere, or null. */
function findItemId(tree: SourceValue | undefined): string | null {
  if (!(tree instanceof SourceObject)) return null;
  const itemId = tree.values[tree.keys.indexOf('itemId')];
  if (typeof itemId !== 'string' || itemId === '') return null;
  const field = parcelFields.itemId;
  return field.kind === 'text' && numCodePoints(itemId) <= field.max ? itemId : null;
}

function checkObject(
  walk: Walk,
  fields: Fields,
  value: SourceValue,
  pointer: string,
): { readonly [key: string]: Checked } | undefined {
  if (!(value instanceof SourceObject)) return refuse(walk, 'TYPE_INVALID', pointer, 'an object', value);
  const checked: Record<string, Checked> = {};
  const seen = new Set<string>();
  for (const [i, key] of value.keys.entries()) {
    if (!Object.hasOwn(fields, key)) {
      walk.numUnknownKeys++;
      continue;
    }
    const place = `${pointer}/${key}`;
    if (seen.has(key)) {
      walk.fault = { code: 'KEY_DUPLICATE', pointer: place, expected: 'the key once', got: 'the key again' };
      return undefined;
    }
    seen.add(key);
    // the value of the last key is absent when the row was cut short there
    const item = i < value.values.length ? checkField(walk, fields[key], value.values[i], place) : undefined;
    if (walk.fault !== undefined) return undefined;
    if (item !== undefined) checked[key] = item;
  }
  return checked;
}

function checkField(walk: Walk, field: Field, value: SourceValue, pointer: string): Checked {
  if (value === null) return undefined;
  switch (field.kind) {
    case 'flag':
      return typeof value === 'boolean' ? value : refuse(walk, 'TYPE_INVALID', pointer, 'true or false', value);
    case 'uint':
      return checkUint(walk, field.max, value, pointer);
    case 'object': {
      const checked = checkObject(walk, field.fields, value, pointer);
      return checked !== undefined && Object.keys(checked).length > 0 ? checked : undefined;
    }
    case 'texts':
      return checkTexts(walk, field, value, pointer);
    case 'list':
      return checkList(walk, field, value, pointer);
    default:
      return checkText(walk, field, value, pointer);
  }
}

function checkUint(walk: Walk, max: number, value: SourceValue, pointer: string): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'bigint') {
    return refuse(walk, 'TYPE_INVALID', pointer, 'a number', value);
  }
  const number = Number(value);
  if (Number.isInteger(number) && number >= 0 && number <= max) return number + 0; // -0 becomes 0
  const expected = `an integer from 0 to ${max}`;
  walk.fault = { code: 'NUMBER_OUT_OF_RANGE', pointer, expected, got: describeOutOfRange(number, max) };
  return undefined;
}

type TextLike = Extract<Field, { kind: 'text' | 'code' | 'country' | 'currency' | 'date' }>;

function checkText(walk: Walk, field: TextLike, value: SourceValue, pointer: string): string | undefined {
  if (typeof value !== 'string') return refuse(walk, 'TYPE_INVALID', pointer, 'a text', value);
  if (value === '') return undefined;
  switch (field.kind) {
    case 'text':
      // code units are never fewer than code points, so most texts need no count
      if (value.length <= field.max || numCodePoints(value) <= field.max) return value;
      return refuse(walk, 'TEXT_TOO_LONG', pointer, `at most ${plural(field.max, 'character')}`, value);
    case 'code':
      if (field.values.includes(value)) return value;
      return refuse(walk, 'CODE_INVALID', pointer, `one of ${field.values.join(', ')}`, value);
    case 'country':
      if (/^[A-Z]{2}$/.test(value)) return value;
      return refuse(walk, 'CODE_INVALID', pointer, 'two capital letters (ISO 3166)', value);
    case 'currency':
      if (/^[A-Z]{3}$/.test(value)) return value;
      return refuse(walk, 'CODE_INVALID', pointer, 'three capital letters (ISO 4217)', value);
    case 'date':
      if (dayNumber(value) !== undefined) return value;
      return refuse(walk, 'DATE_INVALID', pointer, 'a calendar date YYYY-MM-DD, 1900 to 2099', value);
  }
}

/** Texts keep their places: '' stands for a missing one before a given one. */
function checkTexts(walk: Walk, field: TextsField, value: SourceValue, pointer: string): Checked {
  if (!isList(value)) return refuse(walk, 'TYPE_INVALID', pointer, 'a list of texts', value);
  const texts: string[] = [];
  for (const [i, item] of value.entries()) {
    if (i === field.maxItems) return refuseItems(walk, field.maxItems, pointer, value);
    const text = item === null ? undefined : checkText(walk, { kind: 'text', max: field.max }, item, `${pointer}/${i}`);
    if (walk.fault !== undefined) return undefined;
    texts.push(text ?? '');
  }
  const numGiven = texts.findLastIndex((text) => text !== '') + 1;
  return numGiven > 0 ? texts.slice(0, numGiven) : undefined;
}

/** Items keep their places, so an empty one stays; null is no item. */
function checkList(walk: Walk, field: ListField, value: SourceValue, pointer: string): Checked {
  if (!isList(value)) return refuse(walk, 'TYPE_INVALID', pointer, 'a list of objects', value);
  const items: Checked[] = [];
  for (const [i, item] of value.entries()) {
    if (i === field.maxItems) return refuseItems(walk, field.maxItems, pointer, value);
    items.push(checkObject(walk, field.item, item, `${pointer}/${i}`));
    if (walk.fault !== undefined) return undefined;
  }
  return items.length > 0 ? items : undefined;
}

function isList(value: SourceValue): value is readonly SourceValue[] {
  return Array.isArray(value);
}

function refuseItems(walk: Walk, max: number, pointer: string, value: readonly SourceValue[]): undefined {
  return refuse(walk, 'TOO_MANY_ITEMS', pointer, `at most ${plural(max, 'item')}`, value);
}

function refuse(walk: Walk, code: RowFault['code'], pointer: string, expected: string, value: SourceValue): undefined {
  walk.fault = { code, pointer, expected, got: describe(value) };
  return undefined;
}
