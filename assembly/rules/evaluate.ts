// Nodes on demand: each at most once a tile, and only when a rule that may hit asks for it. The parts of a node are
// evaluated before it; that is all the recursion there is, and it is no deeper than the conditions.

import {
  DOMAIN_ROWS,
  KIND_ALL,
  KIND_AND,
  KIND_ARITHMETIC_F64,
  KIND_ARITHMETIC_I64,
  KIND_BOOL_COMPARE,
  KIND_CHOOSE,
  KIND_COLUMNS,
  KIND_CONSTANT,
  KIND_COUNT,
  KIND_DAY_OF,
  KIND_ELSE,
  KIND_EXISTS,
  KIND_EXISTS_ONE,
  KIND_EXPAND,
  KIND_EXPAND_COLUMN,
  KIND_FEATURE,
  KIND_FIELD,
  KIND_FINDING,
  KIND_FOUND,
  KIND_IF,
  KIND_LENGTH,
  KIND_MATCHES,
  KIND_NEGATE_F64,
  KIND_NEGATE_I64,
  KIND_NOT,
  KIND_NUMBER,
  KIND_NUMBER_COMPARE,
  KIND_NUMBER_TEST,
  KIND_OR,
  KIND_PRESENT,
  KIND_SCORE,
  KIND_SIGNAL,
  KIND_SIZE,
  KIND_SPANS,
  KIND_TEXT,
  KIND_TEXT_COMPARE,
  KIND_TO_F64,
  KIND_TO_I64,
  KIND_TRUNCATE,
  NODE_A,
  NODE_B,
  NODE_C,
  NODE_CONSTANT,
  NODE_FLAG,
  NODE_KIND,
  SEARCH_BYTES,
  SEARCH_SPANS,
  HEADER_SEARCHES,
  SCRATCH_STATE_OF_SEARCHES,
} from '../generated/rules';
import * as arithmetic from './arithmetic';
import { columnBytesOf, maskBytesOf, usedBytesOf } from './capacity';
import * as columns from './columns';
import { isNaNBits } from './columns';
import { beginAnd, beginOr, chooseMasks, endParts, hearAnd, hearOr } from './combine';
import { compareBools, compareNumbers, testNumbers } from './compares';
import { fillFinding } from './findings';
import { areFloats, findFloats, testFloats } from './floats';
import { countItems, expandMask, reduceItems } from './items';
import { clearMask, copyMask, setNeither } from './masks';
import { matchTexts } from './patterns';
import { runSearch } from './search';
import { countOf, domainOf, listed, liveOf, nodeAt, resultOf, tableOf } from './sheet';
import { compareTexts } from './textTests';
import { KNOWN, stateAt, TOUCHED } from './touched';

/** Where the result of a node lies, once it is there. */
export function resolve(sheet: usize, node: u32): usize {
  const state = stateAt(sheet, node);
  const record = nodeAt(sheet, node);
  const result = resultOf(sheet, record);
  if (load<u8>(state) == KNOWN) return result;
  const kind = <i32>load<u8>(record, NODE_KIND);
  if (kind == KIND_FOUND) resolveFound(sheet, node, record);
  else if (kind == KIND_AND || kind == KIND_OR) resolveParts(sheet, record, kind == KIND_AND);
  else if (kind < KIND_COLUMNS) resolveMasks(sheet, record, kind);
  else resolveColumn(sheet, record, kind);
  store<u8>(state, KNOWN);
  return result;
}

/** Runs a search unless it has run. */
export function ensureSearch(sheet: usize, search: u32): void {
  const state = <usize>load<u32>(sheet, SCRATCH_STATE_OF_SEARCHES) + <usize>search;
  if (load<u8>(state) == KNOWN) return;
  store<u8>(state, KNOWN);
  const table = tableOf(sheet);
  const record = table + <usize>load<u32>(table, HEADER_SEARCHES) + <usize>search * SEARCH_BYTES;
  resolve(sheet, load<u32>(record, SEARCH_SPANS));
  runSearch(sheet, record);
}

/** A search has left what is true, where anything is. */
function resolveFound(sheet: usize, node: u32, record: usize): void {
  const search = load<u32>(record, NODE_A);
  ensureSearch(sheet, search);
  const domain = domainOf(record);
  const bytes = usedBytesOf(countOf(sheet, domain));
  const to = resultOf(sheet, record);
  const error = to + maskBytesOf(domain);
  if (load<u8>(stateAt(sheet, node)) != TOUCHED) clearMask(to, bytes);
  if (load<u8>(record, NODE_FLAG)) {
    clearMask(error, bytes);
  } else {
    const table = tableOf(sheet);
    const at = table + <usize>load<u32>(table, HEADER_SEARCHES) + <usize>search * SEARCH_BYTES;
    copyMask(error, resultOf(sheet, nodeAt(sheet, load<u32>(at, SEARCH_SPANS))) + columnBytesOf(domain), bytes);
  }
}

/** Stops where no further part can change anything. */
function resolveParts(sheet: usize, record: usize, isAnd: bool): void {
  const domain = domainOf(record);
  const to = resultOf(sheet, record);
  const errors = maskBytesOf(domain);
  const live = liveOf(sheet, domain);
  const bytes = usedBytesOf(countOf(sheet, domain));
  const first = load<u32>(record, NODE_A);
  const end = first + load<u32>(record, NODE_B);
  if (isAnd) beginAnd(to, to + errors, live, bytes);
  else beginOr(to, to + errors, live, bytes);
  for (let i = first; i < end; i++) {
    const part = resolve(sheet, listed(sheet, i));
    const isSettled = isAnd
      ? hearAnd(to, to + errors, part, part + errors, bytes)
      : hearOr(to, to + errors, part, part + errors, live, bytes);
    if (isSettled) break;
  }
  endParts(to, to + errors, live, bytes);
}

function resolveMasks(sheet: usize, record: usize, kind: i32): void {
  const domain = domainOf(record);
  const to = resultOf(sheet, record);
  const errors = maskBytesOf(domain);
  const live = liveOf(sheet, domain);
  const bytes = usedBytesOf(countOf(sheet, domain));
  const a = load<u32>(record, NODE_A);
  if (kind == KIND_CONSTANT) {
    if (a) copyMask(to, live, bytes);
    else clearMask(to, bytes);
    clearMask(to + errors, bytes);
  } else if (kind == KIND_FINDING) {
    fillFinding(sheet, to, a);
    clearMask(to + errors, bytes);
  } else if (kind == KIND_PRESENT && areFloats(nodeAt(sheet, a))) {
    findFloats(sheet, to, nodeAt(sheet, a));
    clearMask(to + errors, bytes);
  } else if (kind == KIND_PRESENT) {
    const absent = resolve(sheet, a) + columnBytesOf(domain);
    setNeither(to, absent, absent, live, bytes);
    clearMask(to + errors, bytes);
  } else if (kind == KIND_NOT) {
    const part = resolve(sheet, a);
    setNeither(to, part, part + errors, live, bytes);
    copyMask(to + errors, part + errors, bytes);
  } else if (kind == KIND_IF) {
    const test = resolve(sheet, a);
    const yes = resolve(sheet, load<u32>(record, NODE_B));
    const no = resolve(sheet, load<u32>(record, NODE_C));
    chooseMasks(to, to + errors, test, test + errors, yes, yes + errors, no, no + errors, bytes);
  } else if (kind == KIND_NUMBER_TEST && areFloats(nodeAt(sheet, a)) && !isNaNBits(load<f64>(record, NODE_CONSTANT))) {
    testFloats(sheet, record, nodeAt(sheet, a));
  } else if (kind == KIND_NUMBER_TEST) {
    testNumbers(sheet, record, resolve(sheet, a));
  } else if (kind == KIND_MATCHES) {
    matchTexts(sheet, record, resolve(sheet, a));
  } else if (kind == KIND_EXPAND) {
    expandMask(sheet, record, resolve(sheet, a));
  } else if (kind == KIND_EXISTS || kind == KIND_ALL || kind == KIND_EXISTS_ONE) {
    reduceItems(sheet, record, resolve(sheet, a), load<u32>(record, NODE_C));
  } else {
    const left = resolve(sheet, a);
    const right = resolve(sheet, load<u32>(record, NODE_B));
    if (kind == KIND_NUMBER_COMPARE) compareNumbers(sheet, record, left, right);
    else if (kind == KIND_TEXT_COMPARE) compareTexts(sheet, record, left, right);
    else if (kind == KIND_BOOL_COMPARE) compareBools(sheet, record, left, right);
    else unreachable();
  }
}

function resolveColumn(sheet: usize, record: usize, kind: i32): void {
  if (kind == KIND_SPANS) columns.readSpans(sheet, record);
  else if (kind == KIND_TEXT) columns.fillText(sheet, record);
  else if (kind == KIND_FIELD) columns.readField(sheet, record);
  else if (kind == KIND_FEATURE || kind == KIND_SIGNAL) columns.readColumn(sheet, record);
  else if (kind == KIND_SCORE) columns.readScore(sheet, record);
  else if (kind == KIND_DAY_OF) columns.readDayOf(sheet, record);
  else if (kind == KIND_LENGTH) columns.readLength(sheet, record);
  else if (kind == KIND_NUMBER) arithmetic.fillConstant(sheet, record);
  else resolveComputed(sheet, record, kind);
}

function resolveComputed(sheet: usize, record: usize, kind: i32): void {
  const nodeOfA = load<u32>(record, NODE_A);
  const a = resolve(sheet, nodeOfA);
  if (kind == KIND_SIZE) columns.readSize(sheet, record, a);
  else if (kind == KIND_COUNT) countItems(sheet, record, a, load<u32>(record, NODE_C));
  else if (kind == KIND_NEGATE_F64) arithmetic.negateF64(sheet, record, a);
  else if (kind == KIND_NEGATE_I64) arithmetic.negateI64(sheet, record, a);
  else if (kind == KIND_TO_I64) arithmetic.toI64(sheet, record, a);
  else if (kind == KIND_TO_F64) arithmetic.toF64(sheet, record, a);
  else if (kind == KIND_TRUNCATE) arithmetic.truncate(sheet, record, a);
  else if (kind == KIND_EXPAND_COLUMN) arithmetic.expandColumn(sheet, record, a, DOMAIN_ROWS);
  else {
    const b = resolve(sheet, load<u32>(record, NODE_B));
    if (kind == KIND_ELSE) columns.readElse(sheet, record, a, b);
    else if (kind == KIND_ARITHMETIC_F64) arithmetic.calculateF64(sheet, record, a, b);
    else if (kind == KIND_ARITHMETIC_I64) arithmetic.calculateI64(sheet, record, a, b);
    else if (kind == KIND_CHOOSE) arithmetic.chooseColumn(sheet, record, a, b, resolve(sheet, load<u32>(record, NODE_C)));
    else unreachable();
  }
}
