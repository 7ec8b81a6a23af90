/** What of a query is on a list: every attribute compared with its kind, hits with their reasons, best entries first. */
import { addressComparator, addressText } from '../compare/address.ts';
import type { Comparator } from '../compare/comparator.ts';
import { emailComparator } from '../compare/email.ts';
import { exactComparator } from '../compare/exact.ts';
import { nameDetail, rarityDetail } from '../compare/name.ts';
import { phoneComparator } from '../compare/phone.ts';
import { phraseComparator } from '../compare/phrase.ts';
import { prepareName } from '../compare/preparedName.ts';
import { walletComparator } from '../compare/wallet.ts';
import { corroborate, defaultCorroboration, weightOf } from '../corroboration.ts';
import type { Entry, EntryKind, Indicator } from '../entry.ts';
import type { Attribute } from '../index/attributes.ts';
import { nameParts } from '../text/nameParts.ts';
import { addressReadings } from './addressReadings.ts';
import type { NameSearch } from './nameSearch.ts';

export type Query = {
  readonly name: string | null;
  /** Searched for listed phrases, as goods descriptions are. */
  readonly words: string | null;
  /** `unknown` compares with entries of every kind. */
  readonly kind: EntryKind;
  readonly address: string | null;
  readonly phones: readonly string[];
  readonly emails: readonly string[];
  readonly wallets: readonly string[];
  /** Numbers of documents, handles, key fingerprints, CAS numbers: whatever is equal or not. */
  readonly numbers: readonly string[];
};

export type AttributeHit = {
  readonly attribute: Attribute;
  readonly query: string;
  readonly listed: string;
  readonly score: number;
  /** Of names: how alike they are, whatever their words tell; `score` is the calibrated one. */
  readonly likeness?: number;
  readonly detail: readonly string[];
};
export type EntryHit = {
  readonly entry: Entry;
  /** Of all attributes together, as bundles without a table of their own weigh them. */
  readonly score: number;
  readonly hits: readonly AttributeHit[];
};
/** The best of them first, and how many there are with those that are not given. */
export type Found = { readonly numFound: number; readonly entries: readonly EntryHit[] };

/** Addresses, phones and the like are told from here on, where `leastScore` asks for more of names. */
const LEAST_OTHER = 0.6;

/** @param options.leastScore how alike names must be */
export function searchEntries(
  names: NameSearch,
  entries: Iterable<Entry>,
  query: Query,
  options: { leastScore: number; most: number },
): Found {
  const byEntry = new Map<Entry, Map<Attribute, AttributeHit>>();
  const keep = (entry: Entry, hit: AttributeHit): void => {
    const hits = byEntry.get(entry) ?? new Map<Attribute, AttributeHit>();
    const before = hits.get(hit.attribute);
    if (before === undefined || before.score < hit.score) hits.set(hit.attribute, hit);
    byEntry.set(entry, hits);
  };
  if (query.name !== null)
    for (const hit of nameHits(names, query.name, query.kind, options.leastScore)) keep(hit.entry, hit.hit);
  const asked = askedOf(query);
  if (asked.length > 0) {
    for (const entry of entries) {
      if (query.kind !== 'unknown' && entry.kind !== 'unknown' && entry.kind !== query.kind) continue;
      for (const indicator of entry.indicators) {
        for (const { attribute, text, comparator, textOf } of asked) {
          const listed = textOf(indicator, entry);
          if (listed === null) continue;
          const { score, detail } = comparator.compare(text, listed);
          // a name of goods that the same words were found by already is no second ground
          if (attribute === 'phrase' && byEntry.get(entry)?.has('name')) continue;
          if (score > 0 && score >= Math.min(options.leastScore, LEAST_OTHER))
            keep(entry, { attribute, query: text, listed, score, detail });
        }
      }
    }
  }
  const found = [...byEntry]
    .map(([entry, hits]) => ({
      entry,
      score: entryScore(entry, [...hits.values()]),
      hits: [...hits.values()],
    }))
    .sort((one, two) => two.score - one.score || (one.entry.id < two.entry.id ? -1 : 1));
  return { numFound: found.length, entries: found.slice(0, options.most) };
}

function entryScore({ confidence }: Entry, hits: readonly AttributeHit[]): number {
  const weight = weightOf(defaultCorroboration, confidence);
  return corroborate(
    defaultCorroboration,
    hits.map(({ attribute, score }) => ({ attribute, score: score * weight })),
  );
}

function* nameHits(
  names: NameSearch,
  text: string,
  kind: EntryKind,
  leastScore: number,
): Generator<{ entry: Entry; hit: AttributeHit }> {
  const texts = [text, ...nameParts(text)];
  const found = texts.flatMap((query) => names.search(query, kind, leastScore).map((hit) => ({ query, ...hit })));
  for (const { query, listed, match, score, bits, calibrated } of found) {
    const { entry, name, prepared } = listed;
    const detail = [
      ...nameDetail(prepareName(query, entry.kind), prepared, match),
      ...(name.quality === 'weak' ? ['the list calls this alias weak'] : []),
      rarityDetail(score, bits),
    ];
    const likeness = score;
    yield { entry, hit: { attribute: 'name', query, listed: name.text, score: calibrated, likeness, detail } };
  }
}

type Asked = {
  readonly attribute: Attribute;
  readonly text: string;
  readonly comparator: Comparator<string>;
  readonly textOf: (indicator: Indicator, entry: Entry) => string | null;
};

function askedOf({ words, address, phones, emails, wallets, numbers }: Query): Asked[] {
  const textsOf = (kind: 'phone' | 'email') => (indicator: Indicator) =>
    indicator.kind === kind ? indicator.text : null;
  const ask = (
    attribute: Attribute,
    texts: readonly string[],
    comparator: Comparator<string>,
    textOf: Asked['textOf'],
  ) => texts.map((text) => ({ attribute, text, comparator, textOf }));
  return [
    ...ask('address', address === null ? [] : addressReadings(address), addressComparator, (one) =>
      one.kind === 'address' ? addressText(one) : null,
    ),
    ...ask('phone', phones, phoneComparator, textsOf('phone')),
    ...ask('email', emails, emailComparator, textsOf('email')),
    ...exactKinds.flatMap((kind) =>
      ask(kind, numbers, exactComparator, (one) => (one.kind === kind ? one.text : null)),
    ),
    ...ask('phrase', words === null ? [] : [words], phraseComparator, (one, { kind }) =>
      one.kind === 'phrase' || (one.kind === 'name' && kind === 'goods') ? one.text : null,
    ),
    ...ask('wallet', wallets, walletComparator, (one) => (one.kind === 'wallet' ? one.address : null)),
  ];
}

/** What a number may be. */
const exactKinds = ['document', 'handle', 'pgp', 'cas'] as const;
