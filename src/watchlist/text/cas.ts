/** CAS registry numbers in free text: two to seven digits, two, and a check digit, with any dash between them. */
const CAS = /(?<![\d-])(\d{2,7})[-\u2010-\u2015\u2212](\d\d)[-\u2010-\u2015\u2212](\d)(?![\d-])/g;

/** Those with a right check digit, written with hyphens, in order. Zero is none. */
export function casNumbersIn(text: string): string[] {
  return casMatches(text).map(([, first, second, check]) => `${first.replace(/^0+(?=\d\d)/, '')}-${second}-${check}`);
}

/** The same as they are written. */
export function casTextsIn(text: string): string[] {
  return casMatches(text).map(([written]) => written);
}

function casMatches(text: string): RegExpExecArray[] {
  return [...text.matchAll(CAS)].filter(([, first, second, check]) => {
    const digits = [...first, ...second].reverse();
    // each digit times its place from the right, modulo 10
    const sum = digits.reduce((total, digit, i) => total + (i + 1) * Number(digit), 0);
    return sum > 0 && sum % 10 === Number(check);
  });
}
