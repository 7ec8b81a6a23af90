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
export const whole: readonly Target[] = [
  'id',
  'kind',
  'name',
  'address',
  'city',
  'region',
  'postcode',
  'country',
  'phrase',
];

export type Mapping = {
  /** Kind of entries whose row does not say. */
  readonly kind: EntryKind;
  /** Between several values of one cell. */
  readonly separator: string;
  readonly columns: ReadonlyMap<string, Target>;
};

/**
 * @param text JSON such as `{ "kind": "person", "separator": ";", "columns": { "ref": "id", "full name": "name" } }`
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
  const { kind = 'unknown', separator = ';', columns, ...rest } = value as Record<string, unknown>;
  const [unknown] = Object.keys(rest);
  if (unknown !== undefined) return refuse('the keys kind, separator and columns', `"${unknown}"`);
  if (!entryKinds.includes(kind as EntryKind)) return refuse(`a kind of ${entryKinds.join(', ')}`, String(kind));
  if (typeof separator !== 'string' || separator === '') return refuse('a separator of at least one character', 'none');
  if (typeof columns !== 'object' || columns === null)
    return refuse('columns: an object from column to meaning', 'none');
  const pairs = Object.entries(columns);
  const wrong = pairs.find(([, target]) => !targets.includes(target as Target));
  if (wrong) return refuse(`a meaning of ${targets.join(', ')} for column "${wrong[0]}"`, String(wrong[1]));
  const meanings = new Set(pairs.map(([, target]) => target));
  if (!meanings.has('id')) return refuse('a column that is the id', 'none');
  return { kind: kind as EntryKind, separator, columns: new Map(pairs as [string, Target][]) };
}

function refuse(expected: string, got: string): never {
  throw new PosternError('REQUEST_INVALID', `mapping: expected ${expected}, got ${got}`);
}
