/** Shapes of short texts: HS codes, phones and postcodes. */
import { POSTCODE_MAX_PLACES } from '../referenceLayout.ts';
import type { Country, ReferenceTables } from '../openReference.ts';
import { encodeText, isDigit, isLetter } from '../tokens.ts';

export type HsCode = {
  readonly hasShape: boolean;
  /** Chapter that exists, else 0. */
  readonly chapter: number;
  /** 0 none, 1 press, 2 watched, 3 controlled. */
  readonly level: number;
};

/** 6 to 10 digits; full stops and blanks between them are left out. */
export function readHsCode(tables: ReferenceTables, text: string): HsCode {
  const digits = text.replaceAll(/[. ]/g, '');
  if (!/^\d{6,10}$/.test(digits)) return { hasShape: false, chapter: 0, level: 0 };
  const chapter = Number(digits.slice(0, 2));
  return {
    hasShape: true,
    chapter: tables.chapter(chapter) ? chapter : 0,
    level: tables.hs.get(Number(digits.slice(0, 6))) ?? 0,
  };
}

/**
 * The first three digits of an international number, which begins with + or 00; blanks, hyphens, full stops and
 * round brackets are left out. Undefined for any other phone.
 */
export function callingDigits(phone: string): string | undefined {
  const match = /^ *(?:\+|00)((?:[ \-.()]*\d){3})/.exec(phone);
  return match?.[1].replaceAll(/\D/g, '');
}

/** Undefined when it cannot be told: no international number, or a country without a calling code. */
export function phoneFits(digits: string | undefined, country: Country): boolean | undefined {
  if (digits === undefined || country.callingCodes.length === 0) return undefined;
  return country.callingCodes.some((code) => digits.startsWith(code));
}

/** True when the country has listed shapes and the postcode has none of them. */
export function postcodeMisfits(postcode: string, country: Country): boolean {
  return country.postcodeShapes.length > 0 && !country.postcodeShapes.includes(postcodeKey(postcode));
}

/** Digits and letters by place, as in referenceLayout.ts; 0 when another character or too many places occur. */
function postcodeKey(postcode: string): number {
  const bytes = encodeText(postcode).filter((byte) => byte !== 0x20 && byte !== 0x2d);
  if (bytes.length > POSTCODE_MAX_PLACES || !bytes.every((byte) => isDigit(byte) || isLetter(byte))) return 0;
  let key = 0;
  for (const [i, byte] of bytes.entries()) key |= 1 << (isDigit(byte) ? i : i + POSTCODE_MAX_PLACES);
  return key >>> 0;
}
