/**
 * Number plans for the core, a u64 a country at its number:
 *
 *   bits 0..9     calling code; a plan of 0 is none
 *   bits 10..23   bit i: numbers may have 4 + i digits
 *   bits 24..47   up to three prefixes dialled at home, a byte each
 *   bits 48..63   prefix dialled for abroad, where it is not 00
 *
 * Digits of a prefix are four bits each, the first lowest; 15 is none.
 */
import {
  LEAST_WHOLE_DIGITS,
  MOST_NATIONAL_BYTES,
  MOST_WHOLE_DIGITS,
  type PhonePlan,
  readPhonePlans,
} from '../watchlist/text/completePhone.ts';
import { countryNumber } from './recordLayout.ts';

const NUM_COUNTRIES = 676;
const LEAST_DIGITS = 4;
const NO_DIGIT = 15;

export function phonePlanSource(): string {
  const plans = Array.from({ length: NUM_COUNTRIES + 1 }, () => 0n);
  for (const plan of readPhonePlans()) plans[countryNumber(plan.country)] = packed(plan);
  const rows = plans.map((plan, number) => (plan === 0n ? '' : `  0x${plan.toString(16)}, // ${number}\n`));
  // most pairs of letters are no country: runs of them take one line
  const text = rows.map((row) => (row === '' ? '  0,\n' : row)).join('');
  return (
    `export const PHONE_PLANS: usize = memory.data<u64>([\n${text.replaceAll(/(?:  0,\n)+/g, zeros)}]);\n` +
    `export const NUM_PHONE_PLANS: u32 = ${plans.length};\n` +
    `export const PHONE_LEAST_DIGITS: u32 = ${LEAST_DIGITS};\n` +
    `export const PHONE_NO_DIGIT: u64 = ${NO_DIGIT};\n` +
    `export const PHONE_MOST_NATIONAL_BYTES: u32 = ${MOST_NATIONAL_BYTES};\n` +
    `export const PHONE_LEAST_WHOLE_DIGITS: u32 = ${LEAST_WHOLE_DIGITS};\n` +
    `export const PHONE_MOST_WHOLE_DIGITS: u32 = ${MOST_WHOLE_DIGITS};\n`
  );
}

function zeros(run: string): string {
  return `  ${run.replaceAll('\n', '').trim().replaceAll(/ +/g, ' ')}\n`;
}

function packed({ callingCode, lengths, trunks, abroad }: PhonePlan): bigint {
  const mask = lengths.reduce((bits, length) => bits | (1n << BigInt(length - LEAST_DIGITS)), 0n);
  const home = [0, 1, 2].map((i) => prefix(trunks[i] ?? '', 2) << BigInt(8 * i));
  return (
    BigInt(callingCode) |
    (mask << 10n) |
    (home.reduce((bits, one) => bits | one, 0n) << 24n) |
    (prefix(abroad ?? '', 4) << 48n)
  );
}

function prefix(digits: string, most: number): bigint {
  return Array.from({ length: most }, (_, i) => BigInt(digits[i] ?? NO_DIGIT) << BigInt(4 * i)).reduce(
    (bits, digit) => bits | digit,
    0n,
  );
}
