/** The match stage beside the plain oracle: the same hits, scores and signals, to the bit, in both builds. */
import { describe, expect, test } from 'vitest';
import { Random } from '../../../src/base/random.ts';
import type { Parcel, Party } from '../../../src/contract/parcel.ts';
import { simulateParcels } from '../../../src/simulate/mail.ts';
import { defaultCorroboration } from '../../../src/watchlist/corroboration.ts';
import type { Entry, Indicator } from '../../../src/watchlist/entry.ts';
import { type ListTile, listTile } from '../../oracle/listTile.ts';
import { plainLists, sorted } from '../../oracle/plainLists.ts';
import { address, email, listEntry, name, phone, phrase, testLists, wallet } from '../../oracle/testLists.ts';
import { builds } from '../../watchlist/index/listKernels.ts';

const WALLETS = ['1BoatSLRHtKNngkdXEeobR76b53LETtpyT', '0x52908400098527886E0F7030069857D2E4169EE7'];
const HOSTILE = [
  '\u0000',
  '\u202e',
  '\u200b',
  '\u00ad',
  '/',
  ' c/o ',
  '𝔘',
  '\ud800',
  'ﷺ',
  '１２３',
  'İ',
  '\u0301',
  '李',
  '--',
  ', ',
  '"',
  '\\',
  ' ',
];

const rows = (parcels: readonly Parcel[]): Buffer =>
  Buffer.from(parcels.map((parcel) => `${JSON.stringify(parcel)}\n`).join(''));

/** Parties of synthetic mail as entries: so that every parcel may be near one of them. */
function entriesOf(parcels: readonly Parcel[]): Entry[] {
  return parcels.map((parcel, i): Entry => {
    const { name: called, addressLines, city, postcode, country, phone: number, email: box } = parcel.recipient;
    const indicators: (Indicator | false)[] = [
      name(called ?? `Nobody ${i}`),
      address(addressLines?.[0] ?? '1 Nowhere Street', city ?? 'Nowhere', postcode ?? '00000', country),
      i % 3 === 0 && phone(number ?? `+4930555${1000 + i}`),
      i % 3 === 1 && email(box ?? `person${i}@example.org`),
      i % 10 === 0 && wallet('XBT', WALLETS[i % 2]),
      i % 7 === 0 && { kind: 'document', text: `DOC-${i}-77` },
      i % 11 === 0 && { kind: 'handle', text: `vendor_${i}` },
      i % 13 === 0 && phrase(`blue powder ${i % 2 === 0 ? 'no' : 'of grade'} ${i % 5}`),
    ];
    return listEntry(
      `E${i}`,
      indicators.filter((one) => one !== false),
      {
        kind: i % 9 === 0 ? 'vessel' : i % 4 === 0 ? 'organisation' : 'person',
        ...(i % 5 === 0 && { validUntil: '2026-06-30' }),
        ...(i % 6 === 0 && { validFrom: '2026-03-01' }),
        ...(i % 4 === 1 && { confidence: (i % 16) / 20 }),
      },
    );
  });
}

function mutated(text: string, random: Random): string {
  const at = Math.floor(random.unit() * text.length);
  const choice = random.unit();
  if (choice < 0.4) return text;
  if (choice < 0.6) return text.toUpperCase();
  if (choice < 0.75) return text.slice(0, at) + random.pick(HOSTILE) + text.slice(at);
  return text.slice(0, at) + text.slice(at + 1);
}

/** Some of what is listed, put into a parcel. */
function near(parcel: Parcel, entries: readonly Entry[], random: Random): Parcel {
  const party = (own: Party): Party => {
    if (random.unit() < 0.3) return own;
    const { indicators } = random.pick(entries);
    const copy: Record<string, unknown> = { ...own };
    for (const one of indicators) {
      if (random.unit() < 0.4) continue;
      if (one.kind === 'name') copy.name = mutated(one.text, random).slice(0, 60);
      if (one.kind === 'address') {
        copy.addressLines = [mutated(one.lines[0], random).slice(0, 60)];
        copy.city = mutated(one.city ?? '', random).slice(0, 60);
        copy.postcode = one.postcode;
        copy.country = one.country;
      }
      if (one.kind === 'phone') copy.phone = mutated(one.text, random).slice(0, 35);
      if (one.kind === 'email') copy.email = mutated(one.text, random);
      if (one.kind === 'document') copy.taxId = one.text;
    }
    return copy as unknown as Party;
  };
  const free =
    random.unit() < 0.3
      ? `${random.pick(['pay', 'BLUE  POWDER, no 3', 'blue-powder of grade 4'])} ${random.pick(WALLETS)} to @vendor_${11 * Math.floor(random.unit() * 9)}`
      : undefined;
  return {
    ...parcel,
    sender: party(parcel.sender),
    recipient: party(parcel.recipient),
    ...(free !== undefined && { explanation: mutated(free, random).slice(0, 200) }),
  };
}

const listed = entriesOf(simulateParcels(120, 77));
const { index } = testLists(listed);

describe.each(builds)('the match stage, %s build', (build) => {
  test('finds what the plain oracle finds, with the same scores and signals', () => {
    const random = new Random(build === 'simd' ? 5 : 6);
    const plain = plainLists(listed, defaultCorroboration);
    const parcels = simulateParcels(500, build === 'simd' ? 7 : 8).map((parcel) => near(parcel, listed, random));
    const found = listTile(index, build).match(rows(parcels));
    expect(found).toHaveLength(parcels.length);
    let numHits = 0;
    for (const [i, parcel] of parcels.entries()) {
      const expected = plain.hitsOf(parcel);
      const hits = found[i].hits.map(({ entry, attribute, score, party }) => ({ entry, attribute, score, party }));
      expect([parcel.explanation, sorted(hits)]).toEqual([parcel.explanation, expected]);
      expect([i, found[i].signals]).toEqual([i, plain.signalsOf(expected)]);
      numHits += expected.length;
    }
    expect(numHits).toBeGreaterThan(500);
  });

  test('a party that comes ten thousand times is matched once a time it was forgotten, and always the same', () => {
    const [parcel] = simulateParcels(1, 9);
    const tile = listTile(index, build);
    const one = near(
      { ...parcel, sender: { ...simulateParcels(1, 77)[0].recipient, country: 'DE' } },
      listed,
      new Random(3),
    );
    const found = tile.match(rows(Array.from({ length: 10_000 }, () => one)));
    expect(found).toHaveLength(10_000);
    for (const each of found) expect(each).toEqual(found[0]);
    expect(tile.counts().matched).toBe(2);
    expect(tile.counts().remembered).toBe(19_998);
  });

  test('more parties than are remembered, and again, give what each gives alone', () => {
    const tile = listTile(index, build);
    const random = new Random(4);
    const parcels = simulateParcels(3000, 10).map((parcel) => near(parcel, listed, random));
    const together = tile.match(rows([...parcels, ...parcels.toReversed()]));
    const fresh: ListTile = listTile(index, build);
    for (const i of [0, 1, 2, 700, 1500, 2999]) {
      const [alone] = fresh.match(rows([parcels[i]]));
      expect(together[i]).toEqual(alone);
      expect(together[2 * parcels.length - 1 - i]).toEqual(alone);
    }
    for (let i = 0; i < parcels.length; i++) expect(together[2 * parcels.length - 1 - i]).toEqual(together[i]);
  });

  test('hostile texts are matched as alone, however many share a tile', () => {
    const [parcel] = simulateParcels(1, 12);
    const long = (text: string, length: number): string => [...text.repeat(length)].slice(0, length).join('');
    const hostile = HOSTILE.flatMap((text): Parcel[] => [
      { ...parcel, sender: { country: 'CN', name: long(text, 70), business: long(text, 70), city: long(text, 70) } },
      {
        ...parcel,
        recipient: { country: 'CN', addressLines: [1, 2, 3].map(() => long(text, 70)), phone: long(text, 35) },
      },
      { ...parcel, contents: Array.from({ length: 256 }, () => ({ description: `x${long(text, 255)}` })) },
      { ...parcel, sender: { ...listedParty(), name: text }, explanation: `${WALLETS[0]}${text}${WALLETS[1]}` },
    ]);
    const together = listTile(index, build).match(rows([...hostile, ...hostile]));
    const fresh = listTile(index, build);
    for (const [i, one] of hostile.entries()) {
      const [alone] = fresh.match(rows([one]));
      expect([i, together[i]]).toEqual([i, alone]);
      expect([i, together[hostile.length + i]]).toEqual([i, alone]);
    }
  });
});

function listedParty(): Party {
  const { recipient } = simulateParcels(1, 77)[0];
  return { ...recipient };
}
