/**
 * The syntax of RE2 (github.com/google/re2/wiki/Syntax) as a tree. Left out, and refused: Unicode classes (\pN),
 * single bytes (\C) and what RE2 itself leaves out, which is what needs back-tracking.
 */
import { foldCase } from './caseFolding.ts';
import { parseClass, takePerlClass } from './parseClass.ts';
import { anyCodePoint, type CodeRanges, complement } from './codeRanges.ts';
import { PatternReader } from './patternReader.ts';
import { type Assertion, PatternRefusal, type PatternTree } from './patternTree.ts';

/** i: case does not count; m: ^ and $ are of lines; s: . is a line end too. */
type Flags = { readonly i: boolean; readonly m: boolean; readonly s: boolean };

const MAX_REPEAT = 1000;
const MAX_DEPTH = 100;
const newline: CodeRanges = [[10, 10]];

/** @throws PatternRefusal */
export function parsePattern(pattern: string): PatternTree {
  const reader = new PatternReader(pattern);
  const tree = parseChoice(reader, { i: false, m: false, s: false }, 0);
  if (!reader.isAtEnd) throw new PatternRefusal(`a closing parenthesis without an opening one ${reader.where}`);
  return tree;
}

function parseChoice(reader: PatternReader, given: Flags, depth: number): PatternTree {
  if (depth > MAX_DEPTH) throw new PatternRefusal(`groups nested deeper than ${MAX_DEPTH}`);
  const choices: PatternTree[] = [];
  let parts: PatternTree[] = [];
  let flags = given;
  for (;;) {
    if (reader.isAtEnd || reader.next === ')') break;
    if (reader.take('|')) {
      choices.push({ kind: 'sequence', parts });
      parts = [];
      continue;
    }
    const set = parseFlags(reader, flags);
    if (set?.isGroup === false) {
      flags = set.flags;
      continue;
    }
    parts.push(...parseRepeated(reader, set?.flags ?? flags, set !== undefined, depth));
  }
  choices.push({ kind: 'sequence', parts });
  return choices.length === 1 ? choices[0] : { kind: 'choice', parts: choices };
}

/** `(?i)` sets flags for the rest of the group around it, `(?i:` for the group that it opens. */
function parseFlags(reader: PatternReader, flags: Flags): { flags: Flags; isGroup: boolean } | undefined {
  const match = reader.takeMatch(/\(\?([imsU]*)(-[imsU]+)?([:)])/y);
  if (match === undefined) return undefined;
  const [, on, off = '', end] = match;
  const value = (flag: keyof Flags): boolean => (flags[flag] || on.includes(flag)) && !off.includes(flag);
  return { flags: { i: value('i'), m: value('m'), s: value('s') }, isGroup: end === ':' };
}

function parseRepeated(reader: PatternReader, flags: Flags, isOpened: boolean, depth: number): PatternTree[] {
  const atoms = isOpened ? [parseGroup(reader, flags, depth)] : parseAtom(reader, flags, depth);
  const repeat = parseRepeat(reader);
  if (repeat === undefined) return atoms;
  if (parseRepeat(reader) !== undefined) throw new PatternRefusal(`a repetition of a repetition ${reader.where}`);
  const of = atoms.pop();
  if (of === undefined) throw new PatternRefusal(`a repetition of nothing ${reader.where}`);
  return [...atoms, { kind: 'repeat', of, ...repeat }];
}

function parseRepeat(reader: PatternReader): { least: number; most: number } | undefined {
  const match = reader.takeMatch(/(?:[*+?]|\{(\d+)(,?)(\d*)\})\??/y);
  if (match === undefined) return undefined;
  const [whole, from, comma, to] = match;
  if (whole[0] === '*') return { least: 0, most: Number.POSITIVE_INFINITY };
  if (whole[0] === '+') return { least: 1, most: Number.POSITIVE_INFINITY };
  if (whole[0] === '?') return { least: 0, most: 1 };
  const least = Number(from);
  const most = comma === '' ? least : to === '' ? Number.POSITIVE_INFINITY : Number(to);
  const highest = Math.max(least, Number.isFinite(most) ? most : 0);
  if (highest > MAX_REPEAT) throw new PatternRefusal(`a repetition of more than ${MAX_REPEAT} times ${reader.where}`);
  if (least > most) throw new PatternRefusal(`a repetition from ${least} to ${most} times ${reader.where}`);
  return { least, most };
}

/** What a repetition after it repeats; the characters of \Q...\E stand for themselves, the last one being repeated. */
function parseAtom(reader: PatternReader, flags: Flags, depth: number): PatternTree[] {
  const quoted = reader.takeMatch(/\\Q(.*?)(?:\\E|$)/sy);
  if (quoted !== undefined) return Array.from(quoted[1], (letter) => setOf(flags, codeOf(letter)));
  if (reader.take('(')) return [parseGroup(reader, flags, depth)];
  if (reader.take('[')) return [{ kind: 'set', ranges: parseClass(reader, flags.i) }];
  if (reader.take('.')) return [{ kind: 'set', ranges: flags.s ? anyCodePoint : complement(newline) }];
  if (reader.take('^')) return [assertionOf(flags.m ? 'lineStart' : 'textStart')];
  if (reader.take('$')) return [assertionOf(flags.m ? 'lineEnd' : 'textEnd')];
  if (parseRepeat(reader) !== undefined) throw new PatternRefusal(`a repetition of nothing ${reader.where}`);
  const place = reader.takeMatch(/\\([AzbB])/y);
  if (place !== undefined) return [assertionOf(placesByLetter[place[1]])];
  const ranges = takePerlClass(reader, flags.i);
  if (ranges !== undefined) return [{ kind: 'set', ranges }];
  return [setOf(flags, reader.takeCodePoint())];
}

const placesByLetter: Readonly<Record<string, Assertion>> = {
  A: 'textStart',
  z: 'textEnd',
  b: 'wordEdge',
  B: 'noWordEdge',
};

/** After its opening parenthesis, or after its flags. */
function parseGroup(reader: PatternReader, flags: Flags, depth: number): PatternTree {
  reader.takeMatch(/\?P?<[A-Za-z_]\w*>/y);
  if (reader.next === '?') {
    throw new PatternRefusal(`a group of an unsupported kind ${reader.where}; look-around needs back-tracking`);
  }
  const tree = parseChoice(reader, flags, depth + 1);
  if (!reader.take(')')) throw new PatternRefusal('an opening parenthesis without a closing one');
  return tree;
}

function setOf({ i }: Flags, code: number): PatternTree {
  const ranges: CodeRanges = [[code, code]];
  return { kind: 'set', ranges: i ? foldCase(ranges) : ranges };
}

const assertionOf = (assertion: Assertion): PatternTree => ({ kind: 'assertion', assertion });
const codeOf = (letter: string): number => letter.codePointAt(0) ?? 0;
