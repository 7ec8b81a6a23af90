// Calendar dates `YYYY-MM-DD`, 1900 to 2099, as days since 1970-01-01.

export const NO_DAY: i32 = i32.MIN_VALUE;

const FIRST_YEAR: i32 = 1900;
const LAST_YEAR: i32 = 2099;
/** Two bits a month from January: its days beyond 28. */
const DAYS_BEYOND_28: u32 = 0b11_10_11_10_11_11_10_11_10_11_00_11;

/** Day number of the ten bytes at `at`, or NO_DAY. */
export function dayNumber(at: usize): i32 {
  if (load<u8>(at, 4) != 0x2d || load<u8>(at, 7) != 0x2d) return NO_DAY;
  const century = twoDigits(at);
  const ofCentury = twoDigits(at + 2);
  const month = twoDigits(at + 5);
  const day = twoDigits(at + 8);
  if (century < 0 || ofCentury < 0 || month < 1 || month > 12 || day < 1) return NO_DAY;
  const year = century * 100 + ofCentury;
  if (year < FIRST_YEAR || year > LAST_YEAR) return NO_DAY;
  const leapDay = i32(month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
  if (day > 28 + <i32>((DAYS_BEYOND_28 >> ((month - 1) << 1)) & 3) + leapDay) return NO_DAY;
  return daysFromCivil(year, month, day);
}

@inline
function twoDigits(at: usize): i32 {
  const tens = <u32>load<u8>(at) - 0x30;
  const units = <u32>load<u8>(at, 1) - 0x30;
  return tens < 10 && units < 10 ? <i32>(tens * 10 + units) : -1;
}

/** Howard Hinnant, "chrono-compatible low-level date algorithms": years that begin in March, so leap days come last. */
@inline
function daysFromCivil(year: i32, month: i32, day: i32): i32 {
  const marchYear = year - i32(month <= 2);
  const era = marchYear / 400;
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  const dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}
