/**
 * A listed name as another of its kind and culture: words that tell who is meant are exchanged, alike for all names of
 * one entry; titles, particles, legal forms and words of trade stay.
 */
import type { Random } from '../../src/base/random.ts';
import type { NameShape, TellingWord } from './nameShape.ts';
import type { WordPools } from './wordPools.ts';

const VOWELS = ['a', 'e', 'i', 'o', 'u'];

/** The names of one entry: words that are spellings of one word become spellings of one other. */
export class NameRewording {
  readonly #chosen = new Map<string, { readonly from: string; readonly to: string }>();
  readonly #culture: string;
  readonly #pools: WordPools;
  readonly #random: Random;

  constructor(culture: string, pools: WordPools, random: Random) {
    this.#culture = culture;
    this.#pools = pools;
    this.#random = random;
  }

  reword(shape: NameShape): string {
    let text = '';
    for (const part of shape) {
      if (typeof part === 'string') text += otherDigits(this.#random, part);
      else text += part.isUpper ? this.#other(part).toUpperCase() : capitalised(this.#other(part));
    }
    return text;
  }

  #other({ text, part, sound }: TellingWord): string {
    const known = this.#chosen.get(sound);
    if (known !== undefined) return known.from === text ? known.to : respelt(this.#random, known.to);
    const to = this.#pools.draw(this.#random, part, this.#culture);
    this.#chosen.set(sound, { from: text, to });
    return to;
  }
}

/** The same number of digits; the first is no zero unless it was. */
export function otherDigits(random: Random, text: string): string {
  return text.replaceAll(/\d/g, (digit, at: number) => {
    return String(at === 0 && digit !== '0' ? random.between(1, 9) : random.below(10));
  });
}

/** One vowel written as another. */
function respelt(random: Random, word: string): string {
  const places = [...word.matchAll(/[aeiou]/g)].map(({ index }) => index);
  if (places.length === 0) return word;
  const place = random.pick(places);
  return word.slice(0, place) + random.pick(VOWELS) + word.slice(place + 1);
}

function capitalised(word: string): string {
  return word[0].toUpperCase() + word.slice(1);
}
