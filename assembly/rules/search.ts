// Searches: one look-up a text finds all constants that rules ask of it. A node that is found is noted as touched; a
// node that is not stays as it is, at no cost.

import {
  CONTAINS,
  ENDS_WITH,
  ENTRY_BYTES,
  HEAD_BYTES,
  IS_EQUAL,
  NODE_DOMAIN,
  SCRATCH_FOLDED,
  SCRATCH_LISTS,
  SEARCH_ENTRIES,
  SEARCH_FILTER,
  SEARCH_FILTER_BITS,
  SEARCH_FOLD,
  SEARCH_LENGTHS,
  SEARCH_NUM_LENGTHS,
  SEARCH_NUM_UNGUARDED,
  SEARCH_OPERATOR,
  SEARCH_SLOT_BITS,
  SEARCH_SLOTS,
  SEARCH_SPANS,
  SEARCH_UNGUARDED,
  SLOT_BYTES,
} from '../generated/rules';
import { columnBytesOf, usedBytesOf } from './capacity';
import { hashBytes, hashHead, headMask } from './hash';
import { isEmpty } from './masks';
import { countOf, listed, nodeAt, resultOf, tableOf } from './sheet';
import { areSame, foldText } from './textTests';
import { touch, touchBit } from './touched';

/** Finds the constants of a search in every text; its spans have been read. */
export function runSearch(sheet: usize, search: usize): void {
  const spansRecord = nodeAt(sheet, load<u32>(search, SEARCH_SPANS));
  const spans = resultOf(sheet, spansRecord);
  const domain = <u32>load<u8>(spansRecord, NODE_DOMAIN);
  const count = countOf(sheet, domain);
  const operator = load<u32>(search, SEARCH_OPERATOR);
  const folds = load<u32>(search, SEARCH_FOLD) != 0;
  const folded = sheet + SCRATCH_FOLDED;
  if (operator == IS_EQUAL) findEqual(sheet, search, spans, count, folds);
  for (let i: u32 = 0; operator != IS_EQUAL && i < count; i++) {
    let text = <usize>load<u32>(spans + (<usize>i << 3));
    if (text == 0) continue;
    const length = load<u32>(spans + (<usize>i << 3), 4);
    if (folds) text = foldText(folded, text, length);
    if (operator == CONTAINS) findWithin(sheet, search, text, length, i);
    else findAtEnd(sheet, search, text, length, i, operator == ENDS_WITH);
  }
  if (!isEmpty(spans + columnBytesOf(domain), usedBytesOf(count))) touchUnguarded(sheet, search);
}

/** Whole texts. What the loop needs of the search stays in locals, and texts are told apart by their lengths first. */
function findEqual(sheet: usize, search: usize, spans: usize, count: u32, folds: bool): void {
  const table = tableOf(sheet);
  const lengths = lengthsOf(sheet, search);
  const slots = table + <usize>load<u32>(search, SEARCH_SLOTS);
  const bits = load<u32>(search, SEARCH_SLOT_BITS);
  const folded = sheet + SCRATCH_FOLDED;
  for (let i: u32 = 0; i < count; i++) {
    let text = <usize>load<u32>(spans + (<usize>i << 3));
    const length = load<u32>(spans + (<usize>i << 3), 4);
    if (text == 0 || ((lengths >> lengthBit(length)) & 1) == 0) continue;
    if (folds) text = foldText(folded, text, length);
    const slot = slotIn(slots, bits, hashBytes(text, length));
    if (slot) visit(sheet, search, slot, text, length, length, i);
  }
}

@inline
function lengthBit(length: u32): u32 {
  return min<u32>(length, 31);
}

/** Lengths of the constants, one bit each: most texts are told apart by theirs. */
function lengthsOf(sheet: usize, search: usize): u32 {
  const first = load<u32>(search, SEARCH_LENGTHS);
  const end = first + load<u32>(search, SEARCH_NUM_LENGTHS);
  let bits: u32 = 0;
  for (let i = first; i < end; i++) bits |= 1 << lengthBit(listed(sheet, i));
  return bits;
}

/** Absent is an error for some nodes: they have something to say although nothing was found. */
function touchUnguarded(sheet: usize, search: usize): void {
  const first = load<u32>(search, SEARCH_UNGUARDED);
  const end = first + load<u32>(search, SEARCH_NUM_UNGUARDED);
  for (let i = first; i < end; i++) touch(sheet, listed(sheet, i));
}

@inline
function slotOf(sheet: usize, search: usize, hash: u32): usize {
  const slots = tableOf(sheet) + <usize>load<u32>(search, SEARCH_SLOTS);
  return slotIn(slots, load<u32>(search, SEARCH_SLOT_BITS), hash);
}

/** Slot of a hash, or 0 where no constant has it. */
@inline
function slotIn(slots: usize, bits: u32, hash: u32): usize {
  let slot = hash >> (32 - bits);
  while (true) {
    const at = slots + <usize>slot * SLOT_BYTES;
    if (load<u32>(at, 4) == 0) return 0;
    if (load<u32>(at) == hash) return at;
    slot = (slot + 1) & ((1 << bits) - 1);
  }
}

function find(sheet: usize, search: usize, text: usize, length: u32, element: u32): void {
  const slot = slotOf(sheet, search, hashBytes(text, length));
  if (slot) visit(sheet, search, slot, text, length, length, element);
}

/** Beginnings, or endings, of every length that is asked for. */
function findAtEnd(sheet: usize, search: usize, text: usize, length: u32, element: u32, isEnding: bool): void {
  const first = load<u32>(search, SEARCH_LENGTHS);
  const end = first + load<u32>(search, SEARCH_NUM_LENGTHS);
  for (let i = first; i < end; i++) {
    const part = listed(sheet, i);
    if (part > length) return;
    find(sheet, search, isEnding ? text + <usize>(length - part) : text, part, element);
  }
}

/** Every place of the text by its first bytes; a filter spares nearly all look-ups. */
function findWithin(sheet: usize, search: usize, text: usize, length: u32, element: u32): void {
  const heads = load<u32>(search, SEARCH_LENGTHS);
  const filter = tableOf(sheet) + <usize>load<u32>(search, SEARCH_FILTER);
  const shift = 32 - load<u32>(search, SEARCH_FILTER_BITS);
  for (let head: u32 = 1; head <= HEAD_BYTES; head++) {
    if ((heads & (1 << head)) == 0 || head > length) continue;
    const mask = headMask(head);
    const last = length - head;
    for (let at: u32 = 0; at <= last; at++) {
      const hash = hashHead(load<u32>(text + <usize>at) & mask, head);
      const bit = hash >> shift;
      if (((load<u32>(filter + (<usize>(bit >> 5) << 2)) >> (bit & 31)) & 1) == 0) continue;
      const slot = slotOf(sheet, search, hash);
      // heads shorter than HEAD_BYTES are whole texts
      const most = head < HEAD_BYTES ? head : length - at;
      if (slot) visit(sheet, search, slot, text + <usize>at, head, most, element);
    }
  }
}

/** Entries of a slot that stand at `text`, of `least` to `most` bytes. */
function visit(
  sheet: usize,
  search: usize,
  slot: usize,
  text: usize,
  least: u32,
  most: u32,
  element: u32,
): void {
  const table = tableOf(sheet);
  const lists = <usize>load<u32>(sheet, SCRATCH_LISTS);
  let entry = table + <usize>load<u32>(search, SEARCH_ENTRIES) + <usize>(load<u32>(slot, 4) - 1) * ENTRY_BYTES;
  const lastEntry = entry + <usize>load<u32>(slot, 8) * ENTRY_BYTES;
  for (; entry < lastEntry; entry += ENTRY_BYTES) {
    const length = load<u32>(entry, 4);
    if (length < least || length > most || !areSame(table + <usize>load<u32>(entry), text, length)) continue;
    let node = lists + (<usize>load<u32>(entry, 8) << 2);
    const end = node + (<usize>load<u32>(entry, 12) << 2);
    for (; node < end; node += 4) touchBit(sheet, load<u32>(node), element);
  }
}
