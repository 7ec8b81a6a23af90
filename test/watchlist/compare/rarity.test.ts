/** What a match of names says beyond how alike they are. */
import { expect, test } from 'vitest';
import * as fc from 'fast-check';
import { alignWords } from '../../../src/watchlist/compare/alignWords.ts';
import { prepareName } from '../../../src/watchlist/compare/preparedName.ts';
import { calibrated, pairedBits, rarity } from '../../../src/watchlist/compare/rarity.ts';
import { scoreNames } from '../../../src/watchlist/compare/scoreNames.ts';
import { WordCounts, WordShares } from '../../../src/watchlist/compare/wordShares.ts';

const shares = new WordShares();

function scored(query: string, listed: string, known: WordShares = shares): number {
  const [a, b] = [prepareName(query, 'person'), prepareName(listed, 'person')];
  const bits = b.words.map((word) => known.bitsOf(word));
  return calibrated(scoreNames(a, b).score, pairedBits(alignWords(a.words, b.words).pairs, bits));
}

test('a full match of a name that many people bear stays below what a review needs, in every spelling', () => {
  for (const name of [
    'Mohammed Ali',
    'Muhammad Aly',
    'John Smith',
    'Li Wei',
    'Wang Wei',
    'Maria Garcia',
    'Ahmed Hassan',
    'Nguyen Van Anh',
    'Francisco Diaz',
    'Ivan Ivanov',
  ])
    expect(scored(name, name), name).toBeLessThan(rarity.review);
});

test('a full match of a rare name lies well above it, and of two certain ones the rarer ranks higher', () => {
  const [rare, rarer] = [
    scored('Gorbanian Mohamed', 'Mohamed Gorbanian'),
    scored('Gorbanian Ashurbek', 'Gorbanian Ashurbek'),
  ];
  expect(rare).toBeGreaterThan(rarity.review + 0.08);
  expect(rarer).toBeGreaterThan(rare);
  expect(rarer).toBeLessThan(1);
});

test('the calibrated score grows with likeness and with bits, and never reaches 1', () => {
  const score = fc.double({ min: 0.01, max: 1, noNaN: true });
  const bits = fc.double({ min: 0.5, max: 600, noNaN: true });
  fc.assert(
    fc.property(score, bits, fc.double({ min: 0.001, max: 1, noNaN: true }), (s, b, more) => {
      const at = calibrated(s, b);
      expect(at).toBeGreaterThan(0);
      expect(at).toBeLessThan(1);
      expect(calibrated(s * (1 + more), b)).toBeGreaterThan(at);
      expect(calibrated(s, b + more)).toBeGreaterThan(at);
    }),
    { seed: 5, numRuns: 500 },
  );
});

test('an initial carries few bits, however rare the name that it stands before', () => {
  const pairs = [{ from: [0], to: [0], score: 0.75, how: 'initial' as const }];
  expect(pairedBits(pairs, [20])).toBe(rarity.initialBits * 0.75);
  expect(pairedBits([{ from: [0], to: [0, 1], score: 0.97, how: 'joined' }], [9, 4])).toBe(13 * 0.97);
});

test('a word that a facility sees on every parcel is common, whatever the table of names says', () => {
  const mail = new WordCounts();
  mail.add('gorbanian', 50_000);
  mail.add('other', 1_000_000);
  const seen = new WordShares(mail);
  expect(seen.shareOf('gorbanian')).toBeCloseTo(50_000 / 1_150_000, 6);
  expect(seen.shareOf('mohammed')).toBe(shares.shareOf('mohammed'));
  expect(shares.shareOf('gorbanian')).toBeLessThan(1e-6);
});
