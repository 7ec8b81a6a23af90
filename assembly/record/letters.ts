// Country and currency codes: capitals A to Z as one number, compared side by side in one word.

const A: u32 = 0x41;
const ALL_A: u32 = 0x414141;
const ALL_Z: u32 = 0x5a5a5a;
const HIGH_BITS: u32 = 0x808080;

/** Number from 1 of the two capitals at `at` (src/contract/codes.ts, countryNumber); 0 when they are not. */
@inline
export function twoLettersNumber(at: usize): u32 {
  const letters = <u32>load<u16>(at);
  const number = first(letters) * 26 + second(letters) + (1 - A * 27);
  return number & (0 - areCapitals(letters, HIGH_BITS & 0xffff));
}

/** The same of three capitals (currencyNumber). Reads four bytes. */
@inline
export function threeLettersNumber(at: usize): u32 {
  const letters = load<u32>(at);
  const number = (first(letters) * 26 + second(letters)) * 26 + ((letters >> 16) & 0xff) + (1 - A * 703);
  return number & (0 - areCapitals(letters, HIGH_BITS));
}

/** A byte below A or above Z has its high bit set in a difference; a borrow only comes from a byte that is out itself. */
@inline
function areCapitals(letters: u32, highBits: u32): u32 {
  return u32((((letters - ALL_A) | (ALL_Z - letters)) & highBits) == 0);
}

@inline
function first(letters: u32): u32 {
  return letters & 0xff;
}

@inline
function second(letters: u32): u32 {
  return (letters >> 8) & 0xff;
}
