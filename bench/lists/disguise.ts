/** A listed name as it comes on a parcel: as listed, in another order, mistyped, or romanised another way. */
import type { Random } from '../../src/base/random.ts';

export const disguises = ['exact', 'reordered', 'mistyped', 'transliterated', 'in Cyrillic'] as const;
export type Disguise = (typeof disguises)[number];

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
/** Shorter words are other words when a letter of them changes. */
const LEAST_LETTERS = 5;
/** Spellings that are one name, as romanisations differ. */
const spellings: readonly (readonly [string, string])[] = [
  ['kh', 'h'],
  ['gh', 'g'],
  ['ou', 'u'],
  ['oo', 'u'],
  ['ee', 'i'],
  ['ei', 'ai'],
  ['ph', 'f'],
  ['dj', 'j'],
  ['zh', 'j'],
  ['ks', 'x'],
  ['q', 'k'],
  ['w', 'v'],
  ['y', 'i'],
  ['iy', 'y'],
  ['ss', 's'],
  ['mm', 'm'],
  ['ll', 'l'],
  ['o', 'u'],
  ['e', 'i'],
];
/** Latin letters, longest first, to Cyrillic ones. */
const cyrillic: readonly (readonly [string, string])[] = [
  ['shch', 'щ'],
  ['sh', 'ш'],
  ['ch', 'ч'],
  ['zh', 'ж'],
  ['kh', 'х'],
  ['ts', 'ц'],
  ['yu', 'ю'],
  ['ya', 'я'],
  ...[...'abvgdeziklmnoprstufyjwhxqc'].map((latin, i) => [latin, [...'абвгдезиклмнопрстуфййвхкск'][i]] as const),
];

/** The name under that disguise, or null where it has none. */
export function disguise(name: string, as: Disguise, random: Random): string | null {
  switch (as) {
    case 'exact':
      return name;
    case 'reordered':
      return reordered(name);
    case 'mistyped':
      return mistyped(name, random);
    case 'transliterated':
      return respelt(name, random);
    case 'in Cyrillic':
      return inCyrillic(name);
  }
}

/** `HELAL, Mounir Ben` as Mounir Ben HELAL; without a comma the last word comes first. */
function reordered(name: string): string | null {
  const [family, given] = name.split(', ');
  if (given !== undefined) return `${given} ${family}`;
  const words = name.split(' ');
  return words.length < 2 ? null : [words.at(-1), ...words.slice(0, -1)].join(' ');
}

/** One letter of one long word left out, doubled, put in the place of another, or exchanged with the next. */
function mistyped(name: string, random: Random): string | null {
  const words = name.match(/[A-Za-z]+/g)?.filter((word) => word.length >= LEAST_LETTERS) ?? [];
  if (words.length === 0) return null;
  const word = random.pick(words);
  const at = random.between(1, word.length - 2);
  const other = random.pick([...LETTERS]);
  const changed = random.pick([
    word.slice(0, at) + word.slice(at + 1),
    word.slice(0, at) + word[at] + word.slice(at),
    word.slice(0, at) + (word === word.toUpperCase() ? other.toUpperCase() : other) + word.slice(at + 1),
    word.slice(0, at) + word[at + 1] + word[at] + word.slice(at + 2),
  ]);
  return changed === word ? null : name.replace(word, changed);
}

function respelt(name: string, random: Random): string | null {
  const small = name.toLowerCase();
  const there = spellings.filter(([from]) => small.includes(from));
  if (there.length === 0) return null;
  const [from, to] = random.pick(there);
  const at = small.indexOf(from);
  return small.slice(0, at) + to + small.slice(at + from.length);
}

function inCyrillic(name: string): string | null {
  if (!/^[A-Za-z ,-]+$/.test(name)) return null;
  let rest = name.toLowerCase();
  let text = '';
  while (rest !== '') {
    const [latin, letter] = cyrillic.find(([start]) => rest.startsWith(start)) ?? [rest[0], rest[0]];
    text += letter;
    rest = rest.slice(latin.length);
  }
  return text;
}
