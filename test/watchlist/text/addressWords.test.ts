import { expect, test } from 'vitest';
import { addressWords } from '../../../src/watchlist/text/addressWords.ts';

const rolesOf = (text: string): string =>
  addressWords(text)
    .words.map(({ text: word, role }) => `${word}:${role}`)
    .join(' ');

test('words have roles: numbers by what stands before them, postcodes by their place, joined words apart', () => {
  expect(rolesOf('Calle 5ta No. 07-12, Apto. B, Cali')).toBe('cl:part 5ta:number 7:number 12:number b:unit cali:word');
  expect(rolesOf('P.O. Box 4470, Suite 12, Damascus')).toBe('4470:box 12:unit damascus:word');
  expect(rolesOf('21st Hauptstrasse, London EC3N1DY')).toBe(
    '21:number haupt:word st:part london:word ec3n:postcode 1dy:postcode',
  );
  expect(rolesOf('12 Elm Street, Miami, Florida 33101-1234')).toBe(
    '12:number elm:word st:part miami:word fl:short 33101:postcode',
  );
  expect(rolesOf('c/o Acme Trading, 3 Elm Rd, Ely')).toBe('acme:part trading:part 3:number elm:word rd:part ely:word');
});

test('the country is a code at the end, or a name there that is known', () => {
  expect(addressWords('Sharjah, United Arab Emirates').country).toBe('ae');
  expect(addressWords('Pyongyang, Korea, North').country).toBe('kp');
  expect(addressWords('12 Elm St, Ely, GB').country).toBe('gb');
  expect(addressWords('12 Elm St, Ely GB').country).toBe(null);
});
