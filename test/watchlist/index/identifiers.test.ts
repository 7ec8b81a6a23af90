import { readdirSync, readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Random } from '../../../src/base/random.ts';
import type { Entry, Indicator } from '../../../src/watchlist/entry.ts';
import { attributes } from '../../../src/watchlist/index/attributes.ts';
import { buildListIndex } from '../../../src/watchlist/index/buildListIndex.ts';
import * as layout from '../../../src/watchlist/index/identifiers/layout.ts';
import { type Hash128, murmurInto } from '../../../src/watchlist/index/identifiers/murmur.ts';
import { openIdentifiers } from '../../../src/watchlist/index/identifiers/open.ts';
import { openListIndex } from '../../../src/watchlist/index/listIndex.ts';
import { type IdentifierKind, identifierKinds, identifierText } from '../../../src/watchlist/text/identifierKeys.ts';
import { checkWallet } from '../../../src/watchlist/text/wallets/checkWallet.ts';
import { sharedPath, testWithData } from '../sharedData.ts';
import { entryOf } from './entryOf.ts';
import { builds, type Hit, type ListKernels, listKernels } from './listKernels.ts';
import { type PlainHit, plainIdentifiers } from './plainIdentifiers.ts';

const plain = (hits: readonly Hit[]): PlainHit[] =>
  hits.map(({ entry, attribute, score }) => ({ entry, attribute, score }));

function find(kernels: ListKernels, kind: IdentifierKind, text: string, most = 64): Hit[] {
  return kernels.match(
    'identifiers',
    (core, part, at, length, scratch, out, limit) => {
      if (kind === 'phone') return core.matchPhone(part, at, length, scratch, out, limit);
      if (kind === 'email') return core.matchEmail(part, at, length, scratch, out, limit);
      if (kind === 'wallet') return core.matchWallet(part, at, length, scratch, out, limit);
      return core.matchExact(part, attributes[kind], at, length, scratch, out, limit);
    },
    text,
    most,
  );
}

function findIn(kernels: ListKernels, text: string): Hit[] {
  return kernels.match(
    'identifiers',
    (core, part, at, length, scratch, out, most) => core.matchFreeText(part, at, length, scratch, out, most),
    text,
  );
}

const wallet = (address: string): Indicator => ({ kind: 'wallet', symbol: 'XBT', address, isChecked: false });
const text = (kind: Exclude<IdentifierKind, 'wallet'>, value: string): Indicator => ({ kind, text: value });

/** Synthetic, but for published example addresses. */
const listed: readonly (readonly Indicator[])[] = [
  [text('phone', '+44 20 7946 0958'), text('email', 'Joe.Bloggs+shop@gmail.com'), text('handle', '@Dr_Strange')],
  [text('phone', '(020) 7946-0958'), text('email', 'joebloggs@googlemail.com'), text('cas', '50-00-0')],
  [text('phone', '020 7946 0958 ext. 12'), text('phone', '112233'), text('document', 'AB-123 456')],
  [text('phone', '+1 202 555 0143'), text('handle', 'dr strange'), text('cas', 'acetone, CAS 67-64-1; 108-88-3')],
  [wallet('1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'), wallet('0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed')],
  [wallet('bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'), text('email', 'Büro@bücher.example')],
  [wallet('bitcoincash:qr95sy3j9xwd2ap32xkykttr4cvcu7as4y0qverfuy'), text('phone', '00442079460958')],
  [text('pgp', 'ABCD 1234 5678 90EF ABCD  1234 5678 90EF ABCD 1234'), text('document', 'PASS 00012345')],
  [text('pgp', 'abcd1234567890efabcd1234567890efabcd1234'), text('email', "o'hara@mail.example.org")],
  [text('phone', '99 123'), text('email', 'a@b'), text('handle', 'Жук'), text('cas', '50-00-1')],
  [text('phone', '123456 2079460958'), text('phone', '1234567 2079460958'), text('phone', '+442079460958')],
];
const entries: Entry[] = listed.map((indicators, i) => entryOf(`entry-${i}`, { indicators }));
const index = buildListIndex(entries);
const kernelsOf = (bytes: Uint8Array): ListKernels[] => builds.map((build) => listKernels(build, bytes));
const both = kernelsOf(index);
const oracle = plainIdentifiers(entries);

test('the hash has the verification value of its reference', () => {
  // as in SMHasher: keys 0..i under seeds 256 - i, then the hash of all hashes
  const key = new DataView(new ArrayBuffer(256 + 16));
  const all = new DataView(new ArrayBuffer(256 * 16 + 16));
  const out: Hash128 = { a: 0, b: 0, c: 0, d: 0 };
  for (let i = 0; i < 256; i++) {
    key.setUint8(i, i);
    murmurInto(key, i, 256 - i, out);
    for (const [word, value] of [out.a, out.b, out.c, out.d].entries()) all.setUint32(i * 16 + word * 4, value, true);
  }
  murmurInto(all, 256 * 16, 0, out);
  expect(out.a.toString(16)).toBe('b3ece62a');
});

test('the part says what it holds, and begins as it always has', () => {
  const part = openListIndex(index).parts.identifiers as Uint8Array;
  const view = openIdentifiers(part, entries.length);
  expect([view.numIdentifiers, view.numLeft, view.scratchBytes]).toEqual([29, 1, 640]);
  expect(view.kinds).toEqual(['phone', 'email', 'wallet', 'cas', 'handle', 'pgp', 'document']);
  expect(Buffer.from(part.subarray(0, 16)).toString('hex')).toMatchInlineSnapshot(`"08000000080000004000000058020000"`);
});

/** Spellings that people use, and some they do not. */
const queries: readonly (readonly [IdentifierKind, string])[] = [
  ...listed.flatMap((indicators) =>
    indicators.map(
      (one) => [one.kind as IdentifierKind, 'address' in one ? one.address : 'text' in one ? one.text : ''] as const,
    ),
  ),
  ['phone', '0044 (0)20 7946 0958'],
  ['phone', '+44(0)2079460958x77'],
  ['phone', '2079460958'],
  ['phone', '079460958'],
  ['phone', '79460958'],
  ['phone', '１１２２３３'],
  ['phone', '112233 #9'],
  ['phone', '112233 extension 9 '],
  ['phone', '112233ext.9'],
  ['phone', '(0)(0)112233'],
  ['phone', ''],
  ['phone', 'ext 5'],
  ['phone', '00'],
  ['email', 'JOEBLOGGS@GMAIL.COM'],
  ['email', 'j.o.e.b.l.o.g.g.s+1+2@googlemail.com'],
  ['email', ' joe bloggs @ gmail.com\t'],
  ['email', 'BURO@bucher.example'],
  ['email', '@'],
  ['email', 'x@'],
  ['email', `${'a'.repeat(600)}@b`],
  ['wallet', '0X5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED'],
  ['wallet', '1a1zp1ep5qgefi2dmptftl5slmv7divfna'],
  ['wallet', ' BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4\n'],
  ['wallet', 'BitcoinCash:QR95SY3J9XWD2AP32XKYKTTR4CVCU7AS4Y0QVERFUY'],
  ['wallet', '\u200b1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa\u00a0'],
  ['handle', 'DR STRANGE'],
  ['handle', '@drstrange'],
  ['handle', 'жук'],
  ['handle', 'zhuk'],
  ['pgp', 'ABCD1234567890EFABCD1234567890EFABCD1234'],
  ['document', 'ab 123456'],
  ['cas', '0050-00-0'],
  ['cas', '67-64-1'],
  ['cas', '50-00-1'],
];

test('every spelling has the hits and scores of the comparators, in both builds', () => {
  for (const kernels of both) {
    for (const [kind, raw] of queries) {
      const query = identifierText(kind, raw);
      expect([kind, raw, plain(find(kernels, kind, query))]).toEqual([kind, raw, oracle.find(kind, query)]);
    }
  }
});

test('random phones, mailboxes and numbers have the hits and scores of the comparators', () => {
  const digit = fc.constantFrom(...'0123456789');
  const loose = (unit: fc.Arbitrary<string>, signs: string): fc.Arbitrary<string> =>
    fc
      .array(fc.oneof({ weight: 5, arbitrary: unit }, fc.constantFrom(...signs)), { maxLength: 24 })
      .map((all) => all.join(''));
  const phone = fc.oneof(
    loose(digit, '+() -.x#'),
    fc
      .tuple(fc.constantFrom('', '00', '+', '44', '0', '1234567'), loose(fc.constantFrom('0', '1'), ' -'))
      .map((all) => all.join('')),
    fc
      .tuple(loose(digit, '+() -.x#'), fc.constantFrom('x', 'ext', 'EXTENSION.', '# ', 'xt'), digit)
      .map((all) => all.join('')),
  );
  const local = loose(fc.constantFrom('a', 'B'), '.+ @');
  const email = fc
    .tuple(local, fc.constantFrom('@', ' @', ''), fc.constantFrom('gmail.com', 'GoogleMail.com', 'x.org', ''))
    .map((all) => all.join(''));
  const exact = loose(fc.constantFrom('a', 'A', '7', 'é', 'ж'), ' -@');
  const one = fc.oneof(
    phone.map((value) => text('phone', value)),
    email.map((value) => text('email', value)),
    fc.tuple(fc.constantFrom('handle', 'document', 'pgp'), exact).map(([kind, value]) => text(kind as 'handle', value)),
    fc
      .tuple(
        fc.constantFrom('0x', '0X', 'bc1', 'LTC1', 'zs1', 'u1', 'q', '1'),
        fc.constantFrom('ab', 'AB', 'Ab', 'a-', ''),
        fc.constantFrom(1, 20),
      )
      .map(([head, letters, times]) => wallet(`${head}${letters.repeat(times)}${head === 'q' ? 'x' : ''}`)),
  );
  fc.assert(
    fc.property(
      fc.array(fc.array(one, { maxLength: 4 }), { minLength: 1, maxLength: 20 }),
      fc.array(one, { maxLength: 20 }),
      (all, asked) => {
        const some = all.map((indicators, i) => entryOf(String(i), { indicators }));
        const bytes = buildListIndex(some);
        if (openListIndex(bytes).parts.identifiers === null) return;
        const expected = plainIdentifiers(some);
        const kernels = listKernels(some.length % 2 === 0 ? 'simd' : 'scalar', bytes);
        for (const query of [...asked, ...all.flat()]) {
          const kind = query.kind as IdentifierKind;
          const value = identifierText(kind, 'address' in query ? query.address : 'text' in query ? query.text : '');
          expect([kind, value, plain(find(kernels, kind, value))]).toEqual([kind, value, expected.find(kind, value)]);
        }
      },
    ),
    { numRuns: 400 },
  );
});

test('what stands in free text is found with its score, whatever stands around it', () => {
  const [simd] = both;
  const hitsOf = (value: string): string[] =>
    findIn(simd, value).map(({ entry, attribute, score }) => `${entry} ${attribute} ${score}`);
  expect(hitsOf('pay 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa now')).toEqual(['4 wallet 1']);
  expect(hitsOf('x1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa')).toEqual([]);
  expect(hitsOf('(0X5AAEB6053F3E94C9B9A09F33669435E7EF1BEAED)')).toEqual(['4 wallet 0.99']);
  expect(hitsOf('mail joebloggs@gmail.com.Or call')).toEqual(['0 email 0.98', '1 email 0.98']);
  expect(hitsOf("by o'hara@mail.example.org.")).toEqual(['8 email 1']);
  expect(hitsOf('formaldehyde CAS:50-00-0, 0067–64−1')).toEqual(['1 cas 1', '3 cas 0.98']);
  expect(hitsOf('key abcd 1234 5678 90ef ABCD 1234 5678 90ef abcd 1234 be it')).toEqual(['7 pgp 0.98', '8 pgp 0.98']);
  expect(hitsOf('ask @dr_strange or joe@dr_strange')).toEqual(['0 handle 0.98', '3 handle 0.98']);
  expect(hitsOf('50-00-1 and 150-00-0 and 50-00-0-')).toEqual([]);
});

test('20,000 random texts have the hits of the plain search, in both builds', () => {
  const random = new Random(5, 20_000);
  const pieces = [
    ...listed.flat().map((one) => ('address' in one ? (one.address as string) : 'text' in one ? one.text : '')),
    ...queries.map(([, query]) => query),
    'joe@',
    '.com',
    '@dr_strange',
    '67–64–1',
    '108−88-3',
    'be add 1234 ',
    'é',
    'x',
    ' ',
    ' ',
    ', ',
    '.',
    '-',
    "'",
    '@',
    '50-',
    '00-0',
    'ABCD 1234 5678 90EF ABCD ',
    '1234 5678 90EF ABCD 1234',
    ' cotton shirts ',
    'phone case '.repeat(4),
    'A'.repeat(30),
    '0'.repeat(62),
    ...Array.from({ length: 5 }, (_, i) => 'z '.repeat(i * 7 + 1)),
  ];
  let numHits = 0;
  for (let i = 0; i < 20_000; i++) {
    const value = Array.from({ length: random.between(1, 9) }, () => {
      const piece = random.pick(pieces);
      // some of each piece, or with one character changed
      const at = random.below(piece.length + 1);
      if (random.chance(0.1)) return piece.slice(at);
      return random.chance(0.1)
        ? piece.slice(0, at) + random.pick(['a', '0', '-', ' ', 'é']) + piece.slice(at + 1)
        : piece;
    }).join(random.pick(['', ' ', ' ', ', ']));
    const expected = oracle.findIn(value);
    numHits += expected.length;
    for (const kernels of both) expect([value, plain(findIn(kernels, value))]).toEqual([value, expected]);
  }
  expect(numHits).toBeGreaterThan(10_000);
});

testWithData('every listed wallet is found in free text, with a right checksum or without', () => {
  const folder = sharedPath('ofac', 'crypto');
  const wallets = readdirSync(folder)
    .filter((file) => file.endsWith('.txt'))
    .flatMap((file) => {
      const symbol = file.replace(/^sanctioned_addresses_|\.txt$/g, '');
      const addresses = readFileSync(`${folder}/${file}`, 'utf8').trim().split('\n');
      return addresses.map((address) => ({ symbol, address, isChecked: checkWallet(symbol, address) === 'right' }));
    });
  const real = wallets.map((one, i) => entryOf(String(i), { indicators: [{ kind: 'wallet', ...one }] }));
  const random = new Random(641);
  for (const kernels of kernelsOf(buildListIndex(real))) {
    for (const [i, { address }] of wallets.entries()) {
      const before = 'gift for a friend, wrapped '.slice(random.below(27));
      const hits = findIn(kernels, `${before}${before === '' ? '' : ':'}${address}, then write`);
      expect(hits.map(({ entry }) => wallets[entry].address)).toContain(address);
      expect(hits.find(({ entry }) => entry === i)?.score).toBe(1);
      // one letter less, more or other is another address
      const at = random.below(address.length);
      const broken = `${address.slice(0, at)}${address[at] === '7' ? '8' : '7'}${address.slice(at + 1)}`;
      for (const wrong of [broken, `${address}1`, address.slice(1)]) expect(findIn(kernels, wrong)).toEqual([]);
    }
  }
  expect([wallets.length, new Set(wallets.map(({ address }) => address)).size]).toMatchInlineSnapshot(`
    [
      654,
      641,
    ]
  `);
});

test('an address shared by many entries gives the best ones, in order, and no more than asked for', () => {
  const many = Array.from({ length: 3000 }, (_, i) =>
    entryOf(String(i), {
      indicators: [text('phone', i % 3 === 0 ? '+1 202-555-0143' : `+${i} 202 555 0143`), text('email', 'a@b.org')],
    }),
  );
  for (const kernels of kernelsOf(buildListIndex(many))) {
    for (const most of [0, 1, 2, 64]) {
      for (const [kind, query] of [
        ['phone', '+12025550143'],
        ['phone', '0202 555 0143'],
        ['email', 'A@b.org'],
      ] as const) {
        const expected = plainIdentifiers(many).find(kind, query).slice(0, most);
        expect(plain(find(kernels, kind, query, most))).toEqual(expected);
      }
    }
  }
});

test('keys that fall into one bucket are told apart, and one home of very many takes another mix', () => {
  // phones whose hash is alike cannot be told from each other by the bucket: the table has one home for few keys
  const crowd = Array.from({ length: 40 }, (_, i) =>
    entryOf(String(i), { indicators: [text('document', `crowd ${i}`)] }),
  );
  for (const kernels of kernelsOf(buildListIndex(crowd))) {
    for (let i = 0; i < 60; i++) {
      expect(find(kernels, 'document', `CROWD${i}`).map(({ entry }) => entry)).toEqual(i < 40 ? [i] : []);
    }
  }
});

test('hostile bytes of the part are refused or answered without reading outside', () => {
  const partAt = (openListIndex(index).parts.identifiers as Uint8Array).byteOffset;
  const partBytes = (openListIndex(index).parts.identifiers as Uint8Array).length;
  let numOpened = 0;
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.oneof(fc.nat(63), fc.nat(partBytes - 1)), fc.constantFrom(0, 1, 3, 64, 127, 128, 255)), {
        minLength: 1,
        maxLength: 12,
      }),
      (changes) => {
        const bytes = index.slice();
        for (const [at, byte] of changes) bytes[partAt + at] = byte;
        try {
          openIdentifiers(openListIndex(bytes).parts.identifiers as Uint8Array, entries.length);
        } catch (error) {
          expect(String(error)).toContain('list index, part identifiers');
          return;
        }
        numOpened++;
        const kernels = listKernels('simd', bytes);
        for (const [kind, query] of queries) {
          for (const { entry } of find(kernels, kind, identifierText(kind, query), 4))
            expect(entry).toBeLessThan(entries.length);
        }
      },
    ),
    { numRuns: 150 },
  );
  expect(numOpened).toBeGreaterThan(20);
});

test('every kind is looked up', () => {
  expect(identifierKinds.map((kind) => attributes[kind])).toEqual([3, 4, 5, 6, 8, 9, 10]);
  expect(layout.IDENTIFIERS_FIRST_SLOT + 3 * layout.IDENTIFIERS_SLOT_BYTES).toBe(layout.IDENTIFIERS_BUCKET_BYTES);
});
