import { expect, test } from 'vitest';
import { casNumbersIn } from '../../../src/watchlist/text/cas.ts';
import { foldText } from '../../../src/watchlist/text/fold.ts';
import { withoutLegalForms } from '../../../src/watchlist/text/legalForms.ts';
import { nameTokens } from '../../../src/watchlist/text/nameTokens.ts';

test('folding makes spellings equal and leaves vowel signs of Indic scripts', () => {
  expect(foldText('ＪＯＨＮ Łódź Straße İstanbul')).toBe('john lodz strasse istanbul');
  expect(foldText('\u202eabc\u200b\u00ad')).toBe('abc');
  // Cyrillic letters inside a Latin word, and a word that is Cyrillic
  expect(foldText('p\u0430yp\u0430l')).toBe('paypal');
  expect(foldText('Сара')).toBe('сара');
  expect(foldText('मोदी')).not.toBe(foldText('मदी'));
  expect(foldText('が')).toBe('が');
  expect(foldText('مُحَمَّد')).toBe('محمد');
});

test('names are words without punctuation; dotted letters are one word, Han characters each their own', () => {
  expect(nameTokens("O'Neil-Smith, L.X.C. & Co")).toEqual(['oneil', 'smith', 'lxc', 'and', 'co']);
  expect(nameTokens('习近平')).toEqual(['xi', 'jin', 'ping']);
  expect(nameTokens('Brigade Forty-Four')).toEqual(['brigade', '44']);
  expect(nameTokens('x '.repeat(1000))).toHaveLength(24);
});

test('legal forms are taken from either end, and never the whole name', () => {
  expect(withoutLegalForms(['limited', 'liability', 'company', 'iskusstvo'])).toEqual({
    words: ['iskusstvo'],
    forms: ['llc'],
  });
  expect(withoutLegalForms(['samsung', 'co', 'ltd'])).toEqual({ words: ['samsung'], forms: ['ltd'] });
  expect(withoutLegalForms(['ltd'])).toEqual({ words: ['ltd'], forms: [] });
});

test('CAS numbers are found with their check digit right, whatever dash is used', () => {
  expect(casNumbersIn('mix of 437-38-7, 50\u201300\u20130; not 437-38-8, 1-2-3 or 00-00-0')).toEqual([
    '437-38-7',
    '50-00-0',
  ]);
});
