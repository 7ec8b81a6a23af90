/** The small file that says which column of a plain CSV or key of a plain NDJSON file is what. */
import { PosternError } from '../../contract/errors.ts';
import { type EntryKind, entryKinds } from '../entry.ts';

/** What a column can be. Several columns may be the same; those that are not `whole` split at `separator`. */
export const targets = [
  'id',
  'kind',
  'name',
  'alias',
  'weakAlias',
  'programme',
  'address',
  'city',
  'region',
  'postcode',
  'country',
  'phone',
  'email',
  'wallet',
  'cas',
  'phrase',
  'handle',
  'pgp',
  'document',
  'validFrom',
  'validUntil',
  'confidence',
  'handling',
  'related',
] as const;
export type Target = (typeof targets)[number];

/** A name or a line of an address may hold the separator; what is a list by nature may not. */
export const whole: readonly Target[] = ['id', 'kind', 'name', 'address', 'city', 'region', 'postcode', 'country'];

type Given = Readonly<Record<string, unknown>>;
const SYMBOL = /^[A-Z0-9]{2,6}$/;

export type Mapping = {
  /** Kind of entries whose row does not say. */
  readonly kind: EntryKind;
  /** Between several values of one cell. */
  readonly separator: string;
  /** Without a header the columns of a table are called 1, 2 and so on, and a row needs no id: it is its first value. */
  readonly hasHeader: boolean;
  /** Of wallets that do not say it; null: by the file's name where there is no header, else by the address. */
  readonly symbol: string | null;
  readonly columns: ReadonlyMap<string, Target>;
};

/**
 * @param text JSON such as `{ "kind": "person", "separator": ";", "columns": { "ref": "id", "full name": "name" } }`
 * or `{ "header": false, "symbol": "XBT", "columns": { "1": "wallet" } }`
 * @throws PosternError REQUEST_INVALID with what is wrong
 */
export function parseMapping(text: string): Mapping {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse('JSON', 'text that is none');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return refuse('an object', typeof value);
  const { kind = 'unknown', separator = ';', header = true, symbol = null, columns, ...rest } = value as Given;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) return refuse('the keys kind, separator, header, symbol and columns', `"${unknown}"`);
  if (!entryKinds.includes(kind as EntryKind)) return refuse(`a kind of ${entryKinds.join(', ')}`, String(kind));
  if (typeof separator !== 'string' || separator === '') return refuse('a separator of at least one character', 'none');
  if (typeof header !== 'boolean') return refuse('header: true or false', typeof header);
  if (symbol !== null && !(typeof symbol === 'string' && SYMBOL.test(symbol)))
    return refuse('a symbol of capitals and digits', typeof symbol);
  if (typeof columns !== 'object' || columns === null)
    return refuse('columns: an object from column to meaning', 'none');
  const pairs = Object.entries(columns);
  const wrong = pairs.find(([, target]) => !targets.includes(target as Target));
  if (wrong) return refuse(`a meaning of ${targets.join(', ')} for column "${wrong[0]}"`, String(wrong[1]));
  const meanings = new Set(pairs.map(([, target]) => target));
  if (!meanings.has('id') && (header || pairs.length === 0)) return refuse('a column that is the id', 'none');
  return {
    kind: kind as EntryKind,
    separator,
    hasHeader: header,
    symbol,
    columns: new Map(pairs as [string, Target][]),
  };
}

function refuse(expected: string, got: string): never {
  throw new PosternError('REQUEST_INVALID', `mapping: expected ${expected}, got ${got}`);
}
