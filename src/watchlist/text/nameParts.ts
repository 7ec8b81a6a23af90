/**
 * Names within a name: `NAME c/o OTHER`, `NAME / OTHER`, `ATTN: NAME`, `NAME (OTHER)`, `NAME d/b/a OTHER`. The whole is
 * compared too; who is meant by a part of it must not hide behind the rest. The core does the same
 * (assembly/match/stage/nameParts.ts).
 */
import { kernelText } from './kernelText.ts';

export const MOST_NAME_PARTS = 4;
/** UTF-8 bytes; what is shorter names nobody. */
export const LEAST_NAME_PART_BYTES = 3;

const SIGNS = /[/():;|]/;
const BETWEEN = /[/():;|]/g;
/** Letters of c/o, d/b/a and a/k/a: alone, and at the stroke. */
const FIRST_LETTER = /^[A-Za-z0-9](?![^ ])/;
const LAST_LETTER = /(?<![^ ])[A-Za-z0-9]$/;
const BLANKS = /^ +| +$/g;

/** Without the whole; none where no sign sets one apart. */
export function nameParts(name: string): string[] {
  if (!SIGNS.test(name) && /^[\0-\x7f]*$/.test(name)) return [];
  const text = kernelText(name);
  const signs = [...text.matchAll(BETWEEN)].map(({ index }) => index);
  if (signs.length === 0) return [];
  const ends = [...signs, text.length];
  return ends
    .map((end, i) => {
      const start = i === 0 ? 0 : signs[i - 1] + 1;
      let part = text.slice(start, end);
      if (text[end] === '/') part = part.replace(LAST_LETTER, '');
      if (start > 0 && text[start - 1] === '/') part = part.replace(FIRST_LETTER, '');
      return part.replaceAll(BLANKS, '');
    })
    .filter((part) => Buffer.byteLength(part) >= LEAST_NAME_PART_BYTES)
    .slice(0, MOST_NAME_PARTS);
}
