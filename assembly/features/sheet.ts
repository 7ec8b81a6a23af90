// Reading the span tables and writing one feature row, for every family.

/** The value of a column; a number below 0 is missing. */
@inline
export function put(sheet: usize, column: usize, value: f64): void {
  store<f32>(sheet + (column << 2), value < 0 ? f32.NaN : <f32>value);
}

@inline
export function putFlag(sheet: usize, column: usize, value: bool): void {
  store<f32>(sheet + (column << 2), <f32>u32(value));
}

@inline
export function putCount(sheet: usize, column: usize, value: u32): void {
  store<f32>(sheet + (column << 2), <f32>value);
}

/** A code of a closed list, or a country: 0 is missing. */
@inline
export function putCode(sheet: usize, column: usize, code: u32): void {
  store<f32>(sheet + (column << 2), code ? <f32>code : f32.NaN);
}

@inline
export function putMissing(sheet: usize, column: usize): void {
  store<f32>(sheet + (column << 2), f32.NaN);
}

/** a / b, or missing (-1) when either is missing or there is nothing to divide by. */
@inline
export function ratio(a: f64, b: f64): f64 {
  return a >= 0 && b > 0 ? a / b : -1;
}

/** part / whole of two counts, or missing when the whole is empty. */
@inline
export function share(part: u32, whole: u32): f64 {
  return whole ? <f64>part / <f64>whole : -1;
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

/** A number that is at least 0, or missing (-1). */
@inline
export function numberAt(struct: usize, span: usize, num: usize): f64 {
  return lengthAt(struct, span) ? load<f64>(struct + num) : -1;
}

/** A bit of the findings when the condition holds. */
@inline
export function found(holds: bool, bit: i32): u64 {
  return u64(holds) << <u64>bit;
}
