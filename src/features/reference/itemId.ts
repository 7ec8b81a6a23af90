/**
 * S10 item numbers (UPU): two letters, eight digits, one check digit, two letters of the country. Blanks and lower
 * case are tolerated. An identifier of another shape is simply not S10.
 */
import { countryNumber } from '../../contract/codes.ts';
import { encodeText, isDigit, isLetter } from '../tokens.ts';

export type S10 = {
  readonly checkDigitFits: boolean;
  /** First letter, A is 0. */
  readonly service: number;
  readonly country: number;
};

const WEIGHTS = [8, 6, 4, 2, 3, 5, 9, 7] as const;
const S10_BYTES = 13;

export function readS10(itemId: string): S10 | undefined {
  const bytes = encodeText(itemId).filter((byte) => byte !== 0x20);
  if (bytes.length !== S10_BYTES) return undefined;
  if (![0, 1, 11, 12].every((i) => isLetter(bytes[i]))) return undefined;
  if (!bytes.subarray(2, 11).every(isDigit)) return undefined;
  const letters = Buffer.from(bytes).toString('latin1').toUpperCase();
  return {
    checkDigitFits: checkDigit(bytes.subarray(2, 10)) === bytes[10] - 0x30,
    service: letters.charCodeAt(0) - 65,
    country: countryNumber(letters.slice(11)),
  };
}

/** 11 - (weighted sum mod 11), where 10 becomes 0 and 11 becomes 5. */
function checkDigit(serial: Uint8Array): number {
  let sum = 0;
  for (const [i, weight] of WEIGHTS.entries()) sum += weight * (serial[i] - 0x30);
  const check = 11 - (sum % 11);
  if (check === 10) return 0;
  return check === 11 ? 5 : check;
}
