/**
 * Records of one person among those of others: which pairs the indexes of names and addresses propose, as they do for
 * parcels, and how far name and address (and e-mail) tell them apart. Febrl sets 1 to 3 and Splink's fake_1000, without
 * birth dates and social numbers, as parcels carry none.
 */
import { addressMatcherBytes, createAddressMatcher } from '../../src/core/matchAddresses.ts';
import { createStandaloneCore } from '../../src/core/standaloneCore.ts';
import { addressText, listedAddress, queriedAddress, scoreAddress } from '../../src/watchlist/compare/address.ts';
import { emailComparator } from '../../src/watchlist/compare/email.ts';
import { prepareName } from '../../src/watchlist/compare/preparedName.ts';
import { scoreNames } from '../../src/watchlist/compare/scoreNames.ts';
import { type AddressIndicator, type Entry, entryWith } from '../../src/watchlist/entry.ts';
import { addressesBuilder } from '../../src/watchlist/index/addresses/build.ts';
import { NameSearch } from '../../src/watchlist/search/nameSearch.ts';
import { defaultCorroboration } from '../../src/watchlist/corroboration.ts';
import { normalEmail } from '../../src/watchlist/text/email.ts';
import { readTable } from './data.ts';
import type { ScoredPair } from './pairCounts.ts';
import { pairFigures, type PairFigures } from './pairs.ts';
import type { Share } from './section.ts';

type Linked = {
  readonly entity: string;
  readonly name: string;
  readonly address: AddressIndicator;
  readonly email: string;
};
export type FoundRecords = {
  readonly set: string;
  readonly records: number;
  readonly truePairs: number;
  /** True pairs that some index proposes, and each index alone. */
  readonly proposed: Readonly<Record<'any' | 'name' | 'address' | 'email', Share>>;
  /** Pairs proposed in all: what has to be compared. */
  readonly numProposed: number;
  /** That of the highest F1. */
  readonly threshold: number;
  readonly figures: PairFigures;
};

/** Under what the indexes look for in screening: records are compared, not people accused. */
const LEAST_NAME = 0.6;
const LEAST_ADDRESS = 0.5;
const MOST_HITS = 200;
const STEP_THOUSANDTHS = 5;
const LINE_BYTES = 64;

export async function measureFoundRecords(): Promise<FoundRecords[]> {
  const rows: FoundRecords[] = [];
  for (const set of [1, 2, 3]) rows.push(foundAmong(`Febrl ${set}`, await febrl(set)));
  rows.push(foundAmong('Splink fake_1000', await splink()));
  return rows;
}

async function febrl(set: number): Promise<Linked[]> {
  const rows = await readTable(`entity-resolution/febrl/dataset${set}.csv`);
  return rows.map((row) => {
    const cell = (name: string): string => (row[name] ?? row[` ${name}`] ?? '').trim();
    const [, entity] = /^rec-(\d+)-/.exec(cell('rec_id')) ?? [];
    const lines = [`${cell('street_number')} ${cell('address_1')}`.trim(), cell('address_2')];
    return {
      entity,
      name: `${cell('given_name')} ${cell('surname')}`.trim(),
      address: addressOf(lines, cell('suburb'), cell('state'), cell('postcode')),
      email: '',
    };
  });
}

async function splink(): Promise<Linked[]> {
  const rows = await readTable('entity-resolution/splink/fake_1000.csv');
  return rows.map(({ first_name, surname, city, email, cluster }) => ({
    entity: cluster,
    name: `${first_name.trim()} ${surname.trim()}`.trim(),
    address: addressOf([], city.trim(), '', ''),
    email: email.trim(),
  }));
}

function addressOf(lines: readonly string[], city: string, region: string, postcode: string): AddressIndicator {
  const orNull = (text: string): string | null => (text === '' ? null : text);
  const written = lines.filter((line) => line !== '');
  return {
    kind: 'address',
    lines: written,
    city: orNull(city),
    region: orNull(region),
    postcode: orNull(postcode),
    country: null,
  };
}

function foundAmong(set: string, records: readonly Linked[]): FoundRecords {
  const proposals = { name: namePairs(records), address: addressPairs(records), email: emailPairs(records) };
  const proposed = new Set([...proposals.name, ...proposals.address, ...proposals.email]);
  const truth = samePairs(records, ({ entity }) => entity);
  const scoreOf = pairScorer(records);
  const scores = new Map([...proposed].map((pair) => [pair, scoreOf(Math.floor(pair / ROW), pair % ROW)]));
  const pairs = [...new Set([...proposed, ...truth])].map((pair) => ({
    isMatch: truth.has(pair),
    score: scores.get(pair) ?? 0,
  }));
  const threshold = bestThreshold(pairs);
  // what is rightly left apart changes no figure
  const counted = pairs.filter(({ isMatch, score }) => isMatch || score >= threshold);
  const share = (of: ReadonlySet<number>): Share => ({
    count: [...truth].filter((pair) => of.has(pair)).length,
    of: truth.size,
  });
  return {
    set,
    records: records.length,
    truePairs: truth.size,
    proposed: {
      any: share(proposed),
      name: share(proposals.name),
      address: share(proposals.address),
      email: share(proposals.email),
    },
    numProposed: proposed.size,
    threshold,
    figures: pairFigures(counted, threshold),
  };
}

/** A pair of places as one number, the smaller place first. */
const ROW = 2 ** 20;

function pairOf(one: number, other: number): number {
  return Math.min(one, other) * ROW + Math.max(one, other);
}

function entryOf(id: number, name: string, address: AddressIndicator): Entry {
  const indicators = [{ kind: 'name', text: name, quality: 'primary' } as const, address];
  return entryWith({ id: String(id), list: 'records', kind: 'person', indicators });
}

function namePairs(records: readonly Linked[]): Set<number> {
  const named = records.flatMap(({ name, address }, place) => (name === '' ? [] : [entryOf(place, name, address)]));
  const search = new NameSearch(named);
  const pairs = new Set<number>();
  for (const [place, { name }] of records.entries()) {
    if (name === '') continue;
    for (const { listed } of search.search(name, 'person', LEAST_NAME)) {
      if (Number(listed.entry.id) !== place) pairs.add(pairOf(place, Number(listed.entry.id)));
    }
  }
  return pairs;
}

function addressPairs(records: readonly Linked[]): Set<number> {
  const builder = addressesBuilder(LEAST_ADDRESS);
  for (const [place, { name, address }] of records.entries()) builder.add(entryOf(place, name, address), place);
  const part = builder.finish();
  const pairs = new Set<number>();
  if (part === null) return pairs;
  const { core, address: start } = createStandaloneCore(addressMatcherBytes(part) + LINE_BYTES);
  const matcher = createAddressMatcher(core, Math.ceil(start / LINE_BYTES) * LINE_BYTES, part);
  for (const [place, { address }] of records.entries()) {
    for (const { entry } of matcher.match(addressText(address), MOST_HITS)) {
      if (entry !== place) pairs.add(pairOf(place, entry));
    }
  }
  return pairs;
}

function emailPairs(records: readonly Linked[]): Set<number> {
  return samePairs(records, ({ email }) => (email === '' ? '' : normalEmail(email)));
}

/** Pairs of records with the same text, which is not empty. */
function samePairs(records: readonly Linked[], textOf: (record: Linked) => string): Set<number> {
  const places = new Map<string, number[]>();
  for (const [place, record] of records.entries()) {
    const text = textOf(record);
    if (text !== '') places.set(text, [...(places.get(text) ?? []), place]);
  }
  const pairs = new Set<number>();
  for (const group of places.values()) {
    for (const [i, one] of group.entries()) for (const other of group.slice(i + 1)) pairs.add(pairOf(one, other));
  }
  return pairs;
}

/** Either record may be the listed one: the higher score of both counts. */
function pairScorer(records: readonly Linked[]): (one: number, other: number) => number {
  const names = records.map(({ name }) => (name === '' ? null : prepareName(name, 'person')));
  const addresses = records.map(({ address }) => {
    const text = addressText(address);
    return { queried: queriedAddress(text), listed: listedAddress(text) };
  });
  return (one, other) => {
    const [mine, theirs] = [names[one], names[other]];
    const name =
      mine === null || theirs === null ? 0 : Math.max(scoreNames(mine, theirs).score, scoreNames(theirs, mine).score);
    const address = Math.max(
      scoreAddress(addresses[one].queried, addresses[other].listed).score,
      scoreAddress(addresses[other].queried, addresses[one].listed).score,
    );
    const [email, otherEmail] = [records[one].email, records[other].email];
    const mailbox = email === '' || otherEmail === '' ? 0 : emailComparator.compare(email, otherEmail).score;
    const { strengths } = defaultCorroboration;
    return 1 - (1 - strengths.name * name) * (1 - strengths.address * address) * (1 - strengths.email * mailbox);
  };
}

/** That of the highest F1; a true pair that nothing proposed has score 0. */
export function bestThreshold(pairs: readonly ScoredPair[]): number {
  const all = pairs.filter(({ isMatch }) => isMatch).length;
  let best = { threshold: 1, f1: 0 };
  // whole numbers, as sums of a fraction would step beside the scores they meet
  for (let thousandths = 500; thousandths < 1000; thousandths += STEP_THOUSANDTHS) {
    const threshold = thousandths / 1000;
    const kept = pairs.filter(({ score }) => score >= threshold);
    const right = kept.filter(({ isMatch }) => isMatch).length;
    const f1 = (2 * right) / (kept.length + all);
    if (f1 > best.f1) best = { threshold, f1 };
  }
  return best.threshold;
}
