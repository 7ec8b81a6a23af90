/**
 * Where each field of the record lies in memory, derived from the field table.
 *
 * One row, and one item of each repeated group, is a fixed struct: a header, then a *span* per leaf field
 * (u32 address, u32 byte length; length 0 is missing), then an f64 per number, flag and date (NaN is missing;
 * a date is its day number since 1970-01-01), then a u16 per closed code, country and currency (0 is missing).
 */
import { type Field, parcelFields } from '../contract/fields.ts';

export { countryNumber, currencyNumber } from '../contract/codes.ts';

export type GroupName = 'row' | 'contents' | 'wallets' | 'events';

/** One leaf of the record and its byte offsets inside its group's struct. */
export type Leaf = {
  /** Dotted path; inside a repeated group relative to the item. */
  path: string;
  field: Exclude<Field, { kind: 'object' | 'list' | 'texts' }>;
  span: number;
  num?: number;
  code?: number;
};

export type Group = { name: GroupName; leaves: readonly Leaf[]; bytes: number };

/** Row header, u32 each. Group pairs are (index of the first item, number of items) in the group's table. */
export const ROW_STATUS = 0;
export const ROW_START = 4;
export const ROW_LENGTH = 8;
export const ROW_UNKNOWN_KEYS = 12;
export const ROW_LINES_FIRST = 16;
export const ROW_LINES_COUNT = 20;
export const ROW_WALLETS_FIRST = 24;
export const ROW_WALLETS_COUNT = 28;
export const ROW_EVENTS_FIRST = 32;
export const ROW_EVENTS_COUNT = 36;
const ROW_HEADER_BYTES = 64;

const NUMERIC: ReadonlySet<string> = new Set(['uint', 'flag', 'date']);
const CODED: ReadonlySet<string> = new Set(['code', 'country', 'currency']);

function leavesOf(fields: Readonly<Record<string, Field>>, prefix: string): Omit<Leaf, 'span'>[] {
  return Object.entries(fields).flatMap(([key, field]) => {
    const path = prefix + key;
    switch (field.kind) {
      case 'object':
        return leavesOf(field.fields, `${path}.`);
      case 'list':
        return [];
      case 'texts':
        return Array.from({ length: field.maxItems }, (_, i) => ({
          path: `${path}.${i}`,
          field: { kind: 'text' as const, max: field.max },
        }));
      default:
        return [{ path, field }];
    }
  });
}

function layGroup(name: GroupName, fields: Readonly<Record<string, Field>>, headerBytes: number, align: number): Group {
  const leaves = leavesOf(fields, '');
  let at = headerBytes;
  const spans = leaves.map(() => {
    at += 8;
    return at - 8;
  });
  const laid: Leaf[] = leaves.map((leaf, i) => ({ ...leaf, span: spans[i] }));
  for (const leaf of laid) {
    if (!NUMERIC.has(leaf.field.kind)) continue;
    leaf.num = at;
    at += 8;
  }
  for (const leaf of laid) {
    if (!CODED.has(leaf.field.kind)) continue;
    leaf.code = at;
    at += 2;
  }
  return { name, leaves: laid, bytes: Math.ceil(at / align) * align };
}

function itemsOf(field: Field): Readonly<Record<string, Field>> {
  if (field.kind !== 'list') throw new TypeError(`expected a list field, got ${field.kind}`);
  return field.item;
}

const payment = parcelFields.payment;
if (payment.kind !== 'object') throw new TypeError('payment must be an object field');

/** The row and its three repeated groups. */
export const recordLayout: Readonly<Record<GroupName, Group>> = {
  row: layGroup('row', parcelFields, ROW_HEADER_BYTES, 64),
  contents: layGroup('contents', itemsOf(parcelFields.contents), 0, 16),
  wallets: layGroup('wallets', itemsOf(payment.fields.walletAddresses), 0, 16),
  events: layGroup('events', itemsOf(parcelFields.events), 0, 16),
};

/** Most items one row may hold, by group. */
export const maxItems: Readonly<Record<Exclude<GroupName, 'row'>, number>> = {
  contents: limitOf(parcelFields.contents),
  wallets: limitOf(payment.fields.walletAddresses),
  events: limitOf(parcelFields.events),
};

function limitOf(field: Field): number {
  return field.kind === 'list' ? field.maxItems : 0;
}
