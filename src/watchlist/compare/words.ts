/** Two words of a name: how alike, and in what way. */
import { areNicknames } from '../text/nicknames.ts';
import { editDistance } from './editDistance.ts';
import { nameScores } from './nameScores.ts';
import { LEAST_TELLING, type Word } from './preparedName.ts';

export type Likeness = 'equal' | 'sound' | 'nickname' | 'typing' | 'consonants' | 'initial' | 'joined' | 'different';
export type WordMatch = { readonly score: number; readonly how: Likeness };

const DIFFERENT: WordMatch = { score: 0, how: 'different' };
const EQUAL: WordMatch = { score: nameScores.equal, how: 'equal' };
const SOUND: WordMatch = { score: nameScores.sound, how: 'sound' };
const SHORT_SOUND: WordMatch = { score: nameScores.shortSound, how: 'sound' };
const NICKNAME: WordMatch = { score: nameScores.nickname, how: 'nickname' };
const INITIAL: WordMatch = { score: nameScores.initial, how: 'initial' };
const CONSONANTS: WordMatch = { score: nameScores.consonants, how: 'consonants' };
const SHORT = 5;
/** Letters of the longer word from which on one error of typing is forgiven; of the shorter one, two. */
const ONE_EDIT = 4;
const TWO_EDITS = 9;

/**
 * Words stand for each other only if they share a key: text, sound, consonants, a group of nicknames, an initial, or
 * a spelling after one or two letters are left out. So all words that are like one can be looked up, and none needs
 * to be tried that shares no key (../index/names).
 */
export function compareWords(a: Word, b: Word): WordMatch {
  if (a.text === b.text) return EQUAL;
  // a particle or a title is no name, however alike
  if (a.weight < LEAST_TELLING !== b.weight < LEAST_TELLING) return DIFFERENT;
  // numbers are equal or not, and so are words of other scripts
  if (!a.isPlain || !b.isPlain) return DIFFERENT;
  const [short, long] = a.text.length <= b.text.length ? [a.text, b.text] : [b.text, a.text];
  if (short.length === 1) return long.startsWith(short) ? INITIAL : DIFFERENT;
  if (a.sound === b.sound && short.length > 2) return short.length < SHORT ? SHORT_SOUND : SOUND;
  if (areNicknames(a.text, b.text)) return NICKNAME;
  const typing = alikeByTyping(short, long);
  if (typing.score < CONSONANTS.score && a.skeleton === b.skeleton && a.skeleton.length > 2) return CONSONANTS;
  return typing;
}

/**
 * Share of letters that need no edit. A changed first letter weighs more: people mistype it least (Pollock and
 * Zamora, 1984), and other names begin so.
 */
function alikeByTyping(short: string, long: string): WordMatch {
  const most = short.length >= TWO_EDITS ? 2 : long.length >= ONE_EDIT ? 1 : 0;
  const edits = most === 0 ? 1 : editDistance(short, long, most);
  if (edits > most) return DIFFERENT;
  const cost = edits + (short[0] === long[0] ? 0 : nameScores.otherStart);
  return { score: 1 - cost / long.length, how: 'typing' };
}
