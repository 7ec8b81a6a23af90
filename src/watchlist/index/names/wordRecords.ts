/** What the core reads of a listed word, as records. */
import { consonants, wordSound } from '../../compare/wordSound.ts';
import * as layout from './layout.ts';
import type { Postings } from './postings.ts';
import type { Vocabulary } from './vocabulary.ts';

const MOST_LENGTH = 0xff;

export function wordRecords(
  vocabulary: Vocabulary,
  postings: Postings,
  rarityOf: (word: string) => number,
): Uint8Array {
  const { size, starts, flags, textBytes } = vocabulary;
  const bytes = new Uint8Array((size + 1) * layout.NAMES_WORD_BYTES);
  const view = new DataView(bytes.buffer);
  const sounds = new Map<string, number>();
  const numberOf = (spelling: string): number => {
    const number = sounds.get(spelling) ?? sounds.size + 1;
    sounds.set(spelling, number);
    return number;
  };
  const putStarts = (word: number, text: number): void => {
    const at = word * layout.NAMES_WORD_BYTES;
    view.setUint32(at + layout.NAMES_WORD_TEXT, text, true);
    view.setUint32(at + layout.NAMES_WORD_POSTINGS, postings.starts[word], true);
    view.setUint32(at + layout.NAMES_WORD_PERSONS, postings.persons[word], true);
  };
  let word = 0;
  for (const text of vocabulary.words) {
    const at = word * layout.NAMES_WORD_BYTES;
    putStarts(word, starts[word]);
    view.setFloat32(at + layout.NAMES_WORD_RARITY, rarityOf(text), true);
    view.setUint8(at + layout.NAMES_WORD_FLAGS, flags[word]);
    view.setUint8(at + layout.NAMES_WORD_FIRST, textBytes[starts[word]]);
    const end = word + 1 < size ? starts[word + 1] : textBytes.length;
    view.setUint8(at + layout.NAMES_WORD_LENGTH, Math.min(MOST_LENGTH, end - starts[word]));
    if ((flags[word] & layout.NAMES_IS_PLAIN) !== 0) {
      const sound = wordSound(text);
      view.setUint32(at + layout.NAMES_WORD_SOUND, numberOf(sound), true);
      view.setUint32(at + layout.NAMES_WORD_SKELETON, numberOf(consonants(sound)), true);
      view.setUint32(at + layout.NAMES_WORD_LETTERS, letterBits(text), true);
    }
    word++;
  }
  putStarts(size, textBytes.length);
  return bytes;
}

function letterBits(text: string): number {
  let bits = 0;
  for (let i = 0; i < text.length; i++) bits |= 1 << (text.charCodeAt(i) - 0x61);
  return bits;
}
