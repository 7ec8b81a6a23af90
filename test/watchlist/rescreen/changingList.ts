/** Synthetic lists that hit synthetic mail: entries made of parties of the mail, misspelt, and a later version of them. */
import type { Random } from '../../../src/base/random.ts';
import type { Parcel, Party } from '../../../src/contract/parcel.ts';
import { simulateMail } from '../../../src/simulate/mail.ts';
import type { Entry, EntryKind, Indicator } from '../../../src/watchlist/entry.ts';
import { identifiersIn } from '../../../src/watchlist/text/identifiersIn.ts';

export function mail(parcels: number, seed: number): Parcel[] {
  return mailRows(parcels, seed).map((row) => JSON.parse(row) as Parcel);
}

export function mailRows(parcels: number, seed: number): string[] {
  const chunks = [...simulateMail({ parcels, seed })].map(({ ndjson }) => ndjson.toString('utf8'));
  return chunks.join('').trimEnd().split('\n');
}

const PGP = ['0123 4567 89AB CDEF 0123 4567 89AB CDEF 0123 4567', 'FEDCBA9876543210FEDCBA9876543210FEDCBA98'];
const CAS = ['50-00-0', '108-24-7', '64-17-5', '7732-18-5'];
const WALLETS = ['1BoatSLRHtKNngkdXEeobR76b53LETtpyT', '0x52908400098527886E0F7030069857D2E4169EE7'];

/** The same mail with tax numbers, and with texts that hold identifiers of every kind. */
export function withTexts(parcels: readonly Parcel[], random: Random): Parcel[] {
  return parcels.map((parcel) => {
    const texts = [
      `CAS ${random.pick(CAS)}`,
      `to @vendor_${random.below(12)}`,
      `vendor_${random.below(12)}`,
      `key ${random.pick(PGP)}`,
      `pay ${random.pick(WALLETS)}`,
      `ask box${random.below(9)}+tag@mail.example.org.`,
      `голубой порошок ${random.below(4)}`,
    ];
    const drawn = texts.filter(() => random.chance(0.12)).join('; ');
    return {
      ...parcel,
      sender: { ...parcel.sender, taxId: `TAX ${random.below(40)}/7` },
      ...(drawn !== '' && { explanation: drawn }),
      ...(random.chance(0.1) && { payment: { ...parcel.payment, processorRef: `ref ${random.pick(WALLETS)}` } }),
    };
  });
}

const cyrillic: Readonly<Record<string, string>> = {
  a: 'а', b: 'б', v: 'в', g: 'г', d: 'д', e: 'е', z: 'з', i: 'и', k: 'к', l: 'л', m: 'м', n: 'н', o: 'о', p: 'п',
  r: 'р', s: 'с', t: 'т', u: 'у', f: 'ф', y: 'ы',
}; // biome-ignore format: a table

type Misspelling = (text: string, random: Random) => string;
const onWord =
  (change: (word: string, random: Random) => string): Misspelling =>
  (text, random) => {
    const words = text.split(' ');
    const place = random.below(words.length);
    return words.map((word, i) => (i === place ? change(word, random) : word)).join(' ');
  };

const misspellings: readonly Misspelling[] = [
  (text) => text,
  (text) => text.split(' ').reverse().join(' '),
  (text) => text.toUpperCase(),
  (text) => text.replace(' ', ''),
  (text) => text.replace(/^(\S+) (.*)$/, '$2, $1'),
  (text) => `Abu al ${text}`,
  (text) => [...text.toLowerCase()].map((letter) => cyrillic[letter] ?? letter).join(''),
  (text) => text.replaceAll('o', 'ö').replaceAll('e', 'é'),
  onWord((word, random) => {
    const at = random.below(word.length);
    return word.slice(0, at) + word.slice(at + 1);
  }),
  onWord((word, random) => {
    const at = random.below(word.length);
    return `${word.slice(0, at)}${'aeinrst'[random.below(7)]}${word.slice(at + 1)}`;
  }),
  onWord((word, random) => {
    const at = random.below(word.length);
    return `${word.slice(0, at)}${'aeinrst'[random.below(7)]}${word.slice(at)}`;
  }),
  onWord((word) => `${word[0]}.`),
];

export function misspelt(text: string, random: Random): string {
  let result = text;
  for (let i = random.below(3); i >= 0; i--) result = random.pick(misspellings)(result, random);
  return result === '' ? text : result;
}

export function madeList(
  parcels: readonly Parcel[],
  numEntries: number,
  random: Random,
  letter: string = 'E',
): Entry[] {
  return Array.from({ length: numEntries }, (_, i) => madeEntry(`${letter}${i}`, random.pick(parcels), random));
}

/** Entries taken away, put in, and changed in each way that a source changes them. */
export function laterList(before: readonly Entry[], parcels: readonly Parcel[], random: Random): Entry[] {
  const kept = before.filter(() => !random.chance(0.05));
  const changed = kept.map((entry) =>
    random.chance(0.15) ? changedEntry(entry, random.pick(parcels), random) : entry,
  );
  const added = madeList(parcels, Math.ceil(before.length * 0.06), random);
  return [...changed, ...added.map((entry) => ({ ...entry, id: `N${entry.id}` }))];
}

const kinds: readonly EntryKind[] = ['person', 'organisation', 'unknown'];

function madeEntry(id: string, parcel: Parcel, random: Random): Entry {
  const party = random.chance(0.5) ? parcel.sender : parcel.recipient;
  return {
    id,
    list: random.chance(0.5) ? 'first' : 'second',
    kind: random.pick(kinds),
    programmes: [],
    validFrom: random.chance(0.1) ? '2026-02-01' : null,
    validUntil: random.chance(0.1) ? '2026-03-01' : null,
    confidence: null,
    handling: 'clear',
    indicators: madeIndicators(parcel, party, random),
    related: [],
  };
}

function madeIndicators(parcel: Parcel, party: Party, random: Random): Indicator[] {
  const found: Indicator[] = [];
  const maybe = (share: number, text: string | null | undefined, make: (text: string) => Indicator): void => {
    if (typeof text === 'string' && text !== '' && random.chance(share)) found.push(make(text));
  };
  const name = party.name ?? party.business;
  maybe(0.9, name, (text) => ({ kind: 'name', text: misspelt(text, random), quality: 'primary' }));
  maybe(0.4, name, (text) => ({
    kind: 'name',
    text: misspelt(text, random),
    quality: random.pick(['strong', 'weak']),
  }));
  maybe(0.3, party.phone, (text) => ({
    kind: 'phone',
    text: random.chance(0.5) ? text.replace('+', '00') : text.slice(-9),
  }));
  maybe(0.3, party.email, (text) => ({ kind: 'email', text: text.replace('@', '+x@').toUpperCase() }));
  maybe(0.05, parcel.contents[0]?.description, (text) => ({
    kind: 'phrase',
    text: text.split(' ').slice(0, 2).join(' '),
  }));
  for (const { symbol, address } of parcel.payment?.walletAddresses ?? []) {
    maybe(0.9, address, (text) => ({ kind: 'wallet', symbol: symbol ?? 'BTC', address: text, isChecked: false }));
  }
  maybe(0.2, party.taxId, (text) => ({ kind: 'document', text: text.replaceAll(' ', '-') }));
  for (const { kind, text } of identifiersIn(parcel.explanation ?? '')) {
    maybe(0.3, text, () =>
      kind === 'wallet' ? { kind, symbol: 'XBT', address: text, isChecked: false } : { kind, text },
    );
  }
  maybe(0.1, parcel.explanation, (text) => ({ kind: 'phrase', text: text.split('; ')[0].toUpperCase() }));
  if (random.chance(0.4)) {
    const lines = (party.addressLines ?? []).filter((line): line is string => typeof line === 'string');
    const mangled = lines.map((line) => (random.chance(0.3) ? misspelt(line, random) : line));
    const { city = null, postcode = null, country } = party;
    found.push({
      kind: 'address',
      lines: mangled,
      city,
      region: null,
      postcode: random.chance(0.5) ? postcode : null,
      country,
    });
  }
  return found;
}

function changedEntry(entry: Entry, parcel: Parcel, random: Random): Entry {
  const { indicators } = entry;
  const other = madeIndicators(parcel, parcel.recipient, random);
  const drop = random.below(indicators.length + 1);
  const changes: readonly (() => Partial<Entry>)[] = [
    () => ({ indicators: [...indicators, ...other.filter(({ kind }) => kind === 'name')] }),
    () => ({ indicators: [...indicators, ...other.filter(({ kind }) => kind !== 'name')] }),
    () => ({ indicators: indicators.filter((_, i) => i !== drop) }),
    () => ({
      indicators: indicators.map((one) => (one.kind === 'name' ? { ...one, text: misspelt(one.text, random) } : one)),
    }),
    () => ({ validFrom: '2026-02-15' }),
    () => ({ validUntil: '2026-02-15' }),
    () => ({ validFrom: null, validUntil: null }),
    () => ({ programmes: ['P'] }),
    () => ({ kind: random.pick(kinds) }),
  ];
  return { ...entry, ...random.pick(changes)() };
}
