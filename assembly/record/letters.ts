// Country and currency codes: capitals A to Z as one number.

/** Number from 1 of two or three capitals (recordLayout.ts, countryNumber and currencyNumber); 0 when they are not. */
@inline
export function lettersNumber(at: usize, numLetters: u32): u32 {
  const first = <u32>load<u8>(at) - 65;
  const second = <u32>load<u8>(at, 1) - 65;
  const two = first * 26 + second;
  const areTwo = u32(first < 26) & u32(second < 26);
  if (numLetters == 2) return (two + 1) & (0 - areTwo);
  const third = <u32>load<u8>(at, 2) - 65;
  return (two * 26 + third + 1) & (0 - (areTwo & u32(third < 26)));
}
