/** The words of listed names, each once, with what is counted of them while names stream by. */
import { wordSound } from '../../compare/wordSound.ts';
import { WordCounts, WordShares } from '../../compare/wordShares.ts';
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
  /** Number of the sound of each word; of each sound, times it occurs and the entry it was seen in last. */
  readonly #sounds = new Map<string, number>();
  readonly #soundOf = new GrowingWords();
  #times = new Float64Array(1024);
  #lastEntry = new Float64Array(1024).fill(-1);
  #total = 0;

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

  /** @param entry that has it: a word counts once an entry, and not for the first one (wordShares.ts) */
  numberOf(word: string, entry: number): number {
    const number = this.#numbers.get(word) ?? this.#add(word);
    const sound = this.#soundOf.words[number];
    if (this.#lastEntry[sound] !== entry) {
      if (this.#lastEntry[sound] >= 0) this.#times[sound]++;
      this.#lastEntry[sound] = entry;
      this.#total++;
    }
    return number;
  }

  #add(word: string): number {
    const number = this.#numbers.size;
    if (number === MOST_WORDS) throw new RangeError(`names: expected at most ${MOST_WORDS} different words`);
    this.#numbers.set(word, number);
    this.#starts.push(this.#texts.append(word));
    this.#flags.push(wordFlags(word) | (isPlainWord(word) ? layout.NAMES_IS_PLAIN : 0));
    const sound = wordSound(word);
    const soundNumber = this.#sounds.get(sound) ?? this.#sounds.size;
    this.#sounds.set(sound, soundNumber);
    this.#soundOf.push(soundNumber);
    if (soundNumber === this.#times.length) this.#grow();
    return number;
  }

  #grow(): void {
    const [times, lastEntry] = [this.#times, this.#lastEntry];
    this.#times = new Float64Array(times.length * 2);
    this.#times.set(times);
    this.#lastEntry = new Float64Array(times.length * 2).fill(-1);
    this.#lastEntry.set(lastEntry);
  }

  /** @param more words counted elsewhere, as in a facility's mail */
  shares(more: readonly WordCounts[]): WordShares {
    const counts = new WordCounts();
    for (const [sound, number] of this.#sounds) {
      if (this.#times[number] > 0) counts.bySound.set(sound, this.#times[number]);
    }
    counts.total = this.#total;
    return new WordShares(counts, ...more);
  }
}
