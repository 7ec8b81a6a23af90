/** A test's parcel: a base parcel with changes by dotted path. */

export type JsonObject = { [key: string]: JsonValue };
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;

/**
 * @param changes  Path to value: `contents.0.description`; null takes the value away. Objects and lists that a path
 *                 leads through are made where they are not there.
 * @throws RangeError that names the path where it leads through a value that is neither object nor list.
 */
export function applyChanges(base: JsonObject, changes: Readonly<Record<string, unknown>>): JsonObject {
  const parcel = structuredClone(base);
  for (const [path, value] of Object.entries(changes)) setAt(parcel, path, structuredClone(value) as JsonValue);
  return parcel;
}

function setAt(parcel: JsonObject, path: string, value: JsonValue): void {
  const keys = path.split('.');
  let at: JsonObject | JsonValue[] = parcel;
  keys.forEach((key, depth) => {
    if (Array.isArray(at) && !(/^\d+$/.test(key) && Number(key) <= at.length)) {
      throw new RangeError(`${path}: expected a place from 0 to ${at.length} of a list, got ${key}`);
    }
    const place = at as JsonObject;
    if (depth === keys.length - 1) {
      put(at, key, value);
      return;
    }
    const inner = Object.hasOwn(place, key) ? place[key] : undefined;
    if (inner !== undefined && inner !== null && typeof inner !== 'object') {
      throw new RangeError(`${path}: ${keys.slice(0, depth + 1).join('.')} is a ${typeof inner} and has no parts`);
    }
    const next = inner ?? (/^\d+$/.test(keys[depth + 1]) ? [] : {});
    put(at, key, next);
    at = next;
  });
}

function put(at: JsonObject | JsonValue[], key: string, value: JsonValue): void {
  if (Array.isArray(at)) at[Number(key)] = value;
  else if (value === null) delete at[key];
  // a plain assignment to __proto__ would not make a member
  else Object.defineProperty(at, key, { value, enumerable: true, configurable: true, writable: true });
}
