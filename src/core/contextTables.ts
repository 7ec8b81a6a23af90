/** Contexts, known keys and cells of the JSON scanner, derived from the field table (layout: scanLayout.ts). */
import { type Field, parcelFields } from '../contract/fields.ts';
import { writeHashTable, writeNeverPattern } from './patternTable.ts';
import {
  type Group,
  type GroupName,
  maxItems,
  recordLayout,
  ROW_EVENTS_FIRST,
  ROW_LINES_FIRST,
  ROW_WALLETS_FIRST,
} from './recordLayout.ts';
import * as at from './scanLayout.ts';
import type { TableWriter } from './tableImage.ts';
import { perfectHash } from './textHash.ts';
import { tileWords } from './tile.ts';

/** Most known keys of one object: the walker keeps the set of keys seen in one u32. */
const MAX_KEYS = 32;

/** Where a context lies in the record. */
type Place = { parent: number; depth: number; group: Group; prefix: string };

type ListName = Exclude<GroupName, 'row'>;
const lists: Readonly<Record<ListName, { path: string; tileTable: number; rowPair: number }>> = {
  contents: { path: 'contents', tileTable: tileWords.lines, rowPair: ROW_LINES_FIRST },
  wallets: { path: 'payment.walletAddresses', tileTable: tileWords.wallets, rowPair: ROW_WALLETS_FIRST },
  events: { path: 'events', tileTable: tileWords.events, rowPair: ROW_EVENTS_FIRST },
};

/** Write all contexts; returns the offset of the root's. */
export function writeContexts(table: TableWriter): number {
  return writeContext(table, parcelFields, { parent: 0, depth: 1, group: recordLayout.row, prefix: '' });
}

function writeContext(table: TableWriter, fields: Readonly<Record<string, Field>>, place: Place): number {
  const context = table.take(at.CONTEXT_BYTES);
  const keys = Object.keys(fields);
  if (keys.length > MAX_KEYS)
    throw new RangeError(`expected at most ${MAX_KEYS} keys in an object, got ${keys.length}`);
  const hash = perfectHash(keys);
  if (place.parent > 0) table.address(context + at.CONTEXT_PARENT, place.parent);
  table.address(context + at.CONTEXT_FIRST_CELL, writeCell(table));
  table.address(context + at.CONTEXT_UNKNOWN, writeUnknown(table));
  table.long(context + at.CONTEXT_HASH_MULTIPLIER, hash.multiplier);
  table.word(context + at.CONTEXT_HASH_SHIFT, hash.shift);
  table.word(context + at.CONTEXT_DEPTH, place.depth);
  writeStruct(table, context, place.group);
  const start = writeHashTable(table, hash, at.ENTRY_BYTES, keys, (entry, key, index) =>
    writeTarget(table, entry, fields[key], index, key, context, place),
  );
  table.address(context + at.CONTEXT_KEYS, start);
  return context;
}

function writeStruct(table: TableWriter, context: number, group: Group): void {
  const nums = group.leaves.flatMap((leaf) => leaf.num ?? []);
  table.word(context + at.CONTEXT_STRUCT_BYTES, group.bytes);
  table.word(context + at.CONTEXT_NUMS, nums[0] ?? 0);
  table.word(context + at.CONTEXT_NUM_NUMS, nums.length);
}

/** A cell that has learned nothing. */
function writeCell(table: TableWriter): number {
  const cell = table.take(at.CELL_BYTES);
  for (let way = cell; way < cell + at.CELL_BYTES; way += at.ENTRY_BYTES) {
    writeNeverPattern(table, way);
    table.word(way + at.CELL_STOP_BIT, at.NEVER_STOP_BIT);
  }
  return cell;
}

/** What keys that are not in the table lead to: any value is skipped. */
function writeUnknown(table: TableWriter): number {
  const unknown = table.take(at.ENTRY_BYTES);
  table.word(unknown + at.TARGET_REFUSED, at.KIND_ANY);
  table.address(unknown + at.TARGET_NEXT_CELL, writeCell(table));
  return unknown;
}

function writeTarget(
  table: TableWriter,
  entry: number,
  field: Field,
  index: number,
  key: string,
  context: number,
  place: Place,
): void {
  const path = place.prefix + key;
  table.address(entry + at.TARGET_NEXT_CELL, writeCell(table));
  table.word(entry + at.TARGET_KEY_BIT, (1 << index) >>> 0);
  table.word(entry + at.TARGET_REFUSED, at.KIND_ANY & ~kindOf(field));
  if (field.kind === 'object') {
    const inner = { parent: context, depth: place.depth + 1, group: place.group, prefix: `${path}.` };
    table.address(entry + at.TARGET_CHILD, writeContext(table, field.fields, inner));
  } else if (field.kind === 'list') {
    table.address(entry + at.TARGET_CHILD, writeList(table, field.item, path, context, place.depth));
  } else {
    const isTexts = field.kind === 'texts';
    const leaf = place.group.leaves.find((leaf) => leaf.path === (isTexts ? `${path}.0` : path));
    if (leaf === undefined) throw new RangeError(`expected ${path} in the record layout`);
    table.word(entry + at.TARGET_SPAN, leaf.span);
    table.word(entry + at.TARGET_NUM, leaf.num ?? 0);
    if (isTexts) table.word(entry + at.TARGET_MAX_TEXTS, field.maxItems);
  }
}

function writeList(
  table: TableWriter,
  item: Readonly<Record<string, Field>>,
  path: string,
  parent: number,
  parentDepth: number,
): number {
  const name = (Object.keys(lists) as ListName[]).find((name) => lists[name].path === path);
  if (name === undefined) throw new RangeError(`expected a table for the list ${path}`);
  // the list itself is one level, its items the next
  const context = writeContext(table, item, { parent, depth: parentDepth + 2, group: recordLayout[name], prefix: '' });
  table.word(context + at.CONTEXT_TILE_TABLE, lists[name].tileTable);
  table.word(context + at.CONTEXT_ROW_PAIR, lists[name].rowPair);
  table.word(context + at.CONTEXT_MAX_ITEMS, maxItems[name]);
  return context;
}

function kindOf(field: Field): number {
  switch (field.kind) {
    case 'uint':
      return at.KIND_NUMBER;
    case 'flag':
      return at.KIND_FLAG;
    case 'object':
      return at.KIND_OBJECT;
    case 'list':
    case 'texts':
      return at.KIND_LIST;
    default:
      return at.KIND_STRING;
  }
}
