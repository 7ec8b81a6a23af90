// Lists of objects (content lines, wallet addresses, events): their items lie in tables of the tile.

import { byteAt, CLOSE_LIST, COMMA, OPEN_OBJECT, skipBlanks } from '../../base/bytes';
import {
  STATUS_SYNTAX,
  STATUS_TOO_DEEP,
  STATUS_TOO_MANY_ITEMS,
  STATUS_WRONG_TYPE,
} from '../../generated/tile';
import { resetStruct } from '../../record/reset';
import { fault } from './fault';
import {
  CONTEXT_DEPTH,
  CONTEXT_ITEMS,
  CONTEXT_MAX_ITEMS,
  CONTEXT_NUM_NUMS,
  CONTEXT_NUMS,
  CONTEXT_ROW_PAIR,
  CONTEXT_STRUCT_BYTES,
  CONTEXT_TILE_TABLE,
  FRAME_MAX_NESTING,
  FRAME_TILE,
} from '../../generated/scan';
import { skipValue } from './skip';

/** After '[': the first item's brace or the closing bracket; 0 and a fault for anything else. */
export function firstItem(frame: usize, context: usize, at: usize): usize {
  const depth = load<u32>(context, CONTEXT_DEPTH);
  // the list itself stands one above its items
  if (depth - 1 > load<u32>(frame, FRAME_MAX_NESTING)) return fault(frame, STATUS_TOO_DEEP);
  store<u32>(context, 0, CONTEXT_ITEMS);
  at = skipBlanks(at);
  if (byteAt(at) == CLOSE_LIST) return at;
  return itemBrace(frame, depth, at);
}

/**
 * After an item: count it, then the next one's brace or the closing bracket. A closed list's number of items goes to
 * the row.
 */
export function endOfItem(frame: usize, context: usize, row: usize, at: usize): usize {
  const items = load<u32>(context, CONTEXT_ITEMS) + 1;
  store<u32>(context, items, CONTEXT_ITEMS);
  const table = itemTable(frame, context);
  store<u32>(table, load<u32>(table, 4) + 1, 4);
  const byte = byteAt(at);
  if (byte == CLOSE_LIST) {
    store<u32>(row + load<u32>(context, CONTEXT_ROW_PAIR), items, 4);
    return at;
  }
  if (byte != COMMA) return fault(frame, STATUS_SYNTAX);
  // before the next item is laid out: the tables have room for the limit only
  if (items == load<u32>(context, CONTEXT_MAX_ITEMS)) return fault(frame, STATUS_TOO_MANY_ITEMS);
  return itemBrace(frame, load<u32>(context, CONTEXT_DEPTH), skipBlanks(at + 1));
}

function itemBrace(frame: usize, depth: u32, at: usize): usize {
  if (byteAt(at) != OPEN_OBJECT) return skipValue(frame, at, depth - 1) ? fault(frame, STATUS_WRONG_TYPE) : 0;
  return depth > load<u32>(frame, FRAME_MAX_NESTING) ? fault(frame, STATUS_TOO_DEEP) : at;
}

/** Tile words of the context's items: address of the first, number used, most. */
@inline
function itemTable(frame: usize, context: usize): usize {
  return <usize>load<u32>(frame, FRAME_TILE) + load<u32>(context, CONTEXT_TILE_TABLE);
}

/** The next free struct of the item table, reset. */
export function itemBase(frame: usize, context: usize): usize {
  const table = itemTable(frame, context);
  const bytes = load<u32>(context, CONTEXT_STRUCT_BYTES);
  const item = <usize>(load<u32>(table) + load<u32>(table, 4) * bytes);
  resetStruct(item, 0, bytes, load<u32>(context, CONTEXT_NUMS), load<u32>(context, CONTEXT_NUM_NUMS));
  return item;
}
