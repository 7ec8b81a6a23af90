/** Letters that are one letter where case does not count: Unicode's simple case folding, as RE2 has it. */
import { type CodeRanges, union } from './codeRanges.ts';

/** No letter with two cases lies above. */
const LAST_CASED = 0x1e943;

let orbits: ReadonlyMap<number, readonly number[]> | undefined;

/** The ranges with every other case of their letters. */
export function foldCase(ranges: CodeRanges): CodeRanges {
  orbits ??= findOrbits();
  const others: [number, number][] = [];
  for (const [letter, orbit] of orbits) {
    if (!ranges.some(([first, last]) => first <= letter && letter <= last)) continue;
    others.push(...orbit.map((each): [number, number] => [each, each]));
  }
  return union([...ranges, ...others]);
}

function findOrbits(): Map<number, readonly number[]> {
  const found = new Map<number, number[]>();
  for (let code = 0; code <= LAST_CASED; code++) {
    if (code >= 0xd800 && code < 0xe000) continue;
    const text = String.fromCodePoint(code);
    for (const other of [text.toLowerCase(), text.toUpperCase()]) {
      if (other === text || other.length !== String.fromCodePoint(other.codePointAt(0) ?? 0).length) continue;
      // full mappings hold more than folding does: the dotless i has I for a capital and is no i
      if (new RegExp(`^\\u{${code.toString(16)}}$`, 'iu').test(other)) join(found, code, other.codePointAt(0) ?? 0);
    }
  }
  return found;
}

function join(orbits: Map<number, number[]>, a: number, b: number): void {
  const joined = [...new Set([...(orbits.get(a) ?? [a]), ...(orbits.get(b) ?? [b])])];
  for (const each of joined) orbits.set(each, joined);
}
