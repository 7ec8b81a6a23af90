/**
 * How a message speaks of a value: by type and length, never by what it says. Numbers too are not quoted: a phone or an
 * item id may stand where a weight belongs, and messages end up in logs.
 */
import { ForeignValue, SourceObject, type SourceValue } from './sourceValue.ts';

/** What was got, for `error.got`. */
export function describe(value: SourceValue | undefined): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (value instanceof SourceObject) return 'an object';
  if (value instanceof ForeignValue) return value.type;
  switch (typeof value) {
    case 'string':
      return `a text of ${plural(numCodePoints(value), 'character')}`;
    case 'number':
    case 'bigint':
      return 'a number';
    case 'boolean':
      return `the flag ${value}`;
    default:
      return `a list of ${plural(value.length, 'item')}`;
  }
}

/** Why a number is no integer from 0 to `max`, for `error.got`. */
export function describeOutOfRange(value: number, max: number): string {
  if (value < 0) return 'a number below 0';
  return value > max ? `a number above ${max}` : 'a number with a fraction';
}

/** "1 item", "2 items". */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

/** Unicode code points of a text; a lone surrogate counts as one. */
export function numCodePoints(text: string): number {
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const isPair = (text.codePointAt(i) as number) > 0xffff;
    if (isPair) i++;
    count++;
  }
  return count;
}
