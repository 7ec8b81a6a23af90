/** The oracle of identifier matching: every listed text compared with every query, by the comparators. */
import type { Comparator } from '../../../src/watchlist/compare/comparator.ts';
import { emailComparator, emailScores } from '../../../src/watchlist/compare/email.ts';
import { exactComparator } from '../../../src/watchlist/compare/exact.ts';
import { phoneComparator } from '../../../src/watchlist/compare/phone.ts';
import { walletComparator } from '../../../src/watchlist/compare/wallet.ts';
import type { Entry } from '../../../src/watchlist/entry.ts';
import { attributes } from '../../../src/watchlist/index/attributes.ts';
import { casNumbersIn } from '../../../src/watchlist/text/cas.ts';
import {
  type IdentifierKind,
  identifierKeys,
  identifierKinds,
  identifierText,
} from '../../../src/watchlist/text/identifierKeys.ts';
import { identifiersIn } from '../../../src/watchlist/text/identifiersIn.ts';

export type PlainHit = { readonly entry: number; readonly attribute: string; readonly score: number };

const comparators: Readonly<Record<IdentifierKind, Comparator<string>>> = {
  phone: phoneComparator,
  email: emailComparator,
  wallet: walletComparator,
  // a text on the list may hold more than the number
  cas: {
    ...exactComparator,
    compare: (query, listed) => {
      const [number] = casNumbersIn(query);
      const isListed = number !== undefined && casNumbersIn(listed).includes(number) && query !== listed;
      return isListed ? { score: 0.98, detail: [] } : exactComparator.compare(query, listed);
    },
  },
  handle: exactComparator,
  pgp: exactComparator,
  document: exactComparator,
};

type Listed = { readonly entry: number; readonly kind: IdentifierKind; readonly text: string };

export type PlainIdentifiers = {
  /** @param text as `identifierText` makes it */
  find(kind: IdentifierKind, text: string): PlainHit[];
  findIn(text: string): PlainHit[];
};

export function plainIdentifiers(entries: readonly Entry[]): PlainIdentifiers {
  const listed: Listed[] = entries.flatMap((entry, number) =>
    entry.indicators.flatMap((one) => {
      if (!(identifierKinds as readonly string[]).includes(one.kind)) return [];
      const kind = one.kind as IdentifierKind;
      const text = identifierText(kind, 'text' in one ? one.text : 'symbol' in one ? one.address : '');
      return identifierKeys(kind, text).length > 0 ? [{ entry: number, kind, text }] : [];
    }),
  );
  const keysOf = (kind: IdentifierKind, text: string): ReadonlySet<string> => new Set(identifierKeys(kind, text));
  const compared = (kind: IdentifierKind, text: string, keys: ReadonlySet<string> | null = null): PlainHit[] =>
    identifierKeys(kind, text).length === 0
      ? []
      : listed
          .filter((one) => one.kind === kind)
          .filter((one) => keys === null || identifierKeys(kind, one.text).some((key) => keys.has(key)))
          .map((one) => ({ entry: one.entry, attribute: kind, score: comparators[kind].compare(text, one.text).score }))
          // likeness is not looked up
          .filter(({ score }) => score > emailScores.oneLetter);
  return {
    find: (kind, text) => best(compared(kind, text)),
    // on the wire letters beyond ASCII are not folded, and a comparator would fold them
    findIn: (text) =>
      best(identifiersIn(text).flatMap((found) => compared(found.kind, found.text, keysOf(found.kind, found.text)))),
  };
}

/** One an entry and attribute, in the order of hits. */
function best(hits: readonly PlainHit[]): PlainHit[] {
  const kept = new Map<string, PlainHit>();
  for (const hit of hits) {
    const key = `${hit.entry} ${hit.attribute}`;
    if ((kept.get(key)?.score ?? 0) < hit.score) kept.set(key, hit);
  }
  const numberOf = (hit: PlainHit): number => attributes[hit.attribute as IdentifierKind];
  return [...kept.values()].sort(
    (one, two) => two.score - one.score || one.entry - two.entry || numberOf(one) - numberOf(two),
  );
}
