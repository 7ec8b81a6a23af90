/** The words of listed names, each once, in the order in which they are met. */
import { isPlainWord } from '../../compare/preparedName.ts';
import { GrowingText, GrowingWords } from '../growing.ts';
import * as layout from './layout.ts';
import { wordFlags } from './lexicon.ts';

/** What a place of a name has bytes for. */
const MOST_WORDS = 1 << 24;

export class Vocabulary {
  readonly #numbers = new Map<string, number>();
  readonly #texts = new GrowingText();
  readonly #starts = new GrowingWords();
  readonly #flags = new GrowingWords();

  get size(): number {
    return this.#numbers.size;
  }

  get words(): Iterable<string> {
    return this.#numbers.keys();
  }

  get textBytes(): Uint8Array {
    return this.#texts.bytes;
  }

  get starts(): Uint32Array {
    return this.#starts.words;
  }

  get flags(): Uint32Array {
    return this.#flags.words;
  }

  numberOf(word: string): number {
    return this.#numbers.get(word) ?? this.#add(word);
  }

  #add(word: string): number {
    const number = this.#numbers.size;
    if (number === MOST_WORDS) throw new RangeError(`names: expected at most ${MOST_WORDS} different words`);
    this.#numbers.set(word, number);
    this.#starts.push(this.#texts.append(word));
    this.#flags.push(wordFlags(word) | (isPlainWord(word) ? layout.NAMES_IS_PLAIN : 0));
    return number;
  }
}
