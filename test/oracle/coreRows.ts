/** Reads rows back out of the core's span tables, by the paths of the record layout. */
import {
  type GroupName,
  recordLayout,
  ROW_EVENTS_COUNT,
  ROW_EVENTS_FIRST,
  ROW_LENGTH,
  ROW_LINES_COUNT,
  ROW_LINES_FIRST,
  ROW_START,
  ROW_STATUS,
  ROW_UNKNOWN_KEYS,
  ROW_WALLETS_COUNT,
  ROW_WALLETS_FIRST,
} from '../../src/core/recordLayout.ts';
import type { CoreHarness } from './coreHarness.ts';

type RepeatedName = Exclude<GroupName, 'row'>;

const repeated = {
  contents: { table: 'lines', first: ROW_LINES_FIRST, count: ROW_LINES_COUNT },
  wallets: { table: 'wallets', first: ROW_WALLETS_FIRST, count: ROW_WALLETS_COUNT },
  events: { table: 'events', first: ROW_EVENTS_FIRST, count: ROW_EVENTS_COUNT },
} as const;

/** Address of a row's struct in the current tile. */
export function rowAddress(harness: CoreHarness, row: number): number {
  return harness.word('rows') + row * recordLayout.row.bytes;
}

/** Status bits of a row (tile.ts, rowStatus). */
export function rowStatusOf(harness: CoreHarness, row: number): number {
  return harness.view.getUint32(rowAddress(harness, row) + ROW_STATUS, true);
}

/** The row's own bytes in the input. */
export function rowSource(harness: CoreHarness, row: number): Uint8Array {
  const at = rowAddress(harness, row);
  const start = harness.view.getUint32(at + ROW_START, true);
  return harness.bytes.subarray(start, start + harness.view.getUint32(at + ROW_LENGTH, true));
}

/** Number of unknown keys the core counted in a row. */
export function rowUnknownKeys(harness: CoreHarness, row: number): number {
  return harness.view.getUint32(rowAddress(harness, row) + ROW_UNKNOWN_KEYS, true);
}

/** Addresses of a row's items in a repeated group's table. */
export function itemAddresses(harness: CoreHarness, row: number, name: RepeatedName): number[] {
  const { table, first, count } = repeated[name];
  const at = rowAddress(harness, row);
  const start = harness.word(table) + harness.view.getUint32(at + first, true) * recordLayout[name].bytes;
  const numItems = harness.view.getUint32(at + count, true);
  return Array.from({ length: numItems }, (_, i) => start + i * recordLayout[name].bytes);
}

/** The bytes of the span at an address; empty when missing. */
export function readSpan(harness: CoreHarness, at: number): Uint8Array {
  const start = harness.view.getUint32(at, true);
  const length = harness.view.getUint32(at + 4, true);
  return length === 0 ? harness.bytes.subarray(0, 0) : harness.bytes.subarray(start, start + length);
}
