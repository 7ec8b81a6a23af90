/**
 * All names of lists, to be compared with one. The words of all names are kept once: a name none of whose words is
 * like any of the query's cannot score, so only the others are compared in full. Nothing else is left out.
 */
import { type PreparedName, prepareName, type Word } from '../compare/preparedName.ts';
import { type NameMatch, scoreNames } from '../compare/scoreNames.ts';
import { compareWords } from '../compare/words.ts';
import { editDistance } from '../compare/editDistance.ts';
import type { Entry, EntryKind, NameIndicator } from '../entry.ts';

export type ListedName = { readonly entry: Entry; readonly name: NameIndicator; readonly prepared: PreparedName };
export type NameHit = { readonly listed: ListedName; readonly match: NameMatch; readonly score: number };

/** Words under this weight (`al`, `the`) bring no candidates, unless a name has no others. */
const LEAST_WEIGHT = 0.5;
const LEAST_ALIKE = 0.55;
/** A name that the publisher calls weak counts less. */
export const WEAK_ALIAS = 0.96;
const MOST_REMEMBERED = 100_000;

export class NameSearch {
  readonly names: readonly ListedName[];
  readonly #words: Word[] = [];
  readonly #postings: number[][] = [];
  /** Two or three words written as one. */
  readonly #joins = new Map<string, number[]>();
  readonly #like = new Map<string, readonly number[]>();

  constructor(entries: Iterable<Entry>) {
    const names: ListedName[] = [];
    for (const entry of entries) {
      for (const name of entry.indicators) {
        if (name.kind === 'name') names.push({ entry, name, prepared: prepareName(name.text, entry.kind) });
      }
    }
    this.names = names;
    const numbers = new Map<string, number>();
    for (const [id, { prepared }] of names.entries()) {
      const { words } = prepared;
      const telling = words.some((word) => word.weight >= LEAST_WEIGHT);
      for (const [place, word] of words.entries()) {
        if (word.weight < LEAST_WEIGHT && telling) continue;
        const key = `${word.role} ${word.text}`;
        const number = numbers.get(key) ?? this.#words.push(word) - 1;
        if (!numbers.has(key)) this.#postings.push([]);
        numbers.set(key, number);
        this.#postings[number].push(id);
        for (const text of joinsAt(words, place)) {
          const found = this.#joins.get(text);
          if (found) found.push(id);
          else this.#joins.set(text, [id]);
        }
      }
    }
  }

  /** Names of at least this score, best first; one hit a name. Kinds of the query and the list must not differ. */
  search(text: string, kind: EntryKind, leastScore: number): NameHit[] {
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
      if (kind !== 'unknown' && entry.kind !== 'unknown' && entry.kind !== kind) continue;
      const match = scoreNames(preparedFor(prepared.isPerson, entry.kind), prepared);
      const score = match.score * (name.quality === 'weak' ? WEAK_ALIAS : 1);
      if (score >= leastScore) hits.push({ listed, match, score });
    }
    return hits.sort((one, two) => two.score - one.score);
  }

  #candidates(...queries: readonly PreparedName[]): Set<number> {
    const found = new Set<number>();
    const add = (ids: readonly number[] | undefined): void => {
      for (const id of ids ?? []) found.add(id);
    };
    for (const { words } of queries) {
      const telling = words.some((word) => word.weight >= LEAST_WEIGHT);
      for (const [place, word] of words.entries()) {
        if (word.weight >= LEAST_WEIGHT || !telling) {
          for (const number of this.#alike(word)) add(this.#postings[number]);
          add(this.#joins.get(word.text));
        }
        for (const text of joinsAt(words, place)) for (const number of this.#typed(text)) add(this.#postings[number]);
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

  #typed(text: string): readonly number[] {
    const key = `+${text}`;
    const known = this.#like.get(key);
    if (known) return known;
    const alike: number[] = [];
    for (const [number, other] of this.#words.entries()) {
      if (Math.abs(other.text.length - text.length) < 2 && editDistance(text, other.text, 1) < 2) alike.push(number);
    }
    return this.#remember(key, alike);
  }

  #remember(key: string, alike: readonly number[]): readonly number[] {
    if (this.#like.size >= MOST_REMEMBERED) this.#like.clear();
    this.#like.set(key, alike);
    return alike;
  }
}

function joinsAt(words: readonly Word[], place: number): string[] {
  const two = words[place].text + (words[place + 1]?.text ?? '');
  if (place + 1 >= words.length) return [];
  return place + 2 < words.length ? [two, two + words[place + 2].text] : [two];
}
