// What a cell's text means, by the column plan that src/core/csvPlan.ts makes of the header.

import { byteAt, isDigit, MINUS } from '../../base/bytes';
import {
  CSV_BEYOND_LIMIT,
  CSV_COLUMN_GROUP,
  CSV_COLUMN_ITEM,
  CSV_COLUMN_NUM,
  CSV_COLUMN_SPAN,
  CSV_FLAG,
  CSV_GROUP_BYTES,
  CSV_GROUP_NUM_NUMS,
  CSV_GROUP_NUMS,
  CSV_GROUP_ROW_PAIR,
  CSV_GROUP_STRUCT_BYTES,
  CSV_GROUP_TILE_TABLE,
  CSV_GROUPS,
  CSV_TEXT,
  CSV_UNKNOWN,
} from '../../generated/csv';
import { ROW_UNKNOWN_KEYS } from '../../generated/record';
import {
  STATUS_SLOW_NUMBER,
  STATUS_TOO_MANY_ITEMS,
  STATUS_WRONG_TYPE,
  TILE_CSV_PLAN,
  TILE_KEY_TABLES,
} from '../../generated/tile';
import { resetStruct } from '../../record/reset';
import { FRAME_NUMBER } from '../../generated/scan';
import { readNumber } from '../json/numbers';

const EXPONENT_BITS: u64 = 0x7ff0000000000000;
const WORD_TRUE: u32 = 0x65757274;
const WORD_FALS: u32 = 0x736c6166;

/** Put the text `[start, stop)`, which is not empty, where its column belongs. Returns status bits. */
export function storeCell(tile: usize, row: usize, column: usize, start: usize, stop: usize): u32 {
  const kind = <i32>load<u8>(column);
  if (kind == CSV_UNKNOWN) {
    store<u32>(row, load<u32>(row, ROW_UNKNOWN_KEYS) + 1, ROW_UNKNOWN_KEYS);
    return 0;
  }
  if (kind == CSV_BEYOND_LIMIT) return STATUS_TOO_MANY_ITEMS;
  const group = <usize>load<u8>(column, CSV_COLUMN_GROUP);
  const struct = group ? itemStruct(tile, row, group, <u32>load<u16>(column, CSV_COLUMN_ITEM)) : row;
  const span = struct + <usize>load<u16>(column, CSV_COLUMN_SPAN);
  store<u32>(span, <u32>start);
  store<u32>(span, <u32>(stop - start), 4);
  if (kind == CSV_TEXT) return 0;
  const num = struct + <usize>load<u16>(column, CSV_COLUMN_NUM);
  return kind == CSV_FLAG ? storeFlag(num, start, stop) : storeNumber(tile, num, start, stop);
}

/** The struct of an item; items up to it come into being, empty. */
function itemStruct(tile: usize, row: usize, group: usize, item: u32): usize {
  const plan = <usize>load<u32>(tile, TILE_CSV_PLAN) + CSV_GROUPS + group * CSV_GROUP_BYTES;
  const table = tile + <usize>load<u32>(plan, CSV_GROUP_TILE_TABLE);
  const pair = row + <usize>load<u32>(plan, CSV_GROUP_ROW_PAIR);
  const bytes = <usize>load<u32>(plan, CSV_GROUP_STRUCT_BYTES);
  const first = <usize>load<u32>(table) + <usize>load<u32>(pair) * bytes;
  const numItems = load<u32>(pair, 4);
  if (item >= numItems) {
    for (let i = numItems; i <= item; i++) {
      const nums = <usize>load<u32>(plan, CSV_GROUP_NUMS);
      resetStruct(first + <usize>i * bytes, 0, bytes, nums, load<u32>(plan, CSV_GROUP_NUM_NUMS));
    }
    store<u32>(pair, item + 1, 4);
    store<u32>(table, load<u32>(pair) + item + 1, 4);
  }
  return first + <usize>item * bytes;
}

function storeFlag(num: usize, start: usize, stop: usize): u32 {
  const length = stop - start;
  const word = load<u32>(start);
  const isTrue = length == 4 && word == WORD_TRUE;
  if (!isTrue && !(length == 5 && word == WORD_FALS && byteAt(start + 4) == 0x65)) return STATUS_WRONG_TYPE;
  store<f64>(num, isTrue ? 1 : 0);
  return 0;
}

/** A number as JSON writes it, over the whole cell. */
function storeNumber(tile: usize, num: usize, start: usize, stop: usize): u32 {
  const first = byteAt(start);
  if (!isDigit(first) && first != MINUS) return STATUS_WRONG_TYPE;
  const frame = <usize>load<u32>(tile, TILE_KEY_TABLES);
  if (readNumber(frame, start) != stop) return STATUS_WRONG_TYPE;
  const bits = load<u64>(frame, FRAME_NUMBER);
  // -0 is 0
  store<u64>(num, bits << 1 ? bits : 0);
  return (bits & EXPONENT_BITS) == EXPONENT_BITS ? STATUS_SLOW_NUMBER : 0;
}
