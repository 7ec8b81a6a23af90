import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { consonants, wordSound } from '../../../src/watchlist/compare/wordSound.ts';
import { consonantsByRules, soundByRules } from './soundRules.ts';

const letters = 'abcdefghijklmnopqrstuvwxyz';

test('a word sounds as the rules say, one after the other', () => {
  const telling = fc.constantFrom(...'tschzdjkgqcxphouweiay');
  const any = fc.constantFrom(...letters, ...'0129', 'é', 'ж', '中', '\ud83d', '\ude00');
  const word = fc.oneof(fc.string({ unit: telling, maxLength: 12 }), fc.string({ unit: any, maxLength: 12 }));
  fc.assert(
    fc.property(word, (text) => {
      const sound = soundByRules(text);
      expect(wordSound(text)).toBe(sound);
      expect(consonants(sound)).toBe(consonantsByRules(sound));
    }),
    { seed: 1, numRuns: 20_000 },
  );
});

test('so does every word of three letters, and of five letters that rules are about', () => {
  const words = (unit: string, length: number): string[] =>
    length === 0 ? [''] : words(unit, length - 1).flatMap((start) => [...unit].map((letter) => start + letter));
  for (const word of [...words(letters, 3), ...words('tschzdjk', 5), ...words('eiayouwh', 5)]) {
    if (wordSound(word) !== soundByRules(word))
      expect(`${word} ${wordSound(word)}`).toBe(`${word} ${soundByRules(word)}`);
  }
});

test('romanisations of one name sound alike', () => {
  expect(wordSound('mohammed')).toBe(wordSound('mohamed'));
  expect(wordSound('youssef')).toBe('iusif');
  expect(consonants(wordSound('muhamad'))).toBe(consonants(wordSound('mohammed')));
});
