// Classes of single bytes of names, identifiers and free text.

import { isDigit } from './bytes';

@inline
export function lowered(byte: u32): u32 {
  return byte - 0x41 < 26 ? byte | 0x20 : byte;
}

@inline
export function isLetter(byte: u32): bool {
  return (byte | 0x20) - 0x61 < 26;
}

@inline
export function isAlphanumeric(byte: u32): bool {
  return isLetter(byte) || isDigit(byte);
}

/** Letters beyond ASCII count, byte by byte. */
@inline
export function isWordByte(byte: u32): bool {
  return isAlphanumeric(byte) || byte >= 0x80;
}

@inline
export function isHexDigit(byte: u32): bool {
  return isDigit(byte) || (byte | 0x20) - 0x61 < 6;
}

/** Blanks of ASCII: tab to carriage return, and the space. */
@inline
export function isSpace(byte: u32): bool {
  return byte == 0x20 || byte - 0x09 < 5;
}
