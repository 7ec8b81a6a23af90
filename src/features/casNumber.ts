/**
 * CAS registry numbers: two to seven digits, two digits, one check digit, separated by hyphens. The check digit is
 * the sum of the other digits times their place from the right, modulo 10.
 */

/** The number without hyphens and check digit, or undefined when the text is not a CAS number with a right digit; zero is none. */
export function casNumber(text: string): number | undefined {
  if (!/^\d{2,7}-\d\d-\d$/.test(text)) return undefined;
  const digits = text.replaceAll('-', '');
  let sum = 0;
  for (let place = 1; place < digits.length; place++) sum += place * Number(digits[digits.length - 1 - place]);
  if (sum % 10 !== Number(digits[digits.length - 1])) return undefined;
  return Number(digits.slice(0, -1)) || undefined;
}
