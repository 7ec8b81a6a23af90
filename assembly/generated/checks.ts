// Written by src/core/generate.ts from the tables it names; do not edit.
import {
  isLongText,
  isMissing,
  isOddNumber,
  isOddPair,
  moreBytes,
  readCode,
  readCountry,
  readCurrency,
  readDate,
} from '../record/leafChecks';
import {
  STATUS_CODE,
  STATUS_OUT_OF_RANGE,
  STATUS_REQUIRED,
  STATUS_TEXT_TOO_LONG,
} from './tile';

const LIMITS_35_35: usize = memory.data<i32>([2147483647, 35, 2147483647, 35], 16);
const LIMITS_2_NONE: usize = memory.data<i32>([2147483647, 2, 2147483647, 2147483647], 16);
const LIMITS_6_6: usize = memory.data<i32>([2147483647, 6, 2147483647, 6], 16);
const LIMITS_29_20: usize = memory.data<i32>([2147483647, 29, 2147483647, 20], 16);
const LIMITS_10_NONE: usize = memory.data<i32>([2147483647, 10, 2147483647, 2147483647], 16);
const LIMITS_70_70: usize = memory.data<i32>([2147483647, 70, 2147483647, 70], 16);
const LIMITS_70_17: usize = memory.data<i32>([2147483647, 70, 2147483647, 17], 16);
const LIMITS_35_254: usize = memory.data<i32>([2147483647, 35, 2147483647, 254], 16);
const LIMITS_256_NONE: usize = memory.data<i32>([2147483647, 256, 2147483647, 2147483647], 16);
const LIMITS_70_35: usize = memory.data<i32>([2147483647, 70, 2147483647, 35], 16);
const LIMITS_35_70: usize = memory.data<i32>([2147483647, 35, 2147483647, 70], 16);
const MAXIMA_9007199254740991_9007199254740991: usize = memory.data<f64>([9007199254740991, 9007199254740991], 16);
const MAXIMA_4294967295_4294967295: usize = memory.data<f64>([4294967295, 4294967295], 16);
const CODES_EMS_PARCEL_LETTER_GOODS_ECOMMERCE_PARCEL_LETTER_DOCS_MBAG_EXPRESS: usize = memory.data<u64>([0x675f72657474656c, 0xffffffffffffffff, 0x73646f6f, 0xffffffff, 0x30000000c, 0x0, 0x0, 0x0, 0x0, 0xffffffff, 0x6c6563726170, 0xffffffffffff, 0x0, 0x0, 0x200000006, 0x0, 0x0, 0x0, 0x0, 0xffffffff, 0x0, 0x0, 0x0, 0x0, 0xffffffff, 0x6372656d6d6f6365, 0xffffffffffffffff, 0x6c65637261705f65, 0xffffffffffffffff, 0x400000010, 0x0, 0x0, 0x0, 0x0, 0xffffffff, 0x0, 0x0, 0x0, 0x0, 0xffffffff, 0x0, 0x0, 0x0, 0x0, 0xffffffff, 0x6761626d, 0xffffffff, 0x0, 0x0, 0x600000004, 0x73736572707865, 0xffffffffffffff, 0x0, 0x0, 0x700000007, 0x0, 0x0, 0x0, 0x0, 0xffffffff, 0x0, 0x0, 0x0, 0x0, 0xffffffff, 0x645f72657474656c, 0xffffffffffffffff, 0x73636f, 0xffffff, 0x50000000b, 0x736d65, 0xffffff, 0x0, 0x0, 0x100000003, 0x0, 0x0, 0x0, 0x0, 0xffffffff], 16);
const CODES_A_B_C_D: usize = memory.data<u64>([0x44, 0xff, 0x400000001, 0x41, 0xff, 0x100000001, 0x42, 0xff, 0x200000001, 0x43, 0xff, 0x300000001], 16);
const CODES_NATURAL_LEGAL_UNKNOWN: usize = memory.data<u64>([0x6c6167656c, 0xffffffffff, 0x200000005, 0x6e776f6e6b6e75, 0xffffffffffffff, 0x300000007, 0x6c61727574616e, 0xffffffffffffff, 0x100000007, 0x0, 0x0, 0xffffffff], 16);
const CODES_RESIDENCE_BUSINESS_CMRA_POBOX_FREIGHT_FORWARDER_UNKNOWN: usize = memory.data<u64>([0x636e656469736572, 0xffffffffffffffff, 0x65, 0xff, 0x0, 0x0, 0x100000009, 0x0, 0x0, 0x0, 0x0, 0x0, 0x0, 0xffffffff, 0x7373656e69737562, 0xffffffffffffffff, 0x0, 0x0, 0x0, 0x0, 0x200000008, 0x61726d63, 0xffffffff, 0x0, 0x0, 0x0, 0x0, 0x300000004, 0x5f74686769657266, 0xffffffffffffffff, 0x6564726177726f66, 0xffffffffffffffff, 0x72, 0xff, 0x500000011, 0x0, 0x0, 0x0, 0x0, 0x0, 0x0, 0xffffffff, 0x786f626f70, 0xffffffffff, 0x0, 0x0, 0x0, 0x0, 0x400000005, 0x6e776f6e6b6e75, 0xffffffffffffff, 0x0, 0x0, 0x0, 0x0, 0x600000007], 16);
const CODES_GIFT_DOCUMENTS_SAMPLE_RETURNED_SALE_OTHER: usize = memory.data<u64>([0x0, 0x0, 0x0, 0x0, 0xffffffff, 0x656c706d6173, 0xffffffffffff, 0x0, 0x0, 0x300000006, 0x64656e7275746572, 0xffffffffffffffff, 0x0, 0x0, 0x400000008, 0x74666967, 0xffffffff, 0x0, 0x0, 0x100000004, 0x726568746f, 0xffffffffff, 0x0, 0x0, 0x600000005, 0x746e656d75636f64, 0xffffffffffffffff, 0x73, 0xff, 0x200000009, 0x0, 0x0, 0x0, 0x0, 0xffffffff, 0x656c6173, 0xffffffff, 0x0, 0x0, 0x500000004], 16);
const CODES_RETURN_ABANDON: usize = memory.data<u64>([0x0, 0x0, 0xffffffff, 0x6e6f646e616261, 0xffffffffffffff, 0x200000007, 0x6e7275746572, 0xffffffffffff, 0x100000006, 0x0, 0x0, 0xffffffff], 16);
const LIMITS_20_NONE: usize = memory.data<i32>([2147483647, 20, 2147483647, 2147483647], 16);
const LIMITS_10_128: usize = memory.data<i32>([2147483647, 10, 2147483647, 128], 16);
const LIMITS_10_70: usize = memory.data<i32>([2147483647, 10, 2147483647, 70], 16);

/** Some text may be longer than allowed: it has more bytes (SIMD build only). */
@inline
function mayHaveLongTextRow(struct: usize): bool {
  let more = i32x4.splat(0);
  more = v128.or(more, moreBytes(struct, 64, LIMITS_35_35));
  more = v128.or(more, moreBytes(struct, 96, LIMITS_2_NONE));
  more = v128.or(more, moreBytes(struct, 112, LIMITS_6_6));
  more = v128.or(more, moreBytes(struct, 128, LIMITS_29_20));
  more = v128.or(more, moreBytes(struct, 144, LIMITS_10_NONE));
  more = v128.or(more, moreBytes(struct, 176, LIMITS_70_70));
  more = v128.or(more, moreBytes(struct, 200, LIMITS_70_70));
  more = v128.or(more, moreBytes(struct, 216, LIMITS_70_70));
  more = v128.or(more, moreBytes(struct, 232, LIMITS_70_17));
  more = v128.or(more, moreBytes(struct, 256, LIMITS_35_254));
  more = v128.or(more, moreBytes(struct, 272, LIMITS_35_35));
  more = v128.or(more, moreBytes(struct, 296, LIMITS_70_70));
  more = v128.or(more, moreBytes(struct, 320, LIMITS_70_70));
  more = v128.or(more, moreBytes(struct, 336, LIMITS_70_70));
  more = v128.or(more, moreBytes(struct, 352, LIMITS_70_17));
  more = v128.or(more, moreBytes(struct, 376, LIMITS_35_254));
  more = v128.or(more, moreBytes(struct, 392, LIMITS_35_35));
  more = v128.or(more, moreBytes(struct, 424, LIMITS_256_NONE));
  more = v128.or(more, moreBytes(struct, 504, LIMITS_70_70));
  more = v128.or(more, moreBytes(struct, 520, LIMITS_70_35));
  more = v128.or(more, moreBytes(struct, 536, LIMITS_35_70));
  return v128.any_true(more);
}

function hasLongTextRow(struct: usize): bool {
  if (isLongText(struct, 64, 35)) return true;
  if (isLongText(struct, 72, 35)) return true;
  if (isLongText(struct, 96, 2)) return true;
  if (isLongText(struct, 112, 6)) return true;
  if (isLongText(struct, 120, 6)) return true;
  if (isLongText(struct, 128, 29)) return true;
  if (isLongText(struct, 136, 20)) return true;
  if (isLongText(struct, 144, 10)) return true;
  if (isLongText(struct, 176, 70)) return true;
  if (isLongText(struct, 184, 70)) return true;
  if (isLongText(struct, 200, 70)) return true;
  if (isLongText(struct, 208, 70)) return true;
  if (isLongText(struct, 216, 70)) return true;
  if (isLongText(struct, 224, 70)) return true;
  if (isLongText(struct, 232, 70)) return true;
  if (isLongText(struct, 240, 17)) return true;
  if (isLongText(struct, 256, 35)) return true;
  if (isLongText(struct, 264, 254)) return true;
  if (isLongText(struct, 272, 35)) return true;
  if (isLongText(struct, 280, 35)) return true;
  if (isLongText(struct, 296, 70)) return true;
  if (isLongText(struct, 304, 70)) return true;
  if (isLongText(struct, 320, 70)) return true;
  if (isLongText(struct, 328, 70)) return true;
  if (isLongText(struct, 336, 70)) return true;
  if (isLongText(struct, 344, 70)) return true;
  if (isLongText(struct, 352, 70)) return true;
  if (isLongText(struct, 360, 17)) return true;
  if (isLongText(struct, 376, 35)) return true;
  if (isLongText(struct, 384, 254)) return true;
  if (isLongText(struct, 392, 35)) return true;
  if (isLongText(struct, 400, 35)) return true;
  if (isLongText(struct, 424, 256)) return true;
  if (isLongText(struct, 504, 70)) return true;
  if (isLongText(struct, 512, 70)) return true;
  if (isLongText(struct, 520, 70)) return true;
  if (isLongText(struct, 528, 35)) return true;
  if (isLongText(struct, 536, 35)) return true;
  if (isLongText(struct, 544, 70)) return true;
  return false;
}

/** Status bits of the faults in one row struct; fills in its codes and dates. */
export function checkRow(struct: usize): u32 {
  const mayBeLong = ASC_FEATURE_SIMD ? mayHaveLongTextRow(struct) : true;
  let status = mayBeLong && hasLongTextRow(struct) ? STATUS_TEXT_TOO_LONG : 0;
  let isOdd: u32 = 0;
  isOdd |= isOddPair(struct, 560, MAXIMA_9007199254740991_9007199254740991);
  isOdd |= isOddPair(struct, 584, MAXIMA_4294967295_4294967295);
  isOdd |= isOddPair(struct, 600, MAXIMA_9007199254740991_9007199254740991);
  isOdd |= isOddNumber(struct, 616, 9007199254740991);
  if (isOdd) status |= STATUS_OUT_OF_RANGE;
  let isWrong: u32 = 0;
  isWrong |= readCode(struct, 80, 624, CODES_EMS_PARCEL_LETTER_GOODS_ECOMMERCE_PARCEL_LETTER_DOCS_MBAG_EXPRESS, 2, 3, 16);
  isWrong |= readCode(struct, 88, 626, CODES_A_B_C_D, 1, 0, 4);
  isWrong |= readCode(struct, 192, 628, CODES_NATURAL_LEGAL_UNKNOWN, 1, 0, 4);
  isWrong |= readCountry(struct, 248, 630);
  isWrong |= readCode(struct, 288, 632, CODES_RESIDENCE_BUSINESS_CMRA_POBOX_FREIGHT_FORWARDER_UNKNOWN, 3, 6, 8);
  isWrong |= readCode(struct, 312, 634, CODES_NATURAL_LEGAL_UNKNOWN, 1, 0, 4);
  isWrong |= readCountry(struct, 368, 636);
  isWrong |= readCode(struct, 408, 638, CODES_RESIDENCE_BUSINESS_CMRA_POBOX_FREIGHT_FORWARDER_UNKNOWN, 3, 6, 8);
  isWrong |= readCode(struct, 416, 640, CODES_GIFT_DOCUMENTS_SAMPLE_RETURNED_SALE_OTHER, 2, 1, 8);
  isWrong |= readCurrency(struct, 456, 642);
  isWrong |= readCurrency(struct, 472, 644);
  isWrong |= readCurrency(struct, 488, 646);
  isWrong |= readCode(struct, 496, 648, CODES_RETURN_ABANDON, 1, 0, 4);
  if (isWrong) status |= STATUS_CODE;
  let isAbsent: u32 = 0;
  isAbsent |= isMissing(struct, 64);
  isAbsent |= isMissing(struct, 248);
  isAbsent |= isMissing(struct, 368);
  if (isAbsent) status |= STATUS_REQUIRED;
  status |= readDate(struct, 104, 552);
  return status;
}

/** Some text may be longer than allowed: it has more bytes (SIMD build only). */
@inline
function mayHaveLongTextLine(struct: usize): bool {
  let more = i32x4.splat(0);
  more = v128.or(more, moreBytes(struct, 0, LIMITS_256_NONE));
  more = v128.or(more, moreBytes(struct, 16, LIMITS_10_NONE));
  more = v128.or(more, moreBytes(struct, 48, LIMITS_20_NONE));
  return v128.any_true(more);
}

function hasLongTextLine(struct: usize): bool {
  if (isLongText(struct, 0, 256)) return true;
  if (isLongText(struct, 16, 10)) return true;
  if (isLongText(struct, 48, 20)) return true;
  return false;
}

/** Status bits of the faults in one line struct; fills in its codes and dates. */
export function checkLine(struct: usize): u32 {
  const mayBeLong = ASC_FEATURE_SIMD ? mayHaveLongTextLine(struct) : true;
  let status = mayBeLong && hasLongTextLine(struct) ? STATUS_TEXT_TOO_LONG : 0;
  let isOdd: u32 = 0;
  isOdd |= isOddPair(struct, 64, MAXIMA_4294967295_4294967295);
  isOdd |= isOddNumber(struct, 80, 9007199254740991);
  if (isOdd) status |= STATUS_OUT_OF_RANGE;
  let isWrong: u32 = 0;
  isWrong |= readCurrency(struct, 40, 88);
  isWrong |= readCountry(struct, 56, 90);
  if (isWrong) status |= STATUS_CODE;
  return status;
}

/** Some text may be longer than allowed: it has more bytes (SIMD build only). */
@inline
function mayHaveLongTextWallet(struct: usize): bool {
  let more = i32x4.splat(0);
  more = v128.or(more, moreBytes(struct, 0, LIMITS_10_128));
  return v128.any_true(more);
}

function hasLongTextWallet(struct: usize): bool {
  if (isLongText(struct, 0, 10)) return true;
  if (isLongText(struct, 8, 128)) return true;
  return false;
}

/** Status bits of the faults in one wallet struct; fills in its codes and dates. */
export function checkWallet(struct: usize): u32 {
  const mayBeLong = ASC_FEATURE_SIMD ? mayHaveLongTextWallet(struct) : true;
  let status = mayBeLong && hasLongTextWallet(struct) ? STATUS_TEXT_TOO_LONG : 0;
  return status;
}

/** Some text may be longer than allowed: it has more bytes (SIMD build only). */
@inline
function mayHaveLongTextEvent(struct: usize): bool {
  let more = i32x4.splat(0);
  more = v128.or(more, moreBytes(struct, 0, LIMITS_10_NONE));
  more = v128.or(more, moreBytes(struct, 16, LIMITS_10_70));
  return v128.any_true(more);
}

function hasLongTextEvent(struct: usize): bool {
  if (isLongText(struct, 0, 10)) return true;
  if (isLongText(struct, 16, 10)) return true;
  if (isLongText(struct, 24, 70)) return true;
  return false;
}

/** Status bits of the faults in one event struct; fills in its codes and dates. */
export function checkEvent(struct: usize): u32 {
  const mayBeLong = ASC_FEATURE_SIMD ? mayHaveLongTextEvent(struct) : true;
  let status = mayBeLong && hasLongTextEvent(struct) ? STATUS_TEXT_TOO_LONG : 0;
  let isOdd: u32 = 0;
  isOdd |= isOddNumber(struct, 32, 9007199254740991);
  if (isOdd) status |= STATUS_OUT_OF_RANGE;
  return status;
}
