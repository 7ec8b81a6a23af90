/**
 * Patterns of `matches` as tables: one step a byte, whatever the pattern, so that no text makes one slow.
 *
 * The syntax is RE2's, less Unicode classes (parsePattern). A text is UTF-8, lone surrogates as WTF-8.
 */
import { automatonOf } from './automaton.ts';
import { buildTable } from './buildTable.ts';
import { minimised } from './minimised.ts';
import { parsePattern } from './parsePattern.ts';
import type { PatternTable } from './patternTable.ts';
import { PatternRefusal } from './patternTree.ts';
import { utf8Bytes } from './utf8Ranges.ts';

/** UTF-16 units of a pattern. */
export const MAX_PATTERN_LENGTH = 1000;

/** The same pattern gives the same table. @throws PatternRefusal in words of the pattern */
export function compilePattern(pattern: string): PatternTable {
  if (pattern.length > MAX_PATTERN_LENGTH) {
    throw new PatternRefusal(`a pattern of ${pattern.length} characters; at most ${MAX_PATTERN_LENGTH} are read`);
  }
  return minimised(buildTable(automatonOf(parsePattern(pattern))));
}

/** The plain walk over a text. */
export function isFoundIn({ start, numClasses, classOfByte, next, accepting }: PatternTable, text: string): boolean {
  let state = start;
  for (const character of text) {
    for (const byte of utf8Bytes(character.codePointAt(0) ?? 0)) state = next[state * numClasses + classOfByte[byte]];
  }
  return accepting[state] === 1;
}
