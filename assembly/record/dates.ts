// Calendar dates `YYYY-MM-DD`, 1900 to 2099, as days since 1970-01-01.

import { leadingDigits } from '../base/swar';

export const NO_DAY: i32 = i32.MIN_VALUE;

const FIRST_YEAR: u32 = 1900;
const NUM_YEARS: u32 = 200;
/** Two bits a month from January: its days beyond 28. */
const DAYS_BEYOND_28: u32 = 0b11_10_11_10_11_11_10_11_10_11_00_11;

/** Both dashes and where they stand in the first eight bytes. */
const DASHES: u64 = 0x2d00002d00000000;
const DASH_BYTES: u64 = 0xff0000ff00000000;
const ASCII_ZEROS: u64 = 0x3030303030303030;

/** Day number of the ten bytes at `at`, or NO_DAY. */
@inline
export function dayNumber(at: usize): i32 {
  const head = load<u64>(at);
  const years = head & 0xffffffff;
  const months = (head >> 8) & 0xffff00000000;
  const digits = (years | months | (<u64>load<u16>(at, 8) << 48)) ^ ASCII_ZEROS;
  if ((head & DASH_BYTES) != DASHES || leadingDigits(digits) != 8) return NO_DAY;
  // century, year of it, month and day: sixteen bits each
  const pairs = (digits * 10 + (digits >> 8)) & 0x00ff00ff00ff00ff;
  const year = (<u32>pairs & 0xff) * 100 + (<u32>pairs >> 16);
  const month = <u32>(pairs >> 32) & 0xff;
  const day = <u32>(pairs >> 48);
  if (year - FIRST_YEAR >= NUM_YEARS || month - 1 >= 12) return NO_DAY;
  const leapDay = u32(month == 2) & u32((year & 3) == 0) & u32(year != FIRST_YEAR);
  const lastDay: u32 = 28 + ((DAYS_BEYOND_28 >> ((month - 1) << 1)) & 3) + leapDay;
  return day - 1 < lastDay ? daysFromCivil(year, month, day) : NO_DAY;
}

/**
 * Howard Hinnant, "chrono-compatible low-level date algorithms": years that begin in March, so leap days come last.
 * Of the centuries in reach only 1900 has no leap day.
 */
@inline
function daysFromCivil(year: u32, month: u32, day: u32): i32 {
  const isEarly = u32(month <= 2);
  const marchYear = year - isEarly;
  const dayOfYear = (153 * (month + isEarly * 12 - 3) + 2) / 5 + day - 1;
  const skippedLeapDays = 14 + u32(marchYear >= FIRST_YEAR);
  return <i32>(marchYear * 365 + (marchYear >> 2) - skippedLeapDays + dayOfYear) - 719468;
}
