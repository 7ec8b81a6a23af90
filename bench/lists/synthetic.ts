/** A list and people that are wholly invented, with the counts of the real list: kinds, aliases, addresses. */
import { Random } from '../../src/base/random.ts';
import { type Entry, type EntryKind, entryWith, type Indicator } from '../../src/watchlist/entry.ts';
import type { Innocent } from './base.ts';

const SEED = 20_261;
const NUM_ENTRIES = 9000;
const NUM_INNOCENTS = 50_000;
/** Cumulative shares of the SDN list of 2021: kinds, and further names and addresses of an entry. */
const KINDS: readonly (readonly [EntryKind, number])[] = [
  ['person', 0.515],
  ['organisation', 0.924],
  ['vessel', 0.969],
  ['aircraft', 1],
];
const NUM_ALIASES = [0.43, 0.63, 0.76, 0.84, 0.9, 0.93, 0.95, 0.97, 0.98, 1];
const NUM_ADDRESSES = [0.34, 0.82, 0.91, 0.95, 0.97, 1];

type Culture = { readonly programme: string; readonly country: string; readonly starts: string; readonly ends: string };
const cultures: readonly Culture[] = [
  {
    programme: 'NORTH',
    country: 'Nordland',
    starts: 'Vol Sver And Mik Pet Dmi Kar Ost Bor Yev Gri Tol Stan Vit Ser Ale Niko Rad',
    ends: 'din ev anko itsky ov rin sky mir lav chuk enko yuk olin adze ich ova tov gor',
  },
  {
    programme: 'SOUTH',
    country: 'Sudania',
    starts: 'Kha Moh Sal Rah Nas Yus Far Has Abd Zub Jab Tah Muk Qad Ish Waf Bas Dar',
    ends: 'lid med im man ser uf ouk san dul air bir ira tar dari aq fik shir wish',
  },
  {
    programme: 'WEST',
    country: 'Ponenta',
    starts: 'Gar Rod Ma Lo Fer Es Cas Mun Vel Ort Bar Sal Del Qui Tor Val Zam Alv',
    ends: 'cia rigo tinez pez nando cobar tillo oz asco ega ra inas gado roga res encia brano arez',
  },
  {
    programme: 'EAST',
    country: 'Levania',
    starts: 'Zh Ch X L W H Q Sh G Y T Z J K P B M N',
    ends: 'ang en iao ong ei ao ing un uan ian ou ai eng iu ui ie an in',
  },
];
const TRADES = 'Trading Shipping Holdings Import Export Industries Services Group'.split(' ');
const FORMS = ['Ltd', 'LLC', 'S.A.', 'GmbH', 'Co'];

export function syntheticBase(): Entry[] {
  return Array.from({ length: NUM_ENTRIES }, (_, i) => entryOf(i, new Random(SEED, i)));
}

export function syntheticInnocents(): Innocent[] {
  const random = new Random(SEED, 1, 2);
  return Array.from({ length: NUM_INNOCENTS }, () => {
    const culture = random.pick(cultures);
    return { given: wordOf(random, culture), family: wordOf(random, culture) };
  });
}

function entryOf(i: number, random: Random): Entry {
  const culture = random.pick(cultures);
  const kind = (KINDS.find(([, share]) => random.unit() < share) ?? KINDS[0])[0];
  const words = Array.from({ length: random.between(2, 4) }, () => wordOf(random, culture));
  const indicators: Indicator[] = [{ kind: 'name', text: nameOf(random, kind, words), quality: 'primary' }];
  for (let n = countOf(random, NUM_ALIASES); n > 0; n--) {
    const others = words.map((word) => (random.chance(0.3) ? wordOf(random, culture) : word));
    indicators.push({ kind: 'name', text: nameOf(random, kind, others), quality: 'strong' });
  }
  for (let n = countOf(random, NUM_ADDRESSES); n > 0; n--) {
    const street = `${random.between(1, 400)} ${wordOf(random, culture)} Street`;
    const city = `${wordOf(random, culture)} ${random.between(10_000, 99_999)}`;
    indicators.push({ kind: 'address', lines: [street], city, region: null, postcode: null, country: culture.country });
  }
  return entryWith({
    id: `synthetic-${i}`,
    list: 'synthetic',
    kind,
    programmes: [culture.programme],
    indicators,
  });
}

function nameOf(random: Random, kind: EntryKind, words: readonly string[]): string {
  if (kind === 'person') return `${words[0].toUpperCase()}, ${words.slice(1).join(' ')}`;
  return kind === 'organisation'
    ? `${words.join(' ')} ${random.pick(TRADES)} ${random.pick(FORMS)}`.toUpperCase()
    : words.slice(0, 2).join(' ').toUpperCase();
}

/** Some parts are drawn more often than others, so that words repeat as they do among people. */
function wordOf(random: Random, { starts, ends }: Culture): string {
  const often = (text: string): string => {
    const parts = text.split(' ');
    return parts[Math.floor(parts.length * random.unit() ** 1.5)];
  };
  return `${often(starts)}${random.chance(0.8) ? often(ends) : ''}${often(ends)}`;
}

function countOf(random: Random, shares: readonly number[]): number {
  const drawn = random.unit();
  return shares.findIndex((share) => drawn < share);
}
