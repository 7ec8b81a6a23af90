/** Who came, who went, and what changed between two versions of a list, by id. */
import type { Entry } from './entry.ts';

export type Change = {
  readonly id: string;
  /** What the entry has now and had not before, and the other way round, each as `what: value`. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
};
export type ListDifference = {
  readonly came: readonly Entry[];
  readonly went: readonly Entry[];
  readonly changed: readonly Change[];
  readonly same: number;
};

/** @param before all entries of the old version; `now` streams. */
export async function diffLists(before: Iterable<Entry>, now: AsyncIterable<Entry>): Promise<ListDifference> {
  const old = new Map([...before].map((entry) => [entry.id, entry]));
  const [came, changed]: [Entry[], Change[]] = [[], []];
  let same = 0;
  for await (const entry of now) {
    const was = old.get(entry.id);
    old.delete(entry.id);
    if (was === undefined) {
      came.push(entry);
      continue;
    }
    const [left, right] = [factsOf(was), factsOf(entry)];
    const added = [...right].filter((fact) => !left.has(fact));
    const removed = [...left].filter((fact) => !right.has(fact));
    if (added.length + removed.length > 0) changed.push({ id: entry.id, added, removed });
    else same++;
  }
  return { came, went: [...old.values()], changed, same };
}

/** The entry as a set of lines: order is not told, for no source gives it meaning. */
function factsOf({
  kind,
  programmes,
  validFrom,
  validUntil,
  confidence,
  handling,
  indicators,
  related,
}: Entry): Set<string> {
  return new Set([
    `kind: ${kind}`,
    `handling: ${handling}`,
    ...(validFrom === null ? [] : [`valid from: ${validFrom}`]),
    ...(validUntil === null ? [] : [`valid until: ${validUntil}`]),
    ...(confidence === null ? [] : [`confidence: ${confidence}`]),
    ...programmes.map((programme) => `programme: ${programme}`),
    ...related.map((id) => `related: ${id}`),
    ...indicators.map((indicator) => {
      if (indicator.kind === 'name') return `name, ${indicator.quality}: ${indicator.text}`;
      if (indicator.kind === 'wallet') return `wallet: ${indicator.symbol} ${indicator.address}`;
      if (indicator.kind !== 'address') return `${indicator.kind}: ${indicator.text}`;
      const { lines, city, region, postcode, country } = indicator;
      return `address: ${[...lines, city, region, postcode, country].filter((part) => part !== null).join(', ')}`;
    }),
  ]);
}
