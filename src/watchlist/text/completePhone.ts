/**
 * Phones of parcels as dialled from abroad, cheaply: by the number plan of the party's country, without the patterns
 * that say which numbers are in use. The core does the same (assembly/match/identifiers/completePhone.ts).
 */
import { onFirstUse } from '../../base/onFirstUse.ts';
import { bareDigits } from './phone.ts';
import { phonePlans } from './phonePlans.ts';

export type PhonePlan = {
  readonly country: string;
  readonly callingCode: string;
  /** How many digits a number has without a prefix. */
  readonly lengths: readonly number[];
  /** What is dialled before it at home. */
  readonly trunks: readonly string[];
  /** What is dialled for abroad; null: only 00, which is known everywhere. */
  readonly abroad: string | null;
};

/** UTF-8 bytes; a longer text is not completed. */
export const MOST_NATIONAL_BYTES = 48;
/** Digits of a number with its calling code (E.164). */
export const LEAST_WHOLE_DIGITS = 7;
export const MOST_WHOLE_DIGITS = 15;

const PLUS = /^[^\d+]*\+/;

/** In the order of their codes. */
export function readPhonePlans(): PhonePlan[] {
  return phonePlans
    .trim()
    .split('\n')
    .map((line) => {
      const [country, callingCode, lengths, trunks, abroad] = line.split(' ');
      return {
        country,
        callingCode,
        lengths: lengths.split(',').map(Number),
        trunks: trunks === '-' ? [] : trunks.split(','),
        abroad: abroad === '00' ? null : abroad,
      };
    });
}

const byCountry = onFirstUse(() => new Map(readPhonePlans().map((plan) => [plan.country, plan])));

/**
 * `+` and all digits; empty where the text names its country itself, or is no number of the plan.
 * @param text as `identifierText` makes it
 * @param country code of two capitals
 */
export function completePhone(text: string, country: string): string {
  const plan = byCountry().get(country);
  if (plan === undefined || Buffer.byteLength(text) > MOST_NATIONAL_BYTES || PLUS.test(text)) return '';
  const digits = bareDigits(text);
  const { abroad, callingCode, lengths, trunks } = plan;
  if (abroad !== null && digits.startsWith(abroad)) return whole(digits.slice(abroad.length));
  if (digits.startsWith('00')) return '';
  const trunk = [...trunks, ''].find((one) => digits.startsWith(one) && lengths.includes(digits.length - one.length));
  return trunk === undefined ? '' : whole(callingCode + digits.slice(trunk.length));
}

function whole(digits: string): string {
  const isWhole = digits.length >= LEAST_WHOLE_DIGITS && digits.length <= MOST_WHOLE_DIGITS && digits[0] !== '0';
  return isWhole ? `+${digits}` : '';
}
