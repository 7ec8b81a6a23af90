/** Parcels against entries, by keys first; what it finds is what comparing everything with everything finds. */
import type { Entry } from '../entry.ts';
import { type Attribute, rarestGroups } from './attribute.ts';
import { attributes } from './attributes.ts';
import type { Facets, Side } from './facets.ts';

export type ListHit = {
  readonly list: string;
  readonly id: string;
  readonly attribute: string;
  readonly side: Side;
  readonly score: number;
};

type Part = {
  readonly attribute: Attribute;
  readonly listed: ListedThing[];
  readonly byKey: Map<string, number[]>;
  /** What texts came to: the same ones come again and again. */
  readonly known: Map<string, readonly Scored[]>;
};
type Scored = { readonly entry: Entry; readonly score: number };
type ListedThing = { readonly entry: Entry; readonly thing: unknown };

const MOST_KNOWN = 50_000;

export class ListMatcher {
  readonly #parts: readonly Part[];

  constructor(entries: Iterable<Entry>) {
    const all = [...entries];
    this.#parts = attributes.map((attribute) => partOf(attribute, all));
  }

  /** One hit an entry, attribute and side, the best of several; in the order of their names. */
  match(facets: Facets): ListHit[] {
    const best = new Map<string, ListHit>();
    for (const part of this.#parts) {
      const { name, facetsOf } = part.attribute;
      for (const { side, text } of facetsOf(facets)) {
        for (const { entry, score } of scoredBy(part, text)) {
          if (isValidOn(entry, facets.day)) keepBest(best, entry, name, side, score);
        }
      }
    }
    return inOrder([...best.values()]);
  }
}

/** By what they are, each once. */
export function inOrder(hits: readonly ListHit[]): ListHit[] {
  const named = hits.map((hit) => [nameOf(hit), hit] as const);
  return named.sort(([one], [other]) => (one < other ? -1 : 1)).map(([, hit]) => hit);
}

function partOf(attribute: Attribute, entries: readonly Entry[]): Part {
  const listed = entries.flatMap((entry) =>
    entry.indicators.flatMap((indicator): ListedThing[] => {
      const thing = attribute.listedOf(indicator, entry);
      return thing === null ? [] : [{ entry, thing }];
    }),
  );
  const keys = listed.map(({ thing }) => attribute.keysOfListed(thing));
  const counts = new Map<string, number>();
  for (const { groups } of keys) {
    for (const group of groups) for (const key of group.keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const byKey = new Map<string, number[]>();
  for (const [number, each] of keys.entries()) {
    const { needed } = rarestGroups(each, (group) => sumOf(group.keys.map((key) => counts.get(key) as number)));
    for (const key of new Set([...each.alone, ...needed.flatMap((group) => group.keys)])) {
      const numbers = byKey.get(key);
      if (numbers === undefined) byKey.set(key, [number]);
      else numbers.push(number);
    }
  }
  return { attribute, listed, byKey, known: new Map() };
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Listed things that the text matches. */
function scoredBy({ attribute, listed, byKey, known }: Part, text: string): readonly Scored[] {
  const before = known.get(text);
  if (before !== undefined) return before;
  const scored: Scored[] = [];
  for (const number of candidates(attribute, text, byKey)) {
    const { entry, thing } = listed[number];
    const score = attribute.score(text, thing);
    if (score >= attribute.least) scored.push({ entry, score });
  }
  if (known.size >= MOST_KNOWN) known.clear();
  known.set(text, scored);
  return scored;
}

function candidates(
  attribute: Attribute,
  text: string,
  byKey: ReadonlyMap<string, readonly number[]>,
): ReadonlySet<number> {
  const found = new Set<number>();
  for (const term of attribute.termsOf(text)) {
    for (const key of attribute.keysOfTerm(term)) for (const number of byKey.get(key) ?? []) found.add(number);
  }
  return found;
}

/** Where the parcel tells no day, what is listed now counts. */
export function isValidOn({ validFrom, validUntil }: Entry, day: string | null): boolean {
  if (day === null) return true;
  return (validFrom === null || validFrom <= day) && (validUntil === null || day <= validUntil);
}

/** Names of lists and ids may hold anything but a tab. */
export function keepBest(
  best: Map<string, ListHit>,
  { list, id }: Entry,
  attribute: string,
  side: Side,
  score: number,
): void {
  const hit = { list, id, attribute, side, score };
  const name = nameOf(hit);
  const before = best.get(name);
  if (before === undefined || before.score < score) best.set(name, hit);
}

function nameOf({ list, id, attribute, side }: ListHit): string {
  return [list, id, attribute, side].join('\t');
}
