/**
 * Which share of the words of parties' names sounds as one word. A word is as common as where it is most common: in a
 * name of several words the others come from the same part of the world, so that Kim and Min are no rarer together
 * because few people are Korean.
 */
import { commonNames, companyWords, type Tier } from './commonNames.ts';
import type { Word } from './preparedName.ts';
import { wordSound } from './wordSound.ts';

/** How many counted words say as much as none: a day's mail hardly moves a share. */
const DOUBT_WORDS = 100_000;
/** Share of a word that neither is known nor was counted: one in four million. */
const UNSEEN = 2 ** -22;
/** And of one by its letters, in bits: short words are few, so that many share each. */
const BITS_BY_LETTERS: readonly number[] = [0, 4, 8, 10, 12, 14.5, 16.5, 18, 19, 20, 20.5, 21, 21.5];

/** Times that words occur, by their sound. */
export class WordCounts {
  readonly bySound: Map<string, number> = new Map<string, number>();
  total = 0;

  add(word: string, count: number): void {
    const sound = wordSound(word);
    this.bySound.set(sound, (this.bySound.get(sound) ?? 0) + count);
    this.total += count;
  }
}

/**
 * A list's own words are not counted: they changed no figure, and a name would score otherwise in a patch of a list than
 * in the list itself.
 *
 * @param counted words of a facility's mail; they make words more common than they are known to be, never rarer
 */
export class WordShares {
  readonly #counted: readonly WordCounts[];
  readonly #total: number;

  constructor(...counted: readonly WordCounts[]) {
    this.#counted = counted;
    this.#total = counted.reduce((sum, { total }) => sum + total, DOUBT_WORDS);
  }

  /** Above 0, at most 1. */
  shareOf(word: string): number {
    const sound = wordSound(word);
    let times = DOUBT_WORDS * UNSEEN;
    for (const { bySound } of this.#counted) times += bySound.get(sound) ?? 0;
    const byLetters = 2 ** -(BITS_BY_LETTERS[word.length] ?? Infinity);
    return Math.min(1, Math.max(times / this.#total, known.get(sound) ?? 0, byLetters));
  }

  /** Less for words that tell less; to single precision, as the index holds it, before that. */
  bitsOf({ text, weight }: Pick<Word, 'text' | 'weight'>): number {
    return weight * Math.fround(-Math.log2(this.shareOf(text)));
  }
}

const known: ReadonlyMap<string, number> = knownShares();

/** Shares of words, not of people: a name is a given and a family name, so each is half of it. */
function knownShares(): Map<string, number> {
  const most = new Map<string, number>();
  for (const { family, given } of Object.values(commonNames)) addMost(most, [...family, ...given], 2);
  addMost(most, companyWords, 1);
  return most;
}

function addMost(most: Map<string, number>, tiers: readonly Tier[], parts: number): void {
  const shares = new Map<string, number>();
  for (const [perMille, names] of tiers) {
    for (const group of names.split(' ')) {
      // each spelling has the share of all, and once where two of them sound alike
      for (const sound of new Set(group.split('/').map(wordSound))) {
        shares.set(sound, (shares.get(sound) ?? 0) + perMille / 1000 / parts);
      }
    }
  }
  for (const [sound, share] of shares) most.set(sound, Math.max(share, most.get(sound) ?? 0));
}
