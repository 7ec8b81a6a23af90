/** Limits on everything a stranger can send. All are defaults: callers may set their own, never unlimited. */
export interface Limits {
  /** Longest row in bytes, as sent. */
  rowBytes: number;
  /** Deepest nesting of objects and arrays in a row, the row itself being 1. */
  nesting: number;
  /** Largest body that is read as a whole (JSON array, msgpack, vectors), bytes. */
  bodyBytes: number;
}

/** A row over a limit is a row error; a body over one is refused whole. */
export const defaultLimits: Limits = { rowBytes: 256 * 1024, nesting: 32, bodyBytes: 64 * 1024 * 1024 };
