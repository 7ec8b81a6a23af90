// Checks one struct (a row or an item) by its group's table (src/core/checkTables.ts): each kind of leaf in turn.

import { hashText, matches } from '../base/pattern';
import {
  CHECK_CODES,
  CHECK_COUNTRIES,
  CHECK_CURRENCIES,
  CHECK_DATES,
  CHECK_FIRST_SPAN,
  CHECK_REQUIRED,
  CHECK_SPANS,
  CHECK_UINTS,
  LEAF_BYTES,
  LEAF_HASH_MULTIPLIER,
  LEAF_HASH_SHIFT,
  LEAF_MAX,
  LEAF_PATTERNS,
  LEAF_SPAN,
  LEAF_VALUE,
  PATTERN_BYTES,
  PATTERN_CODE,
  PATTERN_LENGTH,
} from '../generated/scan';
import {
  STATUS_CODE,
  STATUS_DATE,
  STATUS_OUT_OF_RANGE,
  STATUS_REQUIRED,
  STATUS_TEXT_TOO_LONG,
} from '../generated/tile';
import { countCodePoints } from '../text/utf8';
import { dayNumber, NO_DAY } from './dates';
import { lettersNumber } from './letters';

/** Status bits of the struct's faults; fills in its codes and dates. */
export function checkStruct(struct: usize, checks: usize): u32 {
  let status: u32 = hasLongText(struct, checks) ? STATUS_TEXT_TOO_LONG : 0;
  status |= readCodes(struct, checks);
  status |= readLetters(struct, checks, CHECK_COUNTRIES, 2);
  status |= readLetters(struct, checks, CHECK_CURRENCIES, 3);
  status |= readDates(struct, checks);
  status |= checkRanges(struct, checks);

  let entry = <usize>load<u32>(checks, CHECK_REQUIRED);
  const end = entriesEnd(checks, CHECK_REQUIRED, entry);
  for (; entry < end; entry += LEAF_BYTES) if (!lengthOf(struct, entry)) status |= STATUS_REQUIRED;
  return status;
}

@inline
function entriesEnd(checks: usize, word: usize, entry: usize): usize {
  return entry + <usize>load<u32>(checks + word, 4) * LEAF_BYTES;
}

@inline
function lengthOf(struct: usize, entry: usize): u32 {
  return load<u32>(struct + <usize>load<u32>(entry, LEAF_SPAN), 4);
}

@inline
function startOf(struct: usize, entry: usize): usize {
  return <usize>load<u32>(struct + <usize>load<u32>(entry, LEAF_SPAN));
}

/** Whether a text has more code points than allowed. Few have even more bytes, so those are asked for first. */
@inline
function hasLongText(struct: usize, checks: usize): bool {
  const span = struct + <usize>load<u32>(checks, CHECK_FIRST_SPAN);
  const limits = <usize>load<u32>(checks, CHECK_SPANS);
  const bytes = <usize>load<u32>(checks, CHECK_SPANS + 4) << 3;
  if (ASC_FEATURE_SIMD) {
    // two spans at a time; a last odd one takes what follows it along, against no limit
    let above = i32x4.splat(0);
    for (let i: usize = 0; i < bytes; i += 16) {
      above = v128.or(above, i32x4.gt_s(v128.load(span + i), v128.load(limits + i)));
    }
    if (!v128.any_true(above)) return false;
  }
  for (let i: usize = 0; i < bytes; i += 8) {
    const length = load<u32>(span + i, 4);
    const most = load<u32>(limits + i, 4);
    if (length > most && countCodePoints(<usize>load<u32>(span + i), length) > most) return true;
  }
  return false;
}

@inline
function readCodes(struct: usize, checks: usize): u32 {
  let status: u32 = 0;
  let entry = <usize>load<u32>(checks, CHECK_CODES);
  const end = entriesEnd(checks, CHECK_CODES, entry);
  for (; entry < end; entry += LEAF_BYTES) {
    const length = lengthOf(struct, entry);
    if (!length) continue;
    const start = startOf(struct, entry);
    const shift = <u64>load<u32>(entry, LEAF_HASH_SHIFT);
    const slot = hashText(start, length, load<u64>(entry, LEAF_HASH_MULTIPLIER), shift);
    const pattern = <usize>load<u32>(entry, LEAF_PATTERNS) + slot * PATTERN_BYTES;
    if (load<u32>(pattern, PATTERN_LENGTH) == length && matches(start, pattern)) {
      store<u16>(struct + load<u32>(entry, LEAF_VALUE), load<u32>(pattern, PATTERN_CODE));
    } else status = STATUS_CODE;
  }
  return status;
}

@inline
function readLetters(struct: usize, checks: usize, word: usize, numLetters: u32): u32 {
  let status: u32 = 0;
  let entry = <usize>load<u32>(checks + word);
  const end = entriesEnd(checks, word, entry);
  for (; entry < end; entry += LEAF_BYTES) {
    const length = lengthOf(struct, entry);
    if (!length) continue;
    const number = length == numLetters ? lettersNumber(startOf(struct, entry), numLetters) : 0;
    store<u16>(struct + load<u32>(entry, LEAF_VALUE), number);
    if (!number) status = STATUS_CODE;
  }
  return status;
}

@inline
function readDates(struct: usize, checks: usize): u32 {
  let status: u32 = 0;
  let entry = <usize>load<u32>(checks, CHECK_DATES);
  const end = entriesEnd(checks, CHECK_DATES, entry);
  for (; entry < end; entry += LEAF_BYTES) {
    const length = lengthOf(struct, entry);
    if (!length) continue;
    const day = length == 10 ? dayNumber(startOf(struct, entry)) : NO_DAY;
    if (day == NO_DAY) status = STATUS_DATE;
    else store<f64>(struct + load<u32>(entry, LEAF_VALUE), <f64>day);
  }
  return status;
}

@inline
function checkRanges(struct: usize, checks: usize): u32 {
  let status: u32 = 0;
  let entry = <usize>load<u32>(checks, CHECK_UINTS);
  const end = entriesEnd(checks, CHECK_UINTS, entry);
  for (; entry < end; entry += LEAF_BYTES) {
    if (!lengthOf(struct, entry)) continue;
    // a number that is here is finite: the scan flags what it cannot read
    const value = load<f64>(struct + load<u32>(entry, LEAF_VALUE));
    if (value < 0 || value > load<f64>(entry, LEAF_MAX) || value != floor(value)) status = STATUS_OUT_OF_RANGE;
  }
  return status;
}
