/** Counting the words of a facility's own mail. */
import { expect, test } from 'vitest';
import { PosternError } from '../../../src/contract/errors.ts';
import { PartyWords } from '../../../src/watchlist/frequencies/countWords.ts';
import { frequencyLines, readFrequencies } from '../../../src/watchlist/frequencies/frequencyFile.ts';
import { SeenBefore } from '../../../src/watchlist/frequencies/seenBefore.ts';

test('a party counts once however often it sends, and its namesake elsewhere counts too', () => {
  const words = new PartyWords();
  for (let i = 0; i < 5; i++) words.add('José GARCIA', 'Calle 1');
  words.add('Garcia, Jose', 'Calle 2');
  words.add('', 'Calle 3');
  expect([...words.counts]).toEqual([
    ['jose', 2],
    ['garcia', 2],
  ]);
  expect(words).toMatchObject({ numParties: 2, numWords: 4, numLetGo: 0 });
});

test('past its limit of words the rarest go and are counted; the total stays', () => {
  const words = new PartyWords(100);
  const letters = (n: number): string => [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
  for (let i = 0; i < 1000; i++) words.add(`common word${letters(i)}`, String(i));
  expect(words.counts.size).toBeLessThanOrEqual(100);
  expect(words.counts.get('common')).toBe(1000);
  expect(words.numWords).toBe(2000);
  expect(words.numLetGo).toBeGreaterThan(800);
});

test('a file reads back as it was counted, without its rare words but with their number', () => {
  const counts = new Map([
    ['li', 7],
    ['ying', 7],
    ['garcia', 9],
    ['lone', 1],
  ]);
  const text = [...frequencyLines(counts, 24, 3)].join('');
  expect(text).toBe('word,count\n*,24\ngarcia,9\nli,7\nying,7\n');
  const read = readFrequencies(text);
  expect(read.total).toBe(24);
  expect([...read.bySound.values()]).toEqual([9, 7, 7]);
});

test('what is no such file is refused with its line', () => {
  for (const [text, line] of [
    ['name,n\na,1\n', 1],
    ['word,count\na,1\nb\n', 3],
    ['word,count\na,-1\n', 2],
    ['word,count\na b,1\n', 2],
    ['word,count\n', 2],
  ] as const) {
    expect(() => readFrequencies(text), text).toThrow(PosternError);
    expect(() => readFrequencies(text), text).toThrow(`line ${line}:`);
  }
});

test('whatever was seen is seen again, and of a hundred thousand new texts hardly one is not new', () => {
  const seen = new SeenBefore();
  let taken = 0;
  for (let i = 0; i < 100_000; i++) if (seen.add(`party ${i}`)) taken++;
  expect(taken).toBeLessThan(3);
  for (let i = 0; i < 100_000; i += 997) expect(seen.add(`party ${i}`)).toBe(true);
});
