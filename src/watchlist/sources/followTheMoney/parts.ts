/**
 * Entities that are parts of others where a file is flat: addresses that an entity names, and wallets, documents and
 * sanctions that name it. They are gathered in a first pass, for they stand before and behind their owners.
 */
import { isObject } from '../../../base/isObject.ts';
import { PosternError } from '../../../contract/errors.ts';
import type { Indicator } from '../../entry.ts';
import { idsIn, type JsonObject } from '../../json/jsonLines.ts';
import { partIndicators } from './indicators.ts';
import { readSanction, type Sanction } from './sanction.ts';

/** Where a part says whose it is. */
const owners: Readonly<Record<string, readonly string[]>> = {
  CryptoWallet: ['holder', 'owner'],
  Passport: ['holder'],
  Identification: ['holder'],
  Sanction: ['entity'],
};
/** Parts held in memory at most. */
const MOST_PARTS = 2_000_000;

export type Joined = {
  readonly indicators: readonly Indicator[];
  readonly sanctions: readonly Sanction[];
  /** Ids of addresses that are taken as indicators. */
  readonly addresses: ReadonlySet<string>;
  /** Why one of its sanctions cannot be read. */
  readonly reason: string | null;
};
type OfOwner = { readonly indicators: Indicator[]; readonly sanctions: (Sanction | { readonly reason: string })[] };

export class Parts {
  readonly #owners = new Set<string>();
  readonly #named = new Set<string>();
  readonly #addresses = new Map<string, readonly Indicator[]>();
  readonly #byOwner = new Map<string, OfOwner>();
  #numParts = 0;

  /** First pass. @throws PosternError BODY_TOO_LARGE */
  add(value: JsonObject): void {
    const { id, schema, properties } = value;
    if (typeof id !== 'string' || typeof schema !== 'string' || !isObject(properties)) return;
    if (!isPart(schema)) {
      this.#owners.add(id);
      for (const address of idsIn(properties.addressEntity)) this.#named.add(address);
    } else {
      if (++this.#numParts > MOST_PARTS)
        throw new PosternError(
          'BODY_TOO_LARGE',
          `expected at most ${MOST_PARTS} addresses, wallets, documents and sanctions, got more; import the nested form`,
        );
      if (schema === 'Address') this.#addresses.set(id, partIndicators.Address(properties));
      else for (const owner of ownersOf(schema, properties)) this.#addTo(owner, schema, properties);
    }
  }

  /** Second pass: is it taken by an entity of the file? */
  isTaken({ id, schema, properties }: JsonObject): boolean {
    if (typeof id !== 'string' || typeof schema !== 'string' || !isObject(properties)) return false;
    if (schema === 'Address') return this.#named.has(id) && this.#addresses.has(id);
    return ownersOf(schema, properties).some((owner) => this.#owners.has(owner));
  }

  of({ id, properties }: JsonObject): Joined {
    const { indicators = [], sanctions = [] } = this.#byOwner.get(String(id)) ?? {};
    const named = isObject(properties) ? idsIn(properties.addressEntity) : [];
    const addresses = new Set(named.filter((address) => this.#addresses.has(address)));
    const unreadable = sanctions.find((sanction) => 'reason' in sanction);
    return {
      indicators: [...indicators, ...[...addresses].flatMap((address) => this.#addresses.get(address) ?? [])],
      sanctions: sanctions.filter((sanction) => 'validity' in sanction),
      addresses,
      reason: unreadable === undefined || !('reason' in unreadable) ? null : unreadable.reason,
    };
  }

  #addTo(owner: string, schema: string, properties: JsonObject): void {
    const known = this.#byOwner.get(owner) ?? { indicators: [], sanctions: [] };
    this.#byOwner.set(owner, known);
    if (schema === 'Sanction') known.sanctions.push(readSanction(properties));
    else known.indicators.push(...partIndicators[schema](properties));
  }
}

export function isPart(schema: string): boolean {
  return schema === 'Address' || schema in owners;
}

function ownersOf(schema: string, properties: JsonObject): string[] {
  return (owners[schema] ?? []).flatMap((key) => idsIn(properties[key]));
}
