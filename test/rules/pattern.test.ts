import { RE2JS } from 're2js';
import { expect, test } from 'vitest';
import { compilePattern, isFoundIn, MAX_PATTERN_LENGTH } from '../../src/rules/pattern/compilePattern.ts';
import { PatternRefusal } from '../../src/rules/pattern/patternTree.ts';
import { FOUND_STATE, NEVER_STATE, type PatternTable } from '../../src/rules/pattern/patternTable.ts';
import { utf8Bytes, utf8Ranges } from '../../src/rules/pattern/utf8Ranges.ts';
import { type Random, seededRandom } from '../oracle/random.ts';

const LETTERS = ['a', 'b', 'A', 'k', 's', 'é', 'É', 'ß', '山', '🎈', '0', '7', '_', ' ', '\n', '-', '.', 'ſ', 'K'];
const ATOMS = [
  '.',
  '\\d',
  '\\w',
  '\\s',
  '\\D',
  '\\W',
  '\\S',
  '^',
  '$',
  '\\b',
  '\\B',
  '\\A',
  '\\z',
  '\\.',
  '\\x41',
  '\\n',
];
const CLASSES = [
  '[ab]',
  '[^a]',
  '[a-k]',
  '[[:alpha:]_]',
  '[^\\d\\s]',
  '[é-山]',
  '[[:^punct:]]',
  '[]a]',
  '[a-]',
  '[\\x{1F388}]',
];
const REPEATS = ['*', '+', '?', '*?', '+?', '??', '{2}', '{0,2}', '{1,}', '{0}', '{2,3}?'];

function randomPattern(random: Random, depth: number): string {
  const parts = Array.from({ length: 1 + random.below(3) }, () => randomPart(random, depth));
  if (random.chance(0.2)) parts.push('|', randomPart(random, depth));
  return parts.join('');
}

function randomPart(random: Random, depth: number): string {
  const atom = randomAtom(random, depth);
  return random.chance(0.35) ? `${atom}${random.pick(REPEATS)}` : atom;
}

function randomAtom(random: Random, depth: number): string {
  switch (random.below(depth > 0 ? 5 : 3)) {
    case 0:
      return random.pick(ATOMS);
    case 1:
      return random.pick(CLASSES);
    case 2:
      return random.pick(LETTERS).replace(/[.-]/, '\\$&');
    case 3:
      return `(${random.pick(['', '?:', '?i:', '?s:', '?m:', '?P<name>', '?i-s:'])}${randomPattern(random, depth - 1)})`;
    default:
      return `(?:${randomPattern(random, depth - 1)}|${randomPattern(random, depth - 1)})`;
  }
}

const randomText = (random: Random): string =>
  Array.from({ length: random.below(9) }, () => random.pick(LETTERS)).join('');

test('random patterns are found in random texts where re2js finds them', () => {
  const random = seededRandom(5);
  const counts = { found: 0, not: 0, tooLarge: 0 };
  const different: unknown[] = [];
  for (let i = 0; i < 500; i++) {
    const pattern = `${random.pick(['', '', '', '(?i)', '(?s)', '(?m)'])}${randomPattern(random, random.below(3))}`;
    const oracle = oracleOf(pattern);
    const table = tableOf(pattern);
    // names of groups may not repeat there; what is captured does not matter here
    if (oracle === undefined && pattern.split('?P<name>').length > 2) continue;
    if (table === 'too large') {
      counts.tooLarge++;
      continue;
    }
    if (oracle === undefined || table === undefined) {
      different.push({ pattern, oracle: oracle !== undefined, table: table !== undefined });
      continue;
    }
    for (let t = 0; t < 12; t++) {
      const text = randomText(random);
      const isFound = isFoundIn(table, text);
      if (isFound !== oracle.matcher(text).find()) different.push({ pattern, text, isFound });
      counts[isFound ? 'found' : 'not']++;
    }
  }
  expect(different).toEqual([]);
  console.log('random patterns x texts:', counts);
  expect(Math.min(counts.found, counts.not)).toBeGreaterThan(2000);
  expect(counts.tooLarge).toBeLessThan(20);
});

test('random signs are a pattern only where they are one for re2js', () => {
  const random = seededRandom(6);
  const signs = [...'ab01()[]{}^$|*+?\\-,.:=!<>P', '\\Q', '\\E', '(?i)', '[[:', ':]', '\\x', '(?', '{2', '\\7'];
  const different: unknown[] = [];
  let numPatterns = 0;
  for (let i = 0; i < 4_000; i++) {
    const pattern = Array.from({ length: 1 + random.below(7) }, () => random.pick(signs)).join('');
    // flags between a character and its repetition are refused here
    if (/\(\?i\)[*+?{]/.test(pattern)) continue;
    const isOne = tableOf(pattern) !== undefined;
    const oracle = oracleOf(pattern);
    // half a class name, which stands for its letters there, and the repetition of an empty quotation are refused here
    const isStricter = !isOne && /\[:|\\Q/.test(pattern);
    if (isOne !== (oracle !== undefined) && !isStricter) different.push({ pattern, isOne });
    if (isOne) numPatterns++;
    const text = randomText(random);
    if (isOne && oracle !== undefined && isFoundIn(compilePattern(pattern), text) !== oracle.matcher(text).find()) {
      different.push({ pattern, text });
    }
  }
  expect(different).toEqual([]);
  expect(numPatterns).toBeGreaterThan(400);
});

function oracleOf(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern);
  } catch {
    return undefined;
  }
}

function tableOf(pattern: string): PatternTable | 'too large' | undefined {
  try {
    return compilePattern(pattern);
  } catch (cause) {
    if (cause instanceof PatternRefusal) return /states|too much/.test(cause.message) ? 'too large' : undefined;
    throw new Error(pattern, { cause });
  }
}

test('what needs back-tracking elsewhere takes one step a byte here', () => {
  const table = compilePattern('^(a+)+$');
  expect(table.numStates).toBeLessThan(6);
  expect(isFoundIn(table, `${'a'.repeat(100_000)}b`)).toBe(false);
  expect(isFoundIn(table, 'a'.repeat(100_000))).toBe(true);
});

test('states never and found are for good, and a table is as small as it can be', () => {
  const { next, numClasses, accepting, numStates, start } = compilePattern('^ab');
  for (const state of [NEVER_STATE, FOUND_STATE]) {
    expect([...next.subarray(state * numClasses, (state + 1) * numClasses)].every((to) => to === state)).toBe(true);
  }
  expect([...accepting]).toEqual([0, 1, 0, 0]);
  expect([numStates, start]).toEqual([4, 2]);
  expect(compilePattern('').start).toBe(FOUND_STATE);
  expect(compilePattern('a\\A').start).toBe(NEVER_STATE);
});

test('byte ranges of code points hold their bytes and no others', () => {
  const random = seededRandom(8);
  const edges = [0, 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xd800, 0xdfff, 0xffff, 0x10000, 0x10ffff];
  const code = (): number => (random.chance(0.3) ? random.pick(edges) : random.below(0x110000));
  for (let i = 0; i < 300; i++) {
    const [first, last] = [code(), code()].sort((a, b) => a - b);
    const sequences = utf8Ranges([first, last]);
    for (const each of [first, last, first - 1, last + 1, ...Array.from({ length: 50 }, code)]) {
      if (each < 0 || each > 0x10ffff) continue;
      const bytes = utf8Bytes(each);
      const isIn = sequences.some(
        (s) => s.length === bytes.length && s.every(([a, b], j) => a <= bytes[j] && bytes[j] <= b),
      );
      expect(isIn).toBe(first <= each && each <= last);
    }
  }
});

const refused: readonly [pattern: string, message: RegExp][] = [
  ['(a', /opening parenthesis without a closing one/],
  ['a)', /closing parenthesis without an opening one before character 2/],
  ['[a', /opening bracket without a closing one/],
  ['a**', /a repetition of a repetition/],
  ['*a', /a repetition of nothing/],
  ['(?=a)', /unsupported kind .*; look-around needs back-tracking/],
  ['(a)\\1', /unsupported escape \\1/],
  ['\\pL', /a Unicode class .*write ranges/],
  ['[b-a]', /a range whose end is before its start/],
  ['[[:word1:]]', /unknown class \[:word1:\]/],
  ['a{2,1}', /from 2 to 1 times/],
  ['a{1001}', /more than 1000 times/],
  ['(.{20}){60}.{500}', /repeats too much|more than 2000 states/],
  ['(a|b).{14}c', /more than 2000 states/],
  ['('.repeat(200), /nested deeper than 100/],
  ['a'.repeat(MAX_PATTERN_LENGTH + 1), /at most 1000 are read/],
];
for (const [pattern, message] of refused) {
  test(`the pattern ${pattern.slice(0, 20)} is refused in words`, () => {
    expect(() => compilePattern(pattern)).toThrow(message);
    expect(() => compilePattern(pattern)).toThrow(PatternRefusal);
  });
}
