// Reading the span tables and writing one feature row, for every family.
//
// A missing number is NaN from the span table to the column: arithmetic carries it along and comparisons with it are
// false, so that hardly anything has to be tested. Where a value is chosen it is chosen with a bit mask: what is missing
// cannot be predicted, and the engine makes branches of floating-point selects. Whether a number is missing is asked
// of its bits, because the optimiser may turn a comparison round.

const MISSING_BITS: u64 = 0x7ff8000000000000;
const INFINITY_BITS: u64 = 0x7ff0000000000000;
const MISSING_BITS_F32: u32 = 0x7fc00000;

/** The value of a column; NaN is missing. */
@inline
export function put(sheet: usize, column: usize, value: f64): void {
  store<f32>(sheet + (column << 2), <f32>value);
}

@inline
export function putFlag(sheet: usize, column: usize, value: bool): void {
  store<f32>(sheet + (column << 2), <f32>u32(value));
}

@inline
export function putCount(sheet: usize, column: usize, value: u32): void {
  store<f32>(sheet + (column << 2), <f32>value);
}

/** A count, a code or a flag that is missing unless `isGiven`. */
@inline
export function putIf(sheet: usize, column: usize, isGiven: bool, value: u32): void {
  const mask = 0 - u32(isGiven);
  store<u32>(sheet + (column << 2), (reinterpret<u32>(<f32>value) & mask) | (MISSING_BITS_F32 & ~mask));
}

/** A code of a closed list, a country or a length: 0 is missing. */
@inline
export function putCode(sheet: usize, column: usize, code: u32): void {
  putIf(sheet, column, code != 0, code);
}

/** The value where the condition holds, else missing. */
@inline
export function keepIf(holds: bool, value: f64): f64 {
  const mask = 0 - u64(holds);
  return reinterpret<f64>((reinterpret<u64>(value) & mask) | (MISSING_BITS & ~mask));
}

/** Whether a number, which is never negative, is there. */
@inline
export function isGiven(value: f64): bool {
  return reinterpret<u64>(value) <= INFINITY_BITS;
}

/** The first number, or the second where the first is missing. */
@inline
export function orElse(value: f64, other: f64): f64 {
  const mask = 0 - u64(isGiven(value));
  return reinterpret<f64>((reinterpret<u64>(value) & mask) | (reinterpret<u64>(other) & ~mask));
}

/** The number, or 0 where it is missing. */
@inline
export function orZero(value: f64): f64 {
  return reinterpret<f64>(reinterpret<u64>(value) & (0 - u64(isGiven(value))));
}

/** a / b, or missing when either is missing or there is nothing to divide by. */
@inline
export function ratio(a: f64, b: f64): f64 {
  return keepIf(b > 0, a / b);
}

/** part / whole of two counts, or missing when the whole is empty. */
@inline
export function share(part: u32, whole: u32): f64 {
  return keepIf(whole != 0, <f64>part / <f64>whole);
}

@inline
export function lengthAt(struct: usize, span: usize): u32 {
  return load<u32>(struct + span, 4);
}

@inline
export function textAt(struct: usize, span: usize): usize {
  return <usize>load<u32>(struct + span);
}

@inline
export function isMissing(struct: usize, span: usize): u32 {
  return u32(lengthAt(struct, span) == 0);
}

/** A number that is at least 0, or missing; a zero written with a minus is zero. */
@inline
export function numberAt(struct: usize, num: usize): f64 {
  return abs<f64>(load<f64>(struct + num));
}

/** A bit of the findings when the condition holds. */
@inline
export function found(holds: bool, bit: i32): u64 {
  return u64(holds) << <u64>bit;
}
