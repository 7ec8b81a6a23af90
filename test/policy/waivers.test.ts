import { expect, test } from 'vitest';
import { countryNumber } from '../../src/contract/codes.ts';
import { isWaived, parcelDay, readWaivers, waiverDays } from '../../src/policy/waivers.ts';

const csv = (...lines: string[]): string => `origin,from,until,note\n${lines.join('\n')}\n`;
const day = (date: string): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000;

test('a list of waivers is read by day, with notes for people that may hold commas', () => {
  const waivers = readWaivers(csv('LA,2026-01-01,2026-07-01,renewed, twice', '', 'KI,2026-03-01,,'), 'waivers.csv');
  expect(waivers).toEqual([
    { origin: 'LA', from: '2026-01-01', until: '2026-07-01' },
    { origin: 'KI', from: '2026-03-01', until: null },
  ]);
  const days = waiverDays(waivers);
  const is = (country: string, date: string): boolean => isWaived(days, countryNumber(country), day(date));
  expect([is('LA', '2026-06-30'), is('LA', '2026-07-01'), is('KI', '2099-01-01'), is('KI', '2026-02-28')]).toEqual([
    true,
    false,
    true,
    false,
  ]);
  expect(isWaived(days, countryNumber('LA'), Number.NaN)).toBe(false);
  expect(isWaived(days, 0, day('2026-03-01'))).toBe(false);
});

test('one origin may be waived twice, as long as the times do not meet', () => {
  expect(readWaivers(csv('LA,2026-01-01,2026-02-01,', 'LA,2026-02-01,,'), 'w')).toHaveLength(2);
});

test('faults of the list are named by file and line', () => {
  expect(() => readWaivers('country,from\n', 'waivers.csv')).toThrow(
    /^waivers\.csv:1: expected the columns origin,from,until,note/,
  );
  expect(() => readWaivers(csv('LA,2026-01-01,,', 'xx,2026-01-01,,'), 'waivers.csv')).toThrow(
    /^waivers\.csv:3: origin/,
  );
  expect(() => readWaivers(csv('', 'LA,tomorrow,,'), 'waivers.csv')).toThrow(/^waivers\.csv:3: from: .*got "tomorrow"/);
  expect(() => readWaivers(csv('LA,2026-01-01,,', 'LA,2027-01-01,,'), 'waivers.csv')).toThrow(
    /^waivers\.csv:3: LA is waived in this time already, by waivers\.csv:2; join the two$/,
  );
});

test('a parcel is judged by the day of its advance data, or else of its posting', () => {
  expect(parcelDay(day('2026-05-02') * 86_400_000 - 1, day('2026-04-01'))).toBe(day('2026-05-01'));
  expect(parcelDay(Number.NaN, day('2026-04-01'))).toBe(day('2026-04-01'));
  expect(parcelDay(Number.NaN, Number.NaN)).toBeNaN();
});
