/** Is a value an entry? Used where one comes from outside: list files and plain NDJSON. */
import { dayNumber } from '../base/calendar.ts';
import { isObject } from '../base/isObject.ts';
import { type Entry, entryKinds, handlings, type Indicator, nameQualities, textKinds } from './entry.ts';

/** What a list file may say of one entry. */
const MOST_INDICATORS = 20_000;

/** @returns the entry, or what was expected instead. */
export function checkEntry(value: unknown): Entry | string {
  if (!isObject(value)) return 'expected an object';
  const { id, list, kind, programmes, validFrom, validUntil, confidence, handling, indicators, related } = value;
  if (typeof id !== 'string' || id === '') return 'expected id: a text';
  if (typeof list !== 'string') return 'expected list: a text';
  if (!isOneOf(kind, entryKinds)) return `expected kind: ${entryKinds.join(', ')}`;
  if (!areTexts(programmes)) return 'expected programmes: a list of texts';
  if (!isDate(validFrom) || !isDate(validUntil))
    return 'expected validFrom and validUntil: dates of the calendar, YYYY-MM-DD, or null';
  if (validFrom !== null && validUntil !== null && validUntil < validFrom)
    return 'expected validUntil: not before validFrom';
  const isShare = typeof confidence === 'number' && confidence >= 0 && confidence <= 1;
  if (confidence !== null && !isShare) return 'expected confidence: 0 to 1 or null';
  if (!isOneOf(handling, handlings)) return `expected handling: ${handlings.join(', ')}`;
  if (!Array.isArray(indicators) || indicators.length > MOST_INDICATORS)
    return `expected indicators: at most ${MOST_INDICATORS}`;
  const wrong = indicators.findIndex((one) => !isIndicator(one));
  if (wrong >= 0) return `expected an indicator at /indicators/${wrong}`;
  if (!areTexts(related)) return 'expected related: a list of ids';
  return value as Entry;
}

function isIndicator(value: unknown): value is Indicator {
  if (!isObject(value)) return false;
  const { kind, text, quality, lines, symbol, address, isChecked } = value;
  if (kind === 'name') return typeof text === 'string' && isOneOf(quality, nameQualities);
  if (kind === 'address') {
    return areTexts(lines) && ['city', 'region', 'postcode', 'country'].every((key) => isTextOrNull(value[key]));
  }
  if (kind === 'wallet')
    return typeof symbol === 'string' && typeof address === 'string' && typeof isChecked === 'boolean';
  return isOneOf(kind, textKinds) && typeof text === 'string';
}

function isOneOf(value: unknown, words: readonly string[]): boolean {
  return typeof value === 'string' && words.includes(value);
}

function areTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}

function isTextOrNull(value: unknown): boolean {
  return value === null || typeof value === 'string';
}

function isDate(value: unknown): value is string | null {
  return value === null || (typeof value === 'string' && dayNumber(value) !== undefined);
}
