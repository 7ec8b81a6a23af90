// Country and currency codes: capitals A to Z as one number.

/** Number from 1 of two or three capitals (recordLayout.ts, countryNumber and currencyNumber); 0 when they are not. */
@inline
export function lettersNumber(at: usize, numLetters: u32): u32 {
  const first = <u32>load<u8>(at) - 65;
  const second = <u32>load<u8>(at, 1) - 65;
  if (first >= 26 || second >= 26) return 0;
  const two = first * 26 + second;
  if (numLetters == 2) return two + 1;
  const third = <u32>load<u8>(at, 2) - 65;
  return third < 26 ? two * 26 + third + 1 : 0;
}
