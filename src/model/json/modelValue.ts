/**
 * What a model file of objects and lists holds, whether it was written as JSON or as UBJSON, and how a parser asks for
 * it: by place, so that every refusal names the element.
 */
import { PosternError } from '../../contract/errors.ts';

/** Long lists of numbers, in the type the file had. */
export type NumberColumn = Float64Array | Float32Array | Int32Array | Int16Array | Int8Array | Uint8Array;
export type ModelObject = ReadonlyMap<string, ModelValue>;
/** Lists of at most SHORT_LIST numbers are plain lists, others are columns: see `numbersOf`. */
export type ModelValue = null | boolean | number | string | NumberColumn | readonly ModelValue[] | ModelObject;

/** A typed array costs about 150 bytes before its first number: too much for files of many short lists. */
export const SHORT_LIST = 8;

/**
 * Objects, their members, and lists that a file may have: each costs far more memory than its bytes. A hundred thousand
 * trees stay below this, and what stays below it within a gigabyte.
 */
export const MOST_KEPT: number = 2 ** 23;
/** As many as an object without members costs. */
export const OBJECT_WEIGHT = 4;

/** A value and where it stands, such as `learner.gradient_booster.model.trees[3].left_children`. */
export type Place = { readonly value: ModelValue; readonly path: string };

export function rootOf(value: ModelValue): Place {
  return { value, path: '' };
}

/** @throws MODEL_INVALID naming the place, what was expected there and what was found. */
export function expected(what: string, { value, path }: Place): never {
  const place = path === '' ? 'The model file' : path;
  throw new PosternError('MODEL_INVALID', `${place}: expected ${what}, got ${kindOf(value)}`);
}

/** The member of an object, or null where it has none of that name. */
export function memberIfAny(place: Place, key: string): Place | null {
  const { value, path } = place;
  if (!(value instanceof Map)) return expected('an object', place);
  const member = (value as ModelObject).get(key);
  return member === undefined ? null : { value: member, path: path === '' ? key : `${path}.${key}` };
}

export function memberOf(place: Place, key: string): Place {
  return memberIfAny(place, key) ?? expected(`a member "${key}"`, place);
}

export function itemsOf(place: Place): Place[] {
  const { value, path } = place;
  if (!Array.isArray(value)) return expected('a list', place);
  return (value as readonly ModelValue[]).map((item, i) => ({ value: item, path: `${path}[${i}]` }));
}

export function textOf(place: Place): string {
  return typeof place.value === 'string' ? place.value : expected('a text', place);
}

export function numberOf(place: Place): number {
  return typeof place.value === 'number' ? place.value : expected('a number', place);
}

/** A list of numbers, however long; truth values count as 1 and 0. */
export function numbersOf(place: Place): NumberColumn {
  const { value } = place;
  if (ArrayBuffer.isView(value)) return value as NumberColumn;
  if (!Array.isArray(value)) return expected('a list of numbers', place);
  return Float64Array.from(value as readonly ModelValue[], (item) =>
    typeof item === 'number' || typeof item === 'boolean' ? Number(item) : expected('a list of numbers', place),
  );
}

/** A list of whole numbers within bounds. */
export function integersOf(place: Place, lowest: number, highest: number): Int32Array {
  const numbers = numbersOf(place);
  for (const number of numbers) {
    if (number >= lowest && number <= highest && Number.isInteger(number)) continue;
    throw new PosternError(
      'MODEL_INVALID',
      `${place.path}: expected whole numbers from ${lowest} to ${highest}, got ${number}`,
    );
  }
  return numbers instanceof Int32Array ? numbers : Int32Array.from(numbers);
}

function kindOf(value: ModelValue): string {
  if (value === null) return 'null';
  if (value instanceof Map) return 'an object';
  if (ArrayBuffer.isView(value)) return `a list of ${value.length} numbers`;
  if (Array.isArray(value)) return `a list of ${value.length}`;
  return { boolean: 'a truth value', number: 'a number', string: 'a text' }[typeof value as 'boolean'];
}
