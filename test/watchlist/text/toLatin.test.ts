/** Names of other scripts in Latin letters. */
import anyAscii from 'any-ascii';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText } from '../../../src/watchlist/text/fold.ts';
import { nameTokens } from '../../../src/watchlist/text/nameTokens.ts';
import { toLatin } from '../../../src/watchlist/text/toLatin.ts';

const words = (text: string): string => nameTokens(text).join(' ');

test('every Chinese character is read as any-ascii reads it', () => {
  const wrong: string[] = [];
  for (let code = 0x3400; code <= 0x9fff; code++) {
    const letter = String.fromCodePoint(code);
    const reading = anyAscii(letter)
      .toLowerCase()
      .replaceAll(/[^a-z0-9]/g, '');
    // a character behind another is no family name, for which a few have another reading
    if (toLatin(`龍${letter}`).trim() !== `long ${reading === '' ? letter : reading}`) wrong.push(letter);
  }
  expect(wrong.filter((letter) => letter.normalize('NFKC') === letter)).toEqual([]);
});

test('scripts are romanised as their names are usually written', () => {
  for (const [name, latin] of Object.entries({
    'Владимир Путин': 'vladimir putin',
    Νικόλαος: 'nikolaos',
    'さくら サクラ': 'sakura sakura',
    习近平: 'xi jin ping',
    曾国藩: 'zeng guo fan',
    山田太郎: 'yamada taro',
    '佐々木 健一': 'sasaki kenichi',
    이민호: 'lee min ho',
    '김 정은': 'kim jong un',
    'محمد علي': 'mohammed ali',
    'عبد الله': 'abdullah',
    'عبد الرحمن': 'abdul rahman',
    عبدالرحمن: 'abdul rahman',
    וליד: 'vlyd',
    משה: 'moshe',
    สมชาย: 'somchai',
    'नरेंद्र मोदी': 'narendra modi',
    শর্মা: 'sharma',
    ታደሰ: 'tadese',
  })) {
    expect(words(name), name).toBe(latin);
  }
});

test('digits of other scripts are digits', () => {
  expect(words('٣٤ ۵۶ १२')).toBe('34 56 12');
});

test('a romanised text stays as it is, and no text breaks it', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => {
      const latin = toLatin(foldText(text));
      if (/^[ -~]*$/.test(latin)) expect(toLatin(latin)).toBe(latin);
    }),
    { seed: 3, numRuns: 500 },
  );
});
