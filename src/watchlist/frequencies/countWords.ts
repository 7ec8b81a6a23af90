/** Words of parties' names, counted once a party, in bounded memory. */
import { nameTokens } from '../text/nameTokens.ts';
import { SeenBefore } from './seenBefore.ts';

/** Different words that are kept; past it, those met least go. */
const MOST_WORDS = 1_000_000;

export class PartyWords {
  readonly counts: Map<string, number> = new Map<string, number>();
  readonly #seen = new SeenBefore();
  readonly #mostWords: number;
  numParties = 0;
  /** Of all parties, kept or not. */
  numWords = 0;
  /** Different words that were let go to stay in memory, some of them more than once. */
  numLetGo = 0;

  constructor(mostWords: number = MOST_WORDS) {
    this.#mostWords = mostWords;
  }

  /** @param place what tells parties of one name apart: whoever sends a thousand parcels bears the name once */
  add(name: string, place: string): void {
    if (name === '' || this.#seen.add(`${name}\n${place}`)) return;
    this.numParties++;
    for (const word of nameTokens(name)) {
      this.counts.set(word, (this.counts.get(word) ?? 0) + 1);
      this.numWords++;
    }
    for (let least = 1; this.counts.size > this.#mostWords; least++) this.#letGo(least);
  }

  #letGo(least: number): void {
    for (const [word, count] of this.counts) {
      if (count > least) continue;
      this.counts.delete(word);
      this.numLetGo++;
    }
  }
}
