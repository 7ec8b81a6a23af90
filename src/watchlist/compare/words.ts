/** Two words of a name: how alike, and in what way. */
import { areNicknames } from '../text/nicknames.ts';
import { editDistance } from './editDistance.ts';
import type { Word } from './preparedName.ts';

export type Likeness = 'equal' | 'sound' | 'nickname' | 'typing' | 'consonants' | 'initial' | 'joined' | 'different';
export type WordMatch = { readonly score: number; readonly how: Likeness };

const DIFFERENT: WordMatch = { score: 0, how: 'different' };
const EQUAL: WordMatch = { score: 1, how: 'equal' };
const SOUND: WordMatch = { score: 0.94, how: 'sound' };
/** Short words sound alike by chance. */
const SHORT = 5;
const SHORT_SOUND: WordMatch = { score: 0.82, how: 'sound' };
const NICKNAME: WordMatch = { score: 0.9, how: 'nickname' };
const INITIAL: WordMatch = { score: 0.75, how: 'initial' };
const CONSONANTS: WordMatch = { score: 0.8, how: 'consonants' };
/** Below this share of equal letters two words are two words. */
const LEAST_ALIKE = 0.6;

/** Weight of a word that tells who is meant. */
export const LEAST_TELLING = 0.5;

export function compareWords(a: Word, b: Word): WordMatch {
  if (a.text === b.text) return EQUAL;
  const [short, long] = a.text.length <= b.text.length ? [a.text, b.text] : [b.text, a.text];
  // a particle or a title is no name, however alike
  if (a.weight < LEAST_TELLING !== b.weight < LEAST_TELLING) return DIFFERENT;
  // numbers are equal or not; scripts without an alphabet compare by character
  if (a.role === 'number' || b.role === 'number') return DIFFERENT;
  if (short.length === 1) return /[a-z]/.test(short) && long.startsWith(short) ? INITIAL : DIFFERENT;
  if (a.sound === b.sound && short.length > 2) return short.length < SHORT ? SHORT_SOUND : SOUND;
  if (areNicknames(a.text, b.text)) return NICKNAME;
  const typing = mayBeTyped(a.letters, b.letters, long.length) ? alikeByTyping(short, long) : DIFFERENT;
  if (typing.score < CONSONANTS.score && a.skeleton === b.skeleton && a.skeleton.length > 2) return CONSONANTS;
  return typing;
}

/** An edit brings at most one letter that the other word does not have: a cheap bound that spares most distances. */
function mayBeTyped(a: number, b: number, length: number): boolean {
  const most = length * (1 - LEAST_ALIKE);
  return numBits(a & ~b) <= most && numBits(b & ~a) <= most;
}

function numBits(bits: number): number {
  let x = bits - ((bits >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * Share of letters that need no edit. A changed first letter weighs more: people mistype it least (Pollock and
 * Zamora, 1984), and other names begin so.
 */
function alikeByTyping(short: string, long: string): WordMatch {
  const most = Math.floor(long.length * (1 - LEAST_ALIKE));
  const edits = editDistance(short, long, most);
  if (edits > most) return DIFFERENT;
  const cost = edits + (short[0] === long[0] ? 0 : 0.15);
  const score = 1 - cost / Math.max(4, long.length);
  return score < LEAST_ALIKE ? DIFFERENT : { score, how: 'typing' };
}
