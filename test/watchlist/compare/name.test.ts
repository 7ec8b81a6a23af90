import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { editDistance } from '../../../src/watchlist/compare/editDistance.ts';
import { nameComparator } from '../../../src/watchlist/compare/name.ts';

const person = nameComparator('person');
const company = nameComparator('organisation');

/** The textbook table, written out. */
function slowDistance(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      d[i][j] = Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.length][b.length];
}

test('edit distance is that of the textbook, cut at its limit', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'é'), maxLength: 12 });
  fc.assert(
    fc.property(word, word, fc.nat(12), (a, b, limit) => {
      expect(editDistance(a, b, limit)).toBe(Math.min(slowDistance(a, b), limit + 1));
    }),
    { seed: 1, numRuns: 2000 },
  );
});

test('scores are 0 to 1, and 1 for equal names', () => {
  const name = fc
    .array(
      fc.constantFrom(
        'al',
        'bin',
        'ahmed',
        'ahmad',
        'j',
        'john',
        'lee',
        'van',
        'der',
        'bilt',
        'vanderbilt',
        'مح',
        '习',
        '7',
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((words) => words.join(' '));
  fc.assert(
    fc.property(name, name, (a, b) => {
      for (const comparator of [person, company]) {
        const { score } = comparator.compare(a, b);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
        expect(comparator.compare(a, a).score).toBeCloseTo(1, 12);
      }
    }),
    { seed: 2, numRuns: 2000 },
  );
});

test('what is one person by other spellings stands above what is another', () => {
  const query = 'Mohammed Yusuf al-Masri';
  const ranked = [
    'MOHAMMED YUSUF AL-MASRI',
    'Muhammad Youssef Al Masri',
    'AL-MASRI, Mohamed',
    'Mahmoud Khaled al-Masri',
    'John Smith',
  ];
  const scores = ranked.map((listed) => person.compare(query, listed).score);
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
  expect(new Set(scores).size).toBe(scores.length);
  expect(scores[2]).toBeGreaterThan(0.7);
  expect(scores[3]).toBeLessThan(0.7);
});

test('invisible characters, look-alike letters and marks change nothing', () => {
  expect(person.compare('J\u200bohn Sm\u0456th', 'John Smith').score).toBe(1);
  expect(person.compare('\u202eJosé Núñez', 'Jose Nunez').score).toBe(1);
});

test('reasons say what was paired, how, and what speaks against it', () => {
  expect(person.compare('Bill Gorbanian', 'GHORBANIAN, William Reza').detail).toEqual([
    'bill is a form of william (0.90)',
    'gorbanian differs by typing from ghorbanian (0.90)',
    'only the list has "reza"',
  ]);
  expect(company.compare('Gazprom OOO', 'OAO Gazprom').detail).toEqual([
    'gazprom = gazprom',
    'another legal form: llc, jsc',
  ]);
  expect(person.compare('Igor Deripaska', 'Oleg Deripaska').detail).toContain(
    'against it: "igor" where the list has "oleg"',
  );
});

test('a father is not his son', () => {
  const same = person.compare('Salman bin Muhammad al-Rawi', 'SALMAN BIN MUHAMMAD AL-RAWI').score;
  expect(same).toBeCloseTo(1, 12);
  expect(person.compare('Salman bin Muhammad al-Rawi', 'Muhammad bin Salman al-Rawi').score).toBeLessThan(0.6);
});

test('a family name before a comma is read last, so that it keeps the word before it', () => {
  const listed = 'HELAL, Mounir Ben Dhaou Ben Brahim Ben';
  expect(person.compare('MOUNIR BEN DHAOU BEN BRAHIM BEN HELAL', listed).score).toBeCloseTo(1, 12);
  expect(person.compare('Helal Mounir', 'Mounir Helal').detail).toContain('in another order');
});

test('words written as one are found, also with an error', () => {
  expect(company.compare('Van der Bilt Corp', 'Vanderbilt Corporation').score).toBeGreaterThan(0.9);
  expect(person.compare('JanDaniel Bothma', 'Jan Daniel Bothma').score).toBeGreaterThan(0.9);
});
