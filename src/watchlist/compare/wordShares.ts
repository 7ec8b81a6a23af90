/** Which share of the words of parties' names sounds as one word: common names known beforehand, then what is counted. */
import { commonNames, companyShare, companyWords, type Tier } from './commonNames.ts';
import type { Word } from './preparedName.ts';
import { wordSound } from './wordSound.ts';

/** How many words of counted mail the table of common names is worth: a list of ten entries hardly moves it. */
const KNOWN_WORDS = 100_000;
/** Share of a word that neither is known nor was counted: one in a million names. */
const UNSEEN = 2 ** -20;

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
 * @param counted words of a list's own entries, and of a facility's mail. A list's words are given less one each: that
 * an entry bears its own name says nothing of how many others do.
 */
export class WordShares {
  readonly #counted: readonly WordCounts[];
  readonly #total: number;

  constructor(...counted: readonly WordCounts[]) {
    this.#counted = counted;
    this.#total = counted.reduce((sum, { total }) => sum + total, KNOWN_WORDS);
  }

  /** Above 0, at most 1. */
  shareOf(word: string): number {
    const sound = wordSound(word);
    let times = KNOWN_WORDS * Math.max(UNSEEN, known.get(sound) ?? 0);
    for (const { bySound } of this.#counted) times += bySound.get(sound) ?? 0;
    return Math.min(1, times / this.#total);
  }

  /** As the index holds it: to single precision, and less for words that tell less. */
  bitsOf({ text, weight }: Pick<Word, 'text' | 'weight'>): number {
    return Math.fround(weight * -Math.log2(this.shareOf(text)));
  }
}

/** Of entries as sets of words: each word counts once an entry, and not for the first entry that has it. */
export function countListWords(entries: Iterable<Iterable<string>>): WordCounts {
  const counts = new WordCounts();
  const seen = new Set<string>();
  for (const words of entries) {
    for (const sound of new Set([...words].map(wordSound))) {
      if (!seen.has(sound)) seen.add(sound);
      else counts.bySound.set(sound, (counts.bySound.get(sound) ?? 0) + 1);
      counts.total++;
    }
  }
  return counts;
}

const known: ReadonlyMap<string, number> = knownShares();

/** Shares of words, not of people: a name is a given and a family name, so each is half of it. */
function knownShares(): Map<string, number> {
  const shares = new Map<string, number>();
  const regions = Object.values(commonNames);
  const all = regions.reduce((sum, { share }) => sum + share, companyShare);
  const addTiers = (tiers: readonly Tier[], scale: number): void => {
    for (const [perMille, names] of tiers) {
      for (const group of names.split(' ')) {
        // each spelling has the share of all, and once where two of them sound alike
        for (const sound of new Set(group.split('/').map(wordSound))) {
          shares.set(sound, (shares.get(sound) ?? 0) + (scale * perMille) / 1000);
        }
      }
    }
  };
  for (const { share, family, given } of regions) {
    addTiers(family, share / all / 2);
    addTiers(given, share / all / 2);
  }
  addTiers(companyWords, companyShare / all);
  return shares;
}
