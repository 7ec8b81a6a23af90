/** JSON as it is written rather than as it is meant: repeated keys, odd numbers, any blanks and escapes. */
import type { Random } from './random.ts';

/** An object as its members in order; keys may repeat. */
export class Members {
  readonly list: [key: string, value: Tree][];

  constructor(list: [key: string, value: Tree][] = []) {
    this.list = list;
  }
}

/** Text that stands in the row as it is, valid JSON or not. */
export class Raw {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Tree = null | boolean | number | string | Tree[] | Members | Raw;

/** How a row is written. Chances are per place. */
export type Writing = {
  /** Blanks after commas and colons as Python's json.dumps writes them. */
  pythonBlanks: boolean;
  /** Chance of one to three blanks wherever blanks may stand. */
  blanks: number;
  /** Chance that a character is written as an escape though it need not be. */
  escapes: number;
  /** Every character beyond ASCII as \u escapes. */
  asciiOnly: boolean;
  /** Chance that a number is written with a fraction or an exponent. */
  oddNumbers: number;
};

export const plainWriting: Writing = { pythonBlanks: false, blanks: 0, escapes: 0, asciiOnly: false, oddNumbers: 0 };

const BLANKS = [' ', '\t', '\r'];
const shortEscapes = new Map(
  Object.entries({
    '"': '\\"',
    '\\': '\\\\',
    '/': '\\/',
    '\b': '\\b',
    '\f': '\\f',
    '\n': '\\n',
    '\r': '\\r',
    '\t': '\\t',
  }),
);

/** A tree that can be changed without changing the first one. */
export function copyTree(tree: Tree): Tree {
  if (tree instanceof Members) return new Members(tree.list.map(([key, value]) => [key, copyTree(value)]));
  return Array.isArray(tree) ? tree.map(copyTree) : tree;
}

/** One row, without a line feed. */
export function writeRow(tree: Tree, writing: Writing, random: Random): Uint8Array {
  return Buffer.from(writeTree(tree, writing, random));
}

function writeTree(tree: Tree, writing: Writing, random: Random): string {
  if (tree instanceof Raw) return tree.text;
  if (tree instanceof Members) {
    const members = tree.list.map(
      ([key, value]) =>
        writeText(key, writing, random) + separator(':', writing, random) + writeTree(value, writing, random),
    );
    return `{${blank(writing, random)}${members.join(separator(',', writing, random))}${blank(writing, random)}}`;
  }
  if (Array.isArray(tree)) {
    const items = tree.map((item) => writeTree(item, writing, random));
    return `[${blank(writing, random)}${items.join(separator(',', writing, random))}${blank(writing, random)}]`;
  }
  if (typeof tree === 'string') return writeText(tree, writing, random);
  if (Number.isInteger(tree) && random.chance(writing.oddNumbers)) return writeOddNumber(tree as number, random);
  return String(tree);
}

function blank(writing: Writing, random: Random): string {
  if (writing.blanks === 0 || !random.chance(writing.blanks)) return '';
  return Array.from({ length: 1 + random.below(3) }, () => random.pick(BLANKS)).join('');
}

function separator(mark: string, writing: Writing, random: Random): string {
  return blank(writing, random) + mark + (writing.pythonBlanks ? ' ' : blank(writing, random));
}

function writeText(text: string, writing: Writing, random: Random): string {
  const plain = JSON.stringify(text);
  if (writing.escapes === 0 && !(writing.asciiOnly && /[^ -~]/.test(plain))) return plain;
  let written = '"';
  for (const character of text) {
    const mustEscape = character < ' ' || character === '"' || character === '\\' || /\p{Surrogate}/u.test(character);
    const wanted = (writing.asciiOnly && character > '~') || (writing.escapes > 0 && random.chance(writing.escapes));
    written += mustEscape || wanted ? escapeCharacter(character, random) : character;
  }
  return `${written}"`;
}

function escapeCharacter(character: string, random: Random): string {
  const short = shortEscapes.get(character);
  if (short !== undefined && random.chance(0.5)) return short;
  let written = '';
  for (let i = 0; i < character.length; i++) {
    const digits = character.charCodeAt(i).toString(16).padStart(4, '0');
    written += `\\u${random.chance(0.5) ? digits : digits.toUpperCase()}`;
  }
  return written;
}

/** The same number in other words: 1200 as 1200.0, 1.2e3, 12E+2 or 120000e-2. */
function writeOddNumber(value: number, random: Random): string {
  switch (random.below(value === 0 ? 2 : 4)) {
    case 0:
      return `${value}.${'0'.repeat(1 + random.below(3))}`;
    case 1:
      return value.toExponential();
    case 2:
      return value.toExponential().replace('e+', random.pick(['E', 'e', 'E+', 'e+0']));
    default:
      return `${value}00e-${random.pick(['', '0'])}2`;
  }
}
