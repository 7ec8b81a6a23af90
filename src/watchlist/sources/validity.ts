/** From when to when an entry is in force, out of what publishers write. An unreadable end may not become an open one. */
import { dayNumber } from '../../base/calendar.ts';

export type Validity = { readonly validFrom: string | null; readonly validUntil: string | null };

/** A day, or a day and a time, with or without its zone. */
const INSTANT = /^(\d{4}-\d\d-\d\d)(?:[T ]\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?)?\s?(?:Z|[+-]\d\d:?\d\d)?$/i;

/**
 * @param from,until null and undefined are open ends
 * @returns calendar days, both included; or why not
 */
export function validityOf(from: unknown, until: unknown): Validity | { readonly reason: string } {
  const [validFrom, validUntil] = [from, until].map(dayOf);
  if (validFrom === undefined || validUntil === undefined) {
    return { reason: 'expected dates of the calendar, YYYY-MM-DD, 1900 to 2099' };
  }
  if (validFrom !== null && validUntil !== null && validUntil < validFrom) {
    return { reason: 'expected an end that is not before the beginning' };
  }
  return { validFrom, validUntil };
}

/** As it is written, in whatever zone; undefined: not a day. */
function dayOf(value: unknown): string | null | undefined {
  if (value === null || value === undefined) return null;
  const [, day] = (typeof value === 'string' ? INSTANT.exec(value.trim()) : null) ?? [];
  return day !== undefined && dayNumber(day) !== undefined ? day : undefined;
}
