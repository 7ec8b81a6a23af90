/** Text by pattern: `#` is a digit, `^` a digit from 1, `@` a capital letter, everything else itself. */
import type { Random } from '../base/random.ts';

const LETTERS = 'ABCDEFGHJKLMNPRSTUVWXYZ';
const thousands: readonly string[] = Array.from({ length: 1000 }, (_, n) => String(n).padStart(3, '0'));

export function fillPattern(random: Random, pattern: string): string {
  let text = '';
  let from = 0;
  for (let at = 0; at < pattern.length; at++) {
    const mark = pattern.charCodeAt(at);
    if (mark !== 0x23 && mark !== 0x5e && mark !== 0x40) continue;
    if (at > from) text += pattern.slice(from, at);
    if (mark === 0x40) text += LETTERS[random.below(LETTERS.length)];
    else if (mark === 0x5e) text += random.between(1, 9);
    else if (pattern.startsWith('##', at + 1)) {
      text += thousands[random.below(1000)];
      at += 2;
    } else text += random.below(10);
    from = at + 1;
  }
  return from === 0 ? pattern : text + pattern.slice(from);
}

/** Decimal digits of a number with leading zeros, `width` at most 9. */
export function padded(value: number, width: number): string {
  const text = String(value);
  return text.length >= width ? text : '00000000'.slice(0, width - text.length) + text;
}
