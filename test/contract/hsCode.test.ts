import { expect, test } from 'vitest';
import { hsShape } from '../../src/contract/hsCode.ts';

test('an HS code is 6 to 10 digits and comes apart into chapter, heading and subheading', () => {
  expect(hsShape('0901210045')).toEqual({ chapter: 9, heading: '0901', subheading: '090121' });
  for (const length of [5, 6, 7, 9, 10, 11]) {
    expect(hsShape('1'.repeat(length)) !== undefined).toBe(length >= 6 && length <= 10);
  }
});

test('nothing but digits is an HS code', () => {
  for (const text of ['', '8479.82', '8479 82', '84798A', '-84798', '847982\n', '٨٤٧٩٨٢'])
    expect(hsShape(text)).toBeUndefined();
});
