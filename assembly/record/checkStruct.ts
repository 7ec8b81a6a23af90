// Checks one struct (a row or an item) by its group's table (src/core/checkTables.ts): each kind of leaf in turn.

import { hashText, matches } from '../base/pattern';
import {
  CHECK_CODES,
  CHECK_COUNTRIES,
  CHECK_CURRENCIES,
  CHECK_DATES,
  CHECK_FIRST_NUM,
  CHECK_FIRST_SPAN,
  CHECK_NUMS,
  CHECK_REQUIRED,
  CHECK_SPANS,
  LEAF_BYTES,
  LEAF_HASH_MULTIPLIER,
  LEAF_HASH_SHIFT,
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
  // numbers first: a pair of them may take the codes behind along, which are still 0 then
  if (hasOddNumber(struct, checks)) status |= STATUS_OUT_OF_RANGE;
  status |= readCodes(struct, checks);
  status |= readLetters(struct, checks, CHECK_COUNTRIES, 2);
  status |= readLetters(struct, checks, CHECK_CURRENCIES, 3);
  status |= readDates(struct, checks);

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

// A missing field has length 0 and any address below the end of memory: which fields are missing is past guessing, so
// codes and letters are read as if they were there and masked afterwards.

@inline
function readCodes(struct: usize, checks: usize): u32 {
  let wrong: u32 = 0;
  let entry = <usize>load<u32>(checks, CHECK_CODES);
  const end = entriesEnd(checks, CHECK_CODES, entry);
  for (; entry < end; entry += LEAF_BYTES) {
    const length = lengthOf(struct, entry);
    const start = startOf(struct, entry);
    const shift = <u64>load<u32>(entry, LEAF_HASH_SHIFT);
    const slot = hashText(start, length, load<u64>(entry, LEAF_HASH_MULTIPLIER), shift);
    const pattern = <usize>load<u32>(entry, LEAF_PATTERNS) + slot * PATTERN_BYTES;
    const found = u32(load<u32>(pattern, PATTERN_LENGTH) == length) & u32(matches(start, pattern));
    store<u16>(struct + load<u32>(entry, LEAF_VALUE), load<u32>(pattern, PATTERN_CODE) & (0 - found));
    wrong |= u32(length != 0) & (found ^ 1);
  }
  return wrong ? STATUS_CODE : 0;
}

@inline
function readLetters(struct: usize, checks: usize, word: usize, numLetters: u32): u32 {
  let wrong: u32 = 0;
  let entry = <usize>load<u32>(checks + word);
  const end = entriesEnd(checks, word, entry);
  for (; entry < end; entry += LEAF_BYTES) {
    const length = lengthOf(struct, entry);
    const number = lettersNumber(startOf(struct, entry), numLetters) & (0 - u32(length == numLetters));
    store<u16>(struct + load<u32>(entry, LEAF_VALUE), number);
    wrong |= u32(length != 0) & u32(number == 0);
  }
  return wrong ? STATUS_CODE : 0;
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

/** Whether a number is not an integer within its limits. A missing one is NaN, which no comparison holds for. */
@inline
function hasOddNumber(struct: usize, checks: usize): bool {
  const num = struct + <usize>load<u32>(checks, CHECK_FIRST_NUM);
  const maxima = <usize>load<u32>(checks, CHECK_NUMS);
  const bytes = <usize>load<u32>(checks, CHECK_NUMS + 4) << 3;
  let i: usize = 0;
  if (ASC_FEATURE_SIMD) {
    let odd = f64x2.splat(0);
    for (; i < bytes; i += 16) {
      const pair = v128.load(num + i);
      const isOut = v128.or(f64x2.gt(pair, v128.load(maxima + i)), f64x2.lt(pair, f64x2.splat(0)));
      odd = v128.or(odd, v128.or(isOut, f64x2.lt(f64x2.floor(pair), pair)));
    }
    return v128.any_true(odd);
  }
  let isOdd = false;
  for (; i < bytes; i += 8) {
    const value = load<f64>(num + i);
    isOdd = isOdd || value > load<f64>(maxima + i) || value < 0 || floor(value) < value;
  }
  return isOdd;
}
