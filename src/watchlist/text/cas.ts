/** CAS registry numbers in free text: two to seven digits, two, and a check digit, with any dash between them. */
const CAS = /(?<![\d-])(\d{2,7})[-\u2010-\u2015\u2212](\d\d)[-\u2010-\u2015\u2212](\d)(?![\d-])/g;

/** Those with a right check digit, written with hyphens, in order. Zero is none. */
export function casNumbersIn(text: string): string[] {
  const found: string[] = [];
  for (const [, first, second, check] of text.matchAll(CAS)) {
    const digits = [...first, ...second].reverse();
    // each digit times its place from the right, modulo 10
    const sum = digits.reduce((total, digit, i) => total + (i + 1) * Number(digit), 0);
    if (sum > 0 && sum % 10 === Number(check)) found.push(`${first.replace(/^0+(?=\d\d)/, '')}-${second}-${check}`);
  }
  return found;
}
