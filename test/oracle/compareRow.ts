/** Holds what the core left of a row against the record that the explained path read: spans, numbers and codes. */
import type { NormalParcel } from '../../src/contract/normalParcel.ts';
import { countryNumber, currencyNumber, type Group, type Leaf, recordLayout } from '../../src/core/recordLayout.ts';
import { dayNumber } from '../../src/base/calendar.ts';
import type { CoreHarness } from './coreHarness.ts';
import { itemAddresses, readSpan, rowAddress } from './coreRows.ts';

/** Where a leaf's value stands in the record: its path, split once. */
const keysOf = new Map<Leaf, readonly string[]>(
  Object.values(recordLayout).flatMap((group) => group.leaves.map((leaf) => [leaf, leaf.path.split('.')] as const)),
);

/** How a codec writes numbers and flags: as text that means the same, or in bytes of its own. */
export type Tokens = 'text' | 'binary';

/**
 * The first difference between a row of the current tile and its record, or undefined when there is none.
 * Compares every leaf of the row and of its items: text byte for byte, numbers and codes to the bit.
 */
export function compareRow(
  harness: CoreHarness,
  row: number,
  parcel: NormalParcel,
  tokens: Tokens = 'text',
): string | undefined {
  const inRow = compareItem(harness, recordLayout.row, rowAddress(harness, row), parcel, tokens);
  if (inRow !== undefined) return inRow;
  const lists = { contents: parcel.contents, wallets: parcel.payment?.walletAddresses, events: parcel.events };
  for (const name of ['contents', 'wallets', 'events'] as const) {
    const items = lists[name] ?? [];
    const addresses = itemAddresses(harness, row, name);
    if (addresses.length !== items.length) return `${name}: expected ${items.length} items, got ${addresses.length}`;
    for (const [i, at] of addresses.entries()) {
      const inItem = compareItem(harness, recordLayout[name], at, items[i], tokens);
      if (inItem !== undefined) return `${name}.${i}.${inItem}`;
    }
  }
  return undefined;
}

function compareItem(
  harness: CoreHarness,
  group: Group,
  at: number,
  item: unknown,
  tokens: Tokens,
): string | undefined {
  for (const leaf of group.leaves) {
    const value = valueAt(item, keysOf.get(leaf) as readonly string[]);
    const problem = compareLeaf(harness, leaf, at, value, tokens);
    if (problem !== undefined) return `${leaf.path}: ${problem}`;
  }
  return undefined;
}

function valueAt(item: unknown, keys: readonly string[]): unknown {
  let value = item;
  for (const key of keys) value = (value as Record<string, unknown> | undefined)?.[key];
  // '' holds the place of a missing address line
  return value === '' ? undefined : value;
}

function compareLeaf(harness: CoreHarness, leaf: Leaf, at: number, value: unknown, tokens: Tokens): string | undefined {
  const bytes = readSpan(harness, at + leaf.span);
  if (!isSameToken(bytes, leaf, value, tokens)) {
    return `expected the text of ${JSON.stringify(value)}, got ${JSON.stringify(Buffer.from(bytes).toString('latin1'))}`;
  }
  if (leaf.num !== undefined) {
    const num = harness.view.getFloat64(at + leaf.num, true);
    if (!Object.is(num, numberOf(leaf, value))) return `expected number ${numberOf(leaf, value)}, got ${num}`;
  }
  if (leaf.code !== undefined) {
    const code = harness.view.getUint16(at + leaf.code, true);
    if (code !== codeOf(leaf, value)) return `expected code ${codeOf(leaf, value)}, got ${code}`;
  }
  return undefined;
}

/** Text must be the same bytes; a number's token may be any that means the same. */
function isSameToken(bytes: Uint8Array, leaf: Leaf, value: unknown, tokens: Tokens): boolean {
  if (value === undefined) return bytes.length === 0;
  if (tokens === 'binary' && (leaf.field.kind === 'uint' || leaf.field.kind === 'flag')) return bytes.length > 0;
  if (leaf.field.kind === 'uint') return bytes.length > 0 && Number(Buffer.from(bytes).toString('latin1')) === value;
  return isSameText(bytes, String(value));
}

function isSameText(bytes: Uint8Array, text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= 0x80) return Buffer.compare(encodeWtf8(text), bytes) === 0;
    if (bytes[i] !== unit) return false;
  }
  return bytes.length === text.length;
}

const LONE_SURROGATE = /\p{Surrogate}/u;

/** UTF-8 in which a lone surrogate is three bytes of its own, as the core writes it. */
export function encodeWtf8(text: string): Uint8Array {
  if (!LONE_SURROGATE.test(text)) return Buffer.from(text);
  const parts = [...text].map((character) => {
    const unit = character.charCodeAt(0);
    if (!LONE_SURROGATE.test(character)) return Buffer.from(character);
    return Buffer.of(0xe0 | (unit >> 12), 0x80 | ((unit >> 6) & 0x3f), 0x80 | (unit & 0x3f));
  });
  return Buffer.concat(parts);
}

function numberOf(leaf: Leaf, value: unknown): number {
  if (value === undefined) return Number.NaN;
  return leaf.field.kind === 'date' ? (dayNumber(value as string) as number) : Number(value);
}

function codeOf(leaf: Leaf, value: unknown): number {
  if (value === undefined) return 0;
  if (leaf.field.kind === 'country') return countryNumber(value as string);
  if (leaf.field.kind === 'currency') return currencyNumber(value as string);
  return leaf.field.kind === 'code' ? leaf.field.values.indexOf(value as string) + 1 : 0;
}
