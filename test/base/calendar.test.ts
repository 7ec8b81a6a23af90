import { expect, test } from 'vitest';
import { dayNumber } from '../../src/base/calendar.ts';

test('every day from 1900 to 2099 has the next number', () => {
  let wanted = dayNumber('1900-01-01') as number;
  for (let at = Date.UTC(1900, 0, 1); at < Date.UTC(2100, 0, 1); at += 86_400_000) {
    expect(dayNumber(new Date(at).toISOString().slice(0, 10))).toBe(wanted++);
  }
});

test('day 0 is the first of January 1970', () => {
  expect(dayNumber('1970-01-01')).toBe(0);
  expect(dayNumber('1969-12-31')).toBe(-1);
});

test('days that no calendar has are refused', () => {
  for (let month = 0; month <= 13; month++) {
    const lastDay = month < 1 || month > 12 ? 0 : new Date(Date.UTC(2023, month, 0)).getUTCDate();
    for (let day = 0; day <= 32; day++) {
      const text = `2023-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      expect(dayNumber(text) !== undefined, text).toBe(day >= 1 && day <= lastDay);
    }
  }
  for (const text of ['1900-02-29', '2023-02-29', '1899-12-31', '2100-01-01']) expect(dayNumber(text)).toBeUndefined();
  for (const text of ['2000-02-29', '2024-02-29']) expect(dayNumber(text)).toBeDefined();
});

test('other ways to write a date are refused', () => {
  for (const text of [
    '2024-1-01',
    '20240101',
    '2024/01/01',
    ' 2024-01-01',
    '2024-01-01T00:00:00Z',
    '２024-01-01',
    '+2024-01-01',
  ]) {
    expect(dayNumber(text)).toBeUndefined();
  }
});
