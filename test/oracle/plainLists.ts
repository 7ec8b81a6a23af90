/**
 * The oracle of the match stage: every text of a parcel compared with everything listed by the plain comparators, then
 * corroborated. No index, no candidates, no memory of parties.
 */
import type { Parcel } from '../../src/contract/parcel.ts';
import type { Signals } from '../../src/contract/signals.ts';
import type { HitParty } from '../../src/engine/lists/rowHits.ts';
import { addressText, listedAddress, queriedAddress, scoreAddress } from '../../src/watchlist/compare/address.ts';
import { phoneScores } from '../../src/watchlist/compare/phone.ts';
import { type Corroboration, corroborate, weightOf } from '../../src/watchlist/corroboration.ts';
import type { Entry } from '../../src/watchlist/entry.ts';
import { type Attribute, attributes } from '../../src/watchlist/index/attributes.ts';
import { NameSearch } from '../../src/watchlist/search/nameSearch.ts';
import { completePhone } from '../../src/watchlist/text/completePhone.ts';
import { coreText } from '../../src/watchlist/text/coreText.ts';
import { withoutInvisible } from '../../src/watchlist/text/fold.ts';
import { nameParts } from '../../src/watchlist/text/nameParts.ts';
import { kernelText } from '../../src/watchlist/text/kernelText.ts';
import { type IdentifierKind, identifierText } from '../../src/watchlist/text/identifierKeys.ts';
import { plainFind } from '../watchlist/index/plainPhrases.ts';
import { plainIdentifiers } from '../watchlist/index/plainIdentifiers.ts';

export type PlainHit = {
  readonly entry: number;
  readonly attribute: Attribute;
  readonly score: number;
  readonly party: HitParty;
};

export type PlainLists = {
  hitsOf(parcel: Parcel): PlainHit[];
  signalsOf(hits: readonly PlainHit[]): Signals;
};

const LEAST_NAME = 0.85;
const LEAST_ADDRESS = 0.8;
const DAY_MS = 86_400_000;
const isAscii = (text: string): boolean => /^[\0-\x7f]*$/.test(text);

export function plainLists(entries: readonly Entry[], table: Corroboration): PlainLists {
  const identifiers = plainIdentifiers(entries);
  const names = new NameSearch(entries);
  const numbers = new Map(entries.map((entry, number) => [entry, number]));
  const addresses = entries.flatMap(({ indicators }, entry) =>
    indicators.flatMap((one) => (one.kind === 'address' ? [{ entry, listed: listedAddress(addressText(one)) }] : [])),
  );

  function nameHits(text: string | null | undefined) {
    if (!text) return [];
    const found = [text, ...nameParts(text)].flatMap((part) => names.search(part, 'party', LEAST_NAME));
    return found.map(({ listed, calibrated }) => ({
      entry: numbers.get(listed.entry) as number,
      attribute: 'name' as const,
      score: calibrated,
    }));
  }

  function addressHits(text: string): { entry: number; attribute: Attribute; score: number }[] {
    const queried = queriedAddress(text);
    return addresses
      .map(({ entry, listed }) => ({
        entry,
        attribute: 'address' as const,
        score: scoreAddress(queried, listed).score,
      }))
      .filter(({ score }) => score >= LEAST_ADDRESS);
  }

  function ofIdentifier(kind: IdentifierKind, text: string | null | undefined) {
    return text ? identifiers.find(kind, identifierText(kind, text)) : [];
  }

  function ofPhone({ phone, country }: Parcel['sender']) {
    if (!phone) return [];
    const whole = completePhone(identifierText('phone', phone), country);
    const completed = whole === '' ? [] : identifiers.find('phone', whole);
    return [
      ...ofIdentifier('phone', phone),
      ...completed.map((hit) => ({ ...hit, score: Math.min(hit.score, phoneScores.completed) })),
    ];
  }

  function ofParty(party: Parcel['sender']) {
    return [
      ...nameHits(party.name),
      ...nameHits(party.business),
      ...(addressOf(party) === '' ? [] : addressHits(addressOf(party))),
      ...ofPhone(party),
      ...ofIdentifier('email', party.email),
      ...ofIdentifier('document', party.taxId),
    ];
  }

  function ofText(text: string | null | undefined) {
    if (!text) return [];
    return [
      ...identifiers.findIn(withoutInvisible(text)),
      ...(isAscii(text) ? [] : identifiers.findIn(coreText(text))),
      ...plainFind(entries, kernelText(text)),
    ];
  }

  return {
    hitsOf: (parcel) => {
      const day = dayOf(parcel);
      const texts = [
        ...parcel.contents.map(({ description }) => description),
        parcel.explanation,
        parcel.payment?.processorRef,
      ];
      const free = [
        ...(parcel.payment?.walletAddresses ?? []).flatMap(({ address }) => ofIdentifier('wallet', address)),
        ...texts.flatMap(ofText),
      ];
      const whose = (
        found: readonly { entry: number; attribute: string; score: number }[],
        party: HitParty,
      ): PlainHit[] =>
        found.map(({ entry, attribute, score }) => ({
          entry,
          attribute: attribute as Attribute,
          score: score * weightOf(table, entries[entry].confidence),
          party,
        }));
      const all = [
        ...whose(ofParty(parcel.sender), 'sender'),
        ...whose(ofParty(parcel.recipient), 'recipient'),
        ...whose(free, null),
      ];
      return best(all.filter(({ entry }) => isInForce(entries[entry], day)));
    },
    signalsOf: (hits) => signalsOf(hits, entries, table),
  };
}

function signalsOf(hits: readonly PlainHit[], entries: readonly Entry[], table: Corroboration): Signals {
  const top = (attribute: Attribute): number =>
    Math.max(0, ...hits.filter((hit) => hit.attribute === attribute).map(({ score }) => score));
  const goods = ['phrase', 'cas'];
  const identified = hits.filter(
    ({ attribute, score }) => !['name', 'address', ...goods].includes(attribute) && score >= table.leastIdentifier,
  );
  const ofParty = (party: HitParty): number =>
    Math.max(
      0,
      ...entries.map((_, entry) =>
        corroborate(
          table,
          hits.filter((hit) => hit.party === party && hit.entry === entry),
        ),
      ),
    );
  const signals = {
    listNameScore: top('name'),
    listAddressScore: top('address'),
    senderListScore: ofParty('sender'),
    recipientListScore: ofParty('recipient'),
    listIdentifierHits: identified.length,
    listWalletHits: identified.filter(({ attribute }) => attribute === 'wallet').length,
    listPhraseHits: hits.filter(({ attribute, score }) => goods.includes(attribute) && score >= table.leastGoods)
      .length,
  };
  return Object.fromEntries(Object.entries(signals).map(([name, value]) => [name, Math.fround(value)]));
}

/** One an entry, attribute and party, in an order of their own. */
function best(hits: readonly PlainHit[]): PlainHit[] {
  const kept = new Map<string, PlainHit>();
  for (const hit of hits) {
    const key = `${hit.entry} ${hit.attribute} ${hit.party}`;
    if ((kept.get(key)?.score ?? -1) < hit.score) kept.set(key, hit);
  }
  return sorted([...kept.values()]);
}

/** In an order that does not depend on how they were found. */
export function sorted<T extends PlainHit>(hits: readonly T[]): T[] {
  const key = ({ party, entry, attribute }: PlainHit): number =>
    ['sender', 'recipient', null].indexOf(party) * 1e9 + entry * 100 + attributes[attribute];
  return hits.toSorted((one, other) => key(one) - key(other));
}

function addressOf({ addressLines, city, region, postcode, country }: Parcel['sender']): string {
  const parts = [...(addressLines ?? []), city, region, postcode].filter((part) => part);
  return parts.length === 0 ? '' : [...parts, country].join(', ');
}

function dayOf({ aedReceivedAt, postingDate }: Parcel): number | null {
  if (typeof aedReceivedAt === 'number') return Math.floor(aedReceivedAt / DAY_MS);
  return postingDate ? Date.parse(`${postingDate}T00:00:00Z`) / DAY_MS : null;
}

function isInForce({ validFrom, validUntil }: Entry, day: number | null): boolean {
  if (day === null) return true;
  const of = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
  return !(validFrom !== null && day < of(validFrom)) && !(validUntil !== null && day > of(validUntil));
}
