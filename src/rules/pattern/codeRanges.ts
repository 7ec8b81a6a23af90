/** Sets of Unicode code points as rising, disjoint ranges, both ends included. */
export type CodeRange = readonly [first: number, last: number];
export type CodeRanges = readonly CodeRange[];

export const LAST_CODE_POINT = 0x10ffff;
export const anyCodePoint: CodeRanges = [[0, LAST_CODE_POINT]];

export function union(ranges: CodeRanges): CodeRanges {
  const sorted = [...ranges].sort((a, b) => a[0] - b[0]);
  const merged: [number, number][] = [];
  for (const [first, last] of sorted) {
    const previous = merged.at(-1);
    if (previous !== undefined && first <= previous[1] + 1) previous[1] = Math.max(previous[1], last);
    else merged.push([first, last]);
  }
  return merged;
}

export function complement(ranges: CodeRanges): CodeRanges {
  const gaps: CodeRange[] = [];
  let next = 0;
  for (const [first, last] of union(ranges)) {
    if (first > next) gaps.push([next, first - 1]);
    next = last + 1;
  }
  if (next <= LAST_CODE_POINT) gaps.push([next, LAST_CODE_POINT]);
  return gaps;
}

/** The characters of a text, and spans of them as `a-z`. */
function rangesOf(...spans: string[]): CodeRanges {
  return union(spans.map((span) => [span.codePointAt(0) ?? 0, span.codePointAt(span.length - 1) ?? 0]));
}

const digit = rangesOf('0-9');
const letter = rangesOf('A-Z', 'a-z');

/** `\d`, `\w` and `\s` of RE2: ASCII only. */
export const perlClasses: Readonly<Record<string, CodeRanges>> = {
  d: digit,
  w: union([...digit, ...letter, ...rangesOf('_')]),
  s: rangesOf('\t', '\n', '\f', '\r', ' '),
};

/** The names inside `[[:alpha:]]`, as RE2 has them. */
export const posixClasses: Readonly<Record<string, CodeRanges>> = {
  alnum: union([...digit, ...letter]),
  alpha: letter,
  ascii: [[0, 0x7f]],
  blank: rangesOf('\t', ' '),
  cntrl: [
    [0, 0x1f],
    [0x7f, 0x7f],
  ],
  digit,
  graph: rangesOf('!-~'),
  lower: rangesOf('a-z'),
  print: rangesOf(' -~'),
  punct: rangesOf('!-/', ':-@', '[-`', '{-~'),
  space: union([...rangesOf('\t', '\n', '\f', '\r', ' '), [0x0b, 0x0b]]),
  upper: rangesOf('A-Z'),
  word: perlClasses.w,
  xdigit: rangesOf('0-9', 'A-F', 'a-f'),
};
