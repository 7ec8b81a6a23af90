import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { getTracking, s10 } from 'ts-tracking-number';
import { describe, expect, test } from 'vitest';
import { checkDigitOf, parseItemNumber } from '../../src/contract/itemNumber.ts';
import { randomItemNumber } from '../oracle/parcels.ts';
import { seededRandom } from '../oracle/random.ts';

const shared = resolve(import.meta.dirname, '../../../shared/data/s10/s10.json');

describe('item numbers', () => {
  test('have the check digits of a published validator', () => {
    const random = seededRandom(1);
    let numRight = 0;
    for (let i = 0; i < 2_000; i++) {
      // a country that every list has: the validator also refuses countries it does not know
      const number = `${randomItemNumber(random).slice(0, 11)}GB`;
      const isRight = parseItemNumber(number)?.isCheckDigitRight;
      const found = getTracking(number, [s10]) !== undefined;
      expect(isRight, number).toBe(found);
      if (isRight) numRight++;
    }
    expect(numRight).toBeGreaterThan(1_000);
  });

  test('have the check digits of the public S10 description', ({ skip }) => {
    if (!existsSync(shared)) skip('skipped: data not present');
    const [{ test_numbers: numbers, validation }] = JSON.parse(readFileSync(shared, 'utf8')).tracking_numbers;
    expect(validation.checksum.weightings).toEqual([8, 6, 4, 2, 3, 5, 9, 7]);
    for (const number of numbers.valid) expect(parseItemNumber(number)?.isCheckDigitRight, number).toBe(true);
    expect(parseItemNumber('RB123456786US')?.isCheckDigitRight).toBe(false);
  });

  test('use the remainders that have no digit of their own', () => {
    const serials = { '47312482': 9, '12345678': 5, '11112222': 9, '00000008': 0, '00000000': 5 };
    for (const [serial, digit] of Object.entries(serials)) expect(checkDigitOf(serial)).toBe(digit);
  });

  test('come apart into their parts', () => {
    expect(parseItemNumber('rb 1234 5678 5 gb')).toEqual({
      service: 'RB',
      serial: '12345678',
      checkDigit: 5,
      country: 'GB',
      isCheckDigitRight: true,
    });
  });

  test('have no other shape', () => {
    const others = [
      '',
      'RB12345678GB',
      'RB1234567855GB',
      'R1123456785GB',
      'RB12345678AGB',
      'RB123456785G1',
      'ßB123456785GB',
      'RB１23456785GB',
      'RB123456785GB\n',
    ];
    for (const text of others) expect(parseItemNumber(text), text).toBeUndefined();
  });
});
