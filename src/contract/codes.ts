/** Codes of capital letters as small numbers: how countries and currencies travel through columns and tables. */

/** A country code of two capitals as a number from 1 (AA) to 676 (ZZ); 0 is missing. */
export function countryNumber(code: string): number {
  return (code.charCodeAt(0) - 65) * 26 + (code.charCodeAt(1) - 65) + 1;
}

/** The two capitals of `countryNumber`. */
export function countryOf(number: number): string {
  return String.fromCharCode(65 + Math.floor((number - 1) / 26), 65 + ((number - 1) % 26));
}

/** A currency code of three capitals as a number from 1 (AAA) to 17,576 (ZZZ); 0 is missing. */
export function currencyNumber(code: string): number {
  return ((code.charCodeAt(0) - 65) * 26 + (code.charCodeAt(1) - 65)) * 26 + (code.charCodeAt(2) - 65) + 1;
}
