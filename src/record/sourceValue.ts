/**
 * A decoded row before anything was checked, whatever codec it came in: plain JavaScript values, except that
 * objects keep every key as sent, so that a key that stands twice is still visible.
 */
export type SourceValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly SourceValue[]
  | SourceObject
  | ForeignValue;

/** An object or map. A row cut short may hold one more key than values: the value that could not be read. */
export class SourceObject {
  readonly keys: string[] = [];
  readonly values: SourceValue[] = [];

  add(key: string, value: SourceValue): void {
    this.keys.push(key);
    this.values.push(value);
  }
}

/** A value that no field takes, such as a msgpack binary; `type` is how messages call it ("binary data"). */
export class ForeignValue {
  readonly type: string;

  constructor(type: string) {
    this.type = type;
  }
}
