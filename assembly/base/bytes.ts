// Bytes of JSON and of blanks, and the smallest helpers on them.

export const QUOTE: u32 = 0x22;
export const BACKSLASH: u32 = 0x5c;
export const COMMA: u32 = 0x2c;
export const COLON: u32 = 0x3a;
export const MINUS: u32 = 0x2d;
export const NEWLINE: u32 = 0x0a;
export const OPEN_OBJECT: u32 = 0x7b;
export const CLOSE_OBJECT: u32 = 0x7d;
export const OPEN_LIST: u32 = 0x5b;
export const CLOSE_LIST: u32 = 0x5d;

@inline
export function byteAt(at: usize): u32 {
  return <u32>load<u8>(at);
}

@inline
export function isDigit(byte: u32): bool {
  return byte - 0x30 < 10;
}

/** Blanks inside a row: space, tab, carriage return. A newline ends the row and is never skipped. */
@inline
export function isBlank(byte: u32): bool {
  return byte == 0x20 || byte == 0x09 || byte == 0x0d;
}

/** First byte from `at` on that is not a blank. */
@inline
export function skipBlanks(at: usize): usize {
  while (isBlank(byteAt(at))) at++;
  return at;
}

/** Address of the first newline from `at` on; the caller knows that there is one. */
export function findNewline(at: usize): usize {
  if (ASC_FEATURE_SIMD) {
    const newline = i8x16.splat(0x0a);
    while (true) {
      const found = i8x16.bitmask(i8x16.eq(v128.load(at), newline));
      if (found) return at + <usize>ctz(found);
      at += 16;
    }
  }
  while (byteAt(at) != NEWLINE) at++;
  return at;
}
