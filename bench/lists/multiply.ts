/**
 * A base list multiplied to any number of entries, each made alone from its place and the seed, so that a million of
 * them need no more memory than one.
 *
 * The first entries are the base list itself, word for word. Every later one stands on an entry of the base: its kind,
 * its programmes, and as many names, addresses and other indicators; names are reworded within kind and culture
 * (wordPools.ts, nameShape.ts), where culture is the family of its first programme, `IRAN` or `SDNTK`; a street, a
 * town and a country are those of some addresses in the country of the old one, with other numbers. The SDN list holds
 * few phones, mailboxes and wallets: entries without one get one in the shares below.
 */
import { Random } from '../../src/base/random.ts';
import type { AddressIndicator, Entry, Indicator } from '../../src/watchlist/entry.ts';
import type { Base } from './base.ts';
import { anyEmail, anyPhone, anyWallet, otherNumber } from './identifiers.ts';
import { type NameShape, nameShape } from './nameShape.ts';
import { NameRewording, otherDigits } from './rewordName.ts';
import { WordPools } from './wordPools.ts';

const SEED = 5;
const SHARE_WITH_PHONE = 0.2;
const SHARE_WITH_EMAIL = 0.1;
const SHARE_WITH_WALLET = 0.05;

export class MultipliedList {
  readonly #base: readonly Entry[];
  readonly #pools = new WordPools(SEED);
  readonly #shapes = new Map<Indicator, NameShape>();
  readonly #addresses = new Map<string, AddressIndicator[]>();

  constructor({ entries }: Base) {
    this.#base = entries;
    for (const { kind, programmes, indicators } of entries) {
      const culture = cultureOf(programmes);
      for (const indicator of indicators) {
        if (indicator.kind === 'address') this.#keepAddress(indicator);
        if (indicator.kind !== 'name') continue;
        const shape = nameShape(indicator.text, kind);
        this.#shapes.set(indicator, shape);
        for (const word of shape) if (typeof word !== 'string') this.#pools.add(word.part, culture, word.text);
      }
    }
    this.#pools.finish();
  }

  *entries(count: number): Generator<Entry, void, undefined> {
    for (let place = 0; place < count; place++) yield this.entryAt(place);
  }

  entryAt(place: number): Entry {
    const base = this.#base[place % this.#base.length];
    const random = new Random(SEED, place);
    const isBase = place < this.#base.length;
    const indicators = isBase ? base.indicators : this.#otherIndicators(base, random);
    const id = isBase ? base.id : `${base.id}-${Math.floor(place / this.#base.length)}`;
    return { ...base, id, list: 'multiplied', indicators: [...indicators, ...further(random, indicators)] };
  }

  #otherIndicators({ programmes, indicators }: Entry, random: Random): Indicator[] {
    const names = new NameRewording(cultureOf(programmes), this.#pools, random);
    return indicators.map((indicator) => {
      if (indicator.kind === 'name') return { ...indicator, text: names.reword(this.#shapes.get(indicator) ?? []) };
      if (indicator.kind === 'address') return this.#otherAddress(indicator, random);
      if (indicator.kind === 'wallet') return anyWallet(random);
      return otherNumber(random, indicator);
    });
  }

  #keepAddress(address: AddressIndicator): void {
    const key = addressKey(address);
    const found = this.#addresses.get(key);
    if (found) found.push(address);
    else this.#addresses.set(key, [address]);
  }

  #otherAddress(address: AddressIndicator, random: Random): AddressIndicator {
    const known = this.#addresses.get(addressKey(address)) ?? [address];
    const other = (text: string): string => text.replaceAll(/\d+/g, (digits) => otherDigits(random, digits));
    const { city } = random.pick(known);
    return { ...address, lines: random.pick(known).lines.map(other), city: city === null ? null : other(city) };
  }
}

/** A street where there was one. */
function addressKey({ country, lines }: AddressIndicator): string {
  return `${country ?? ''} ${lines.length}`;
}

/** Numbers and endings set executive orders of one programme apart. */
function cultureOf(programmes: readonly string[]): string {
  return /^[A-Z]*/.exec(programmes[0] ?? '')?.[0] ?? '';
}

function further(random: Random, indicators: readonly Indicator[]): Indicator[] {
  const has = (kind: Indicator['kind']): boolean => indicators.some((indicator) => indicator.kind === kind);
  const [first] = indicators.flatMap((one) => (one.kind === 'name' ? [one.text.match(/[A-Za-z]{3,}/g) ?? []] : []));
  const found: Indicator[] = [];
  if (random.chance(SHARE_WITH_PHONE) && !has('phone')) found.push({ kind: 'phone', text: anyPhone(random) });
  if (random.chance(SHARE_WITH_EMAIL) && !has('email'))
    found.push({ kind: 'email', text: anyEmail(random, first ?? []) });
  if (random.chance(SHARE_WITH_WALLET) && !has('wallet')) found.push(anyWallet(random));
  return found;
}
