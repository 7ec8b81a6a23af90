/**
 * All names of lists, to be compared with one. The words of all names are kept once: a name none of whose words is
 * like any of the query's cannot score, so only the others are compared in full. Words as `al` and `the` bring none,
 * unless a name has no others.
 */
import { nameScores } from '../compare/nameScores.ts';
import { LEAST_TELLING, type PreparedName, prepareName, type Word } from '../compare/preparedName.ts';
import { calibrated, pairedBits } from '../compare/rarity.ts';
import { type NameMatch, scoreNames } from '../compare/scoreNames.ts';
import { type WordCounts, WordShares } from '../compare/wordShares.ts';
import { compareWords } from '../compare/words.ts';
import { type Entry, type EntryKind, isThing, type NameIndicator } from '../entry.ts';

export type ListedName = { readonly entry: Entry; readonly name: NameIndicator; readonly prepared: PreparedName };
export type NameHit = {
  readonly listed: ListedName;
  readonly match: NameMatch;
  /** How alike the names are. */
  readonly score: number;
  /** How much the words that agree tell (rarity.ts). */
  readonly bits: number;
  /** Both in one number, which orders hits. */
  readonly calibrated: number;
};

const LEAST_ALIKE = 0.6;
const MOST_REMEMBERED = 100_000;

function mayBe(asked: EntryKind | 'party', listed: EntryKind): boolean {
  if (asked === 'party') return !isThing(listed);
  return asked === 'unknown' || listed === 'unknown' || asked === listed;
}

export class NameSearch {
  readonly names: readonly ListedName[];
  readonly #shares: WordShares;
  readonly #words: Word[] = [];
  readonly #postings: number[][] = [];
  /** Two or three words written as one. */
  readonly #joins = new Map<string, number[]>();
  /** Names by one of their words. */
  readonly #byText = new Map<string, number[]>();
  readonly #like = new Map<string, readonly number[]>();

  /** @param counted words of a facility's mail, where it has counted them */
  constructor(entries: Iterable<Entry>, ...counted: readonly WordCounts[]) {
    const names: ListedName[] = [];
    for (const entry of entries) {
      for (const name of entry.indicators) {
        if (name.kind === 'name') names.push({ entry, name, prepared: prepareName(name.text, entry.kind) });
      }
    }
    this.names = names;
    this.#shares = new WordShares(...counted);
    const numbers = new Map<string, number>();
    for (const [id, { prepared }] of names.entries()) {
      const { words } = prepared;
      const telling = words.some((word) => word.weight >= LEAST_TELLING);
      for (const word of words) {
        if (word.weight < LEAST_TELLING && telling) continue;
        const key = `${word.role} ${word.text}`;
        const number = numbers.get(key) ?? this.#words.push(word) - 1;
        if (!numbers.has(key)) this.#postings.push([]);
        numbers.set(key, number);
        this.#postings[number].push(id);
      }
      for (const [place, word] of words.entries()) {
        put(this.#byText, word.text, id);
        for (const text of joinsAt(words, place)) put(this.#joins, text, id);
      }
    }
  }

  /**
   * Names at least so alike, best first; one hit a name. Kinds of the query and the list must not differ; a party is a
   * person or an organisation.
   */
  search(text: string, kind: EntryKind | 'party', leastScore: number): NameHit[] {
    const byKind = new Map<boolean, PreparedName>();
    const preparedFor = (isPerson: boolean, listedKind: EntryKind): PreparedName => {
      const found = byKind.get(isPerson) ?? prepareName(text, listedKind);
      byKind.set(isPerson, found);
      return found;
    };
    const hits: NameHit[] = [];
    for (const id of this.#candidates(preparedFor(true, 'person'), preparedFor(false, 'organisation'))) {
      const listed = this.names[id];
      const { entry, name, prepared } = listed;
      if (!mayBe(kind, entry.kind)) continue;
      const match = scoreNames(preparedFor(prepared.isPerson, entry.kind), prepared);
      const score = match.score * (name.quality === 'weak' ? nameScores.weakAlias : 1);
      if (score < leastScore) continue;
      const bits = pairedBits(
        match.pairs,
        prepared.words.map((word) => this.#shares.bitsOf(word)),
      );
      hits.push({ listed, match, score, bits, calibrated: calibrated(score, bits) });
    }
    return hits.sort((one, two) => two.calibrated - one.calibrated || two.score - one.score);
  }

  #candidates(...queries: readonly PreparedName[]): Set<number> {
    const found = new Set<number>();
    const add = (ids: readonly number[] | undefined): void => {
      for (const id of ids ?? []) found.add(id);
    };
    for (const { words } of queries) {
      const telling = words.some((word) => word.weight >= LEAST_TELLING);
      for (const [place, word] of words.entries()) {
        const isTelling = word.weight >= LEAST_TELLING || !telling;
        if (isTelling) for (const number of this.#alike(word)) add(this.#postings[number]);
        add(this.#joins.get(word.text));
        for (const text of joinsAt(words, place)) add(this.#byText.get(text));
      }
    }
    return found;
  }

  /** Numbers of listed words that are like this one. */
  #alike(word: Word): readonly number[] {
    const key = `${word.role} ${word.text}`;
    const known = this.#like.get(key);
    if (known) return known;
    const alike: number[] = [];
    for (const [number, other] of this.#words.entries()) {
      if (compareWords(word, other).score >= LEAST_ALIKE) alike.push(number);
    }
    return this.#remember(key, alike);
  }

  #remember(key: string, alike: readonly number[]): readonly number[] {
    if (this.#like.size >= MOST_REMEMBERED) this.#like.clear();
    this.#like.set(key, alike);
    return alike;
  }
}

function put(ids: Map<string, number[]>, text: string, id: number): void {
  const found = ids.get(text);
  if (found) found.push(id);
  else ids.set(text, [id]);
}

function joinsAt(words: readonly Word[], place: number): string[] {
  const two = words[place].text + (words[place + 1]?.text ?? '');
  if (place + 1 >= words.length) return [];
  return place + 2 < words.length ? [two, two + words[place + 2].text] : [two];
}
