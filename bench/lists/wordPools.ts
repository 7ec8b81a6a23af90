/**
 * Words of a list by kind and culture, as often as they occur in it, and words that are on no list yet.
 *
 * A longer list of the same sort has words that this one lacks. How many is Good and Turing's estimate: the share of
 * words that occur once. New words are spliced from two of their pool, and are drawn by Zipf's law, so that some of
 * them come often and most hardly ever.
 */
import { Random } from '../../src/base/random.ts';

/** Under so many words a pool says little: all cultures together then. */
const LEAST_WORDS = 200;
const NUM_NEW_WORDS = 1 << 22;
const VOWEL = /[aeiouy]/i;

type Pool = { readonly words: string[]; readonly seed: number; shareOfNew: number };

export class WordPools {
  readonly #pools = new Map<string, Pool>();
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** @param part what the word is of a name or an address, such as `person family` */
  add(part: string, culture: string, word: string): void {
    for (const key of [part, `${part}/${culture}`]) {
      const pool = this.#pools.get(key);
      if (pool) pool.words.push(word);
      else this.#pools.set(key, { words: [word], seed: this.#pools.size + this.#seed, shareOfNew: 0 });
    }
  }

  /** Call once, when all words are in. */
  finish(): void {
    for (const pool of this.#pools.values()) {
      const counts = new Map<string, number>();
      for (const word of pool.words) counts.set(word, (counts.get(word) ?? 0) + 1);
      const numOnce = [...counts.values()].filter((count) => count === 1).length;
      pool.shareOfNew = numOnce / pool.words.length;
    }
  }

  /** In small letters. */
  draw(random: Random, part: string, culture: string): string {
    const own = this.#pools.get(`${part}/${culture}`);
    const pool = own !== undefined && own.words.length >= LEAST_WORDS ? own : this.#pools.get(part);
    if (pool === undefined) throw new Error(`no words of ${part}`);
    return random.chance(pool.shareOfNew) ? newWord(random, pool) : random.pick(pool.words);
  }
}

function newWord(random: Random, { words, seed }: Pool): string {
  const rank = Math.floor(NUM_NEW_WORDS ** random.unit());
  const own = new Random(seed, rank);
  const [head, tail] = [own.pick(words), own.pick(words)];
  return head.slice(0, cutOf(head)) + tail.slice(cutOf(tail));
}

/** Behind a vowel near the middle: what is spliced there can be spoken. */
function cutOf(word: string): number {
  const middle = word.length >> 1;
  for (let cut = middle; cut < word.length - 1; cut++) if (VOWEL.test(word[cut])) return cut + 1;
  return middle;
}
