/** Character classes: `[a-z\d[:punct:]]` and `[^...]`. */
import { foldCase } from './caseFolding.ts';
import { type CodeRange, type CodeRanges, complement, perlClasses, posixClasses, union } from './codeRanges.ts';
import type { PatternReader } from './patternReader.ts';
import { PatternRefusal } from './patternTree.ts';

/** After its opening bracket. @param ignoresCase  Also where the class is negated. @throws PatternRefusal */
export function parseClass(reader: PatternReader, ignoresCase: boolean): CodeRanges {
  const isNegated = reader.take('^');
  const ranges: CodeRange[] = [];
  for (let isFirst = true; isFirst || !reader.take(']'); isFirst = false) {
    if (reader.isAtEnd) throw new PatternRefusal('an opening bracket without a closing one');
    ranges.push(...parseMember(reader, ignoresCase));
  }
  const members = ignoresCase ? foldCase(union(ranges)) : union(ranges);
  return isNegated ? complement(members) : members;
}

function parseMember(reader: PatternReader, ignoresCase: boolean): CodeRanges {
  if (reader.ahead('[:')) {
    const [whole, negation, name] = reader.takeMatch(/\[:(\^?)(.*?):\]/sy) ?? ['[:'];
    if (name !== undefined && Object.hasOwn(posixClasses, name)) {
      return namedClass(posixClasses[name], negation === '^', ignoresCase);
    }
    throw new PatternRefusal(`an unknown class ${whole}`);
  }
  const perl = takePerlClass(reader, ignoresCase);
  if (perl !== undefined) return perl;
  const first = reader.takeCodePoint();
  // a dash before the bracket stands for itself
  if (reader.takeMatch(/-(?!\])/y) === undefined) return [[first, first]];
  const last = reader.takeCodePoint();
  if (last < first) throw new PatternRefusal(`a range whose end is before its start ${reader.where}`);
  return [[first, last]];
}

/** `\d` and its like; a capital is everything else. */
export function takePerlClass(reader: PatternReader, ignoresCase: boolean): CodeRanges | undefined {
  const letter = reader.takeMatch(/\\([dwsDWS])/y)?.[1];
  if (letter === undefined) return undefined;
  const name = letter.toLowerCase();
  return namedClass(perlClasses[name], letter !== name, ignoresCase);
}

/** As in RE2, other cases come before the negation, and come to classes too: ſ is among (?i)\w, being an s. */
function namedClass(ranges: CodeRanges, isNegated: boolean, ignoresCase: boolean): CodeRanges {
  const members = ignoresCase ? foldCase(ranges) : ranges;
  return isNegated ? complement(members) : members;
}
