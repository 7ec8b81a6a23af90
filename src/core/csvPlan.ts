/**
 * The header of a CSV file as a column plan: where in the span tables the text of each column goes.
 *
 * Columns are named by dotted paths (`sender.name`, `contents.0.description`, `sender.addressLines.0`). A column
 * that names no field is skipped like an unknown key. The plan is binary and lies in the shared memory:
 *
 *   16 bytes     u32 number of columns
 *   4 x 32 bytes groups (row, contents, wallets, events): see CSV_GROUP_*
 *   8 bytes a column: u8 kind, u8 group, u16 item, u16 span offset, u16 number offset
 */
import { PosternError } from '../contract/errors.ts';
import { splitCsvRow } from '../record/csvCells.ts';
import {
  type GroupName,
  type Leaf,
  maxItems,
  recordLayout,
  ROW_EVENTS_FIRST,
  ROW_LINES_FIRST,
  ROW_WALLETS_FIRST,
} from './recordLayout.ts';
import { tileWords } from './tile.ts';

/** Column kinds. Codes and dates are texts to the scan; the checks read them. */
export const CSV_UNKNOWN = 0;
export const CSV_TEXT = 1;
export const CSV_UINT = 2;
export const CSV_FLAG = 3;
/** The path has an index beyond the list's limit: a text in it is a row with too many items. */
export const CSV_BEYOND_LIMIT = 4;

/** Offsets in a column. */
export const CSV_COLUMN_GROUP = 1;
export const CSV_COLUMN_ITEM = 2;
export const CSV_COLUMN_SPAN = 4;
export const CSV_COLUMN_NUM = 6;

/** Offsets in a group, u32 each: where the tile keeps its table (items used follow), the row its (first, count). */
export const CSV_GROUP_TILE_TABLE = 0;
export const CSV_GROUP_ROW_PAIR = 4;
/** Bytes of one struct, its first number and how many numbers it has. */
export const CSV_GROUP_STRUCT_BYTES = 8;
export const CSV_GROUP_NUMS = 12;
export const CSV_GROUP_NUM_NUMS = 16;

export const CSV_GROUPS = 16;
export const CSV_GROUP_BYTES = 32;
export const CSV_COLUMNS: number = CSV_GROUPS + 4 * CSV_GROUP_BYTES;
export const CSV_COLUMN_BYTES = 8;
/** Twice what a header can hold that names every field of every item. */
export const CSV_MAX_COLUMNS = 4096;
export const CSV_PLAN_BYTES: number = CSV_COLUMNS + CSV_MAX_COLUMNS * CSV_COLUMN_BYTES;

export type CsvPlan = {
  /** Column names in order, unknown ones too: what the reader of the explained path needs. */
  readonly names: readonly string[];
  /** The plan for the core; at most CSV_PLAN_BYTES. */
  readonly bytes: Uint8Array;
};

type Column = { kind: number; group: number; item: number; span: number; num: number };

const unknownColumn: Column = { kind: CSV_UNKNOWN, group: 0, item: 0, span: 0, num: 0 };
const beyondLimit: Column = { ...unknownColumn, kind: CSV_BEYOND_LIMIT };

type PlanGroup = { name: GroupName; prefix: string; tileTable: number; rowPair: number };

/** In the order of their numbers; the row has no prefix and no pair. */
const groups: readonly PlanGroup[] = [
  { name: 'row', prefix: '', tileTable: tileWords.rows, rowPair: 0 },
  { name: 'contents', prefix: 'contents.', tileTable: tileWords.lines, rowPair: ROW_LINES_FIRST },
  { name: 'wallets', prefix: 'payment.walletAddresses.', tileTable: tileWords.wallets, rowPair: ROW_WALLETS_FIRST },
  { name: 'events', prefix: 'events.', tileTable: tileWords.events, rowPair: ROW_EVENTS_FIRST },
];

/**
 * Read a header row.
 * @param header  its bytes, with or without byte-order mark and line end.
 * @throws PosternError BODY_INVALID when it is not UTF-8 or not CSV, names a field twice or has too many columns.
 */
export function planCsv(header: Uint8Array): CsvPlan {
  const names = headerNames(header);
  const bytes = new Uint8Array(CSV_COLUMNS + names.length * CSV_COLUMN_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, names.length, true);
  groups.forEach((group, i) => writeGroup(view, CSV_GROUPS + i * CSV_GROUP_BYTES, group));
  const seen = new Set<string>();
  names.forEach((name, i) => {
    const column = columnOf(name);
    if (column.kind !== CSV_UNKNOWN && seen.size === seen.add(name).size)
      throw invalid(`expected each column once, got "${name}" twice: rename or drop one`);
    const at = CSV_COLUMNS + i * CSV_COLUMN_BYTES;
    view.setUint8(at, column.kind);
    view.setUint8(at + CSV_COLUMN_GROUP, column.group);
    view.setUint16(at + CSV_COLUMN_ITEM, column.item, true);
    view.setUint16(at + CSV_COLUMN_SPAN, column.span, true);
    view.setUint16(at + CSV_COLUMN_NUM, column.num, true);
  });
  return { names, bytes };
}

function writeGroup(view: DataView, at: number, group: PlanGroup): void {
  const { leaves, bytes } = recordLayout[group.name];
  const nums = leaves.flatMap((leaf) => leaf.num ?? []);
  view.setUint32(at + CSV_GROUP_TILE_TABLE, group.tileTable, true);
  view.setUint32(at + CSV_GROUP_ROW_PAIR, group.rowPair, true);
  view.setUint32(at + CSV_GROUP_STRUCT_BYTES, bytes, true);
  view.setUint32(at + CSV_GROUP_NUMS, nums[0] ?? 0, true);
  view.setUint32(at + CSV_GROUP_NUM_NUMS, nums.length, true);
}

/** Spreadsheets of many countries save with semicolons. */
function noFields(cells: readonly string[]): string {
  const separator = cells.length === 1 ? /[;\t|]/.exec(cells[0]) : null;
  if (separator === null) return 'none: see itemId, sender.country';
  return `one cell with ${JSON.stringify(separator[0])} in it: separate cells by commas`;
}

function headerNames(header: Uint8Array): readonly string[] {
  let text: string;
  try {
    // fatal, and it drops a byte-order mark
    text = new TextDecoder('utf-8', { fatal: true }).decode(header);
  } catch {
    throw invalid('expected a CSV header in UTF-8, got other bytes');
  }
  const row = splitCsvRow(text);
  if ('fault' in row) throw invalid(`expected a CSV header, got ${row.fault}`);
  if (row.cells.length > CSV_MAX_COLUMNS)
    throw invalid(`expected at most ${CSV_MAX_COLUMNS} columns, got ${row.cells.length}`);
  if (row.cells.every((name) => columnOf(name).kind === CSV_UNKNOWN))
    throw invalid(`expected a CSV header that names fields of the record, got ${noFields(row.cells)}`);
  return row.cells;
}

/** A path's column: of the row itself, of an item of a list, beyond a limit, or unknown. */
function columnOf(name: string): Column {
  const leaf = leavesByPath.row.get(name);
  if (leaf) return leafColumn(leaf, 0, 0);
  if (/^(sender|recipient)\.addressLines\.[1-9]\d*$/.test(name)) return beyondLimit;
  const number = groups.findIndex(({ prefix }) => prefix !== '' && name.startsWith(prefix));
  if (number < 0) return unknownColumn;
  const group = groups[number];
  const [, index, path] = /^(0|[1-9]\d*)\.(.+)$/.exec(name.slice(group.prefix.length)) ?? [];
  const itemLeaf = path === undefined ? undefined : leavesByPath[group.name].get(path);
  if (itemLeaf === undefined) return unknownColumn;
  const isWithinLimit = Number(index) < maxItems[group.name as Exclude<GroupName, 'row'>];
  return isWithinLimit ? leafColumn(itemLeaf, number, Number(index)) : beyondLimit;
}

function leafColumn(leaf: Leaf, group: number, item: number): Column {
  const kind = leaf.field.kind === 'uint' ? CSV_UINT : leaf.field.kind === 'flag' ? CSV_FLAG : CSV_TEXT;
  return { kind, group, item, span: leaf.span, num: leaf.num ?? 0 };
}

const byPath = (name: GroupName): ReadonlyMap<string, Leaf> =>
  new Map(recordLayout[name].leaves.map((leaf) => [leaf.path, leaf]));

const leavesByPath: Readonly<Record<GroupName, ReadonlyMap<string, Leaf>>> = {
  row: byPath('row'),
  contents: byPath('contents'),
  wallets: byPath('wallets'),
  events: byPath('events'),
};

function invalid(message: string): PosternError {
  return new PosternError('BODY_INVALID', message);
}
