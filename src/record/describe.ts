/** How a message speaks of a value: by type, length or number, never by its text, which may be a person's. */
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
      return `the number ${value}`;
    case 'boolean':
      return `the flag ${value}`;
    default:
      return `a list of ${plural(value.length, 'item')}`;
  }
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
