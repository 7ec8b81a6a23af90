import { describe, expect, it } from 'vitest';
import { parsePlan } from '../../src/capacity/parsePlan.ts';
import { shiftAt } from '../../src/capacity/shifts.ts';
import { openTimeZone } from '../../src/capacity/timeZone.ts';

const good = `facilities:
  - code: USJFKA
    timeZone: America/New_York
    shifts:
      - { name: early, start: "06:00", hours: 8 }
      - { name: night, start: "22:00", hours: 8, days: [mon, tue] }
    budgets:
      - { lane: letter, actions: [hold, rfs], items: 40, hard: true, reserve: 2, random: 10 % }
      - { lane: parcel, shifts: [early], actions: [rfs], items: 20 }
    arrivals:
      - { lane: letter, items: 4000, profile: [1, 3] }
`;

describe('a plan', () => {
  it('is read with its parts filled in', () => {
    const [facility] = parsePlan(good, 'plan.yaml').facilities;
    expect(facility!.shifts.map(({ name, startMinute, lengthMinutes }) => [name, startMinute, lengthMinutes])).toEqual([
      ['early', 360, 480],
      ['night', 1320, 480],
    ]);
    expect(facility!.budgets[0]).toEqual({
      lane: 'letter',
      shifts: ['early', 'night'],
      actions: ['rfs', 'hold'],
      items: 40,
      hard: true,
      reserve: 2,
      random: 4,
      fill: true,
    });
    expect(facility!.arrivals[0]!.profile).toEqual([0.25, 0.75]);
  });

  it('has a fingerprint that changes with every number and with no blank', () => {
    const of = (text: string): string => parsePlan(text, 'plan.yaml').facilities[0]!.fingerprint;
    expect(of(good.replace('items: 40', 'items:   40'))).toBe(of(good));
    expect(of(good.replace('items: 40', 'items: 41'))).not.toBe(of(good));
    expect(of(good.replace('America/New_York', 'America/Chicago'))).not.toBe(of(good));
  });
});

describe('an impossible plan is refused with its own message and place', () => {
  it.each([
    [
      'code: USJFKA',
      'code: jfk',
      '2:11: facilities[0].code: expected 2 to 6 capitals or digits such as USJFKA, got "jfk"',
    ],
    ['America/New_York', 'Mars/Olympus', '3:15: facilities[0].timeZone: expected UTC, an offset'],
    ['"06:00"', '"6 am"', '5:31: facilities[0].shifts[0].start: expected a time "HH:MM"'],
    ['hours: 8 }', 'hours: 30 }', 'expected 0.25 to 24 hours in whole minutes, got 30'],
    ['name: night', 'name: early', 'shift early stands twice; put all of its days in one'],
    ['[hold, rfs]', '[rfs, rfs]', '8:34: facilities[0].budgets[0].actions: action rfs stands twice in one list'],
    ['shifts: [early]', 'shifts: [early, early]', 'shift early stands twice in one list'],
    ['[mon, tue]', '[mon, mon]', 'day mon stands twice in one list'],
    ['"22:00"', '"13:00"', 'shift night overlaps shift early'],
    ['hours: 8, days', 'hours: 9, days', 'shift night overlaps shift early'],
    ['days: [mon, tue]', 'days: []', 'shift night has no days'],
    ['days: [mon, tue]', 'days: [monday]', 'expected sun, mon, tue, wed, thu, fri, sat, got "monday"'],
    [
      'lane: letter, actions',
      'lane: letters, actions',
      '8:17: facilities[0].budgets[0].lane: expected letter, parcel, ems, express, got "letters"',
    ],
    ['[hold, rfs]', '[release]', 'release needs no inspection'],
    ['[hold, rfs]', '[]', 'expected at least one action'],
    ['[hold, rfs]', '[look]', 'expected release, rfi, rfa, rfs, hold, dnl, got "look"'],
    ['items: 40', 'items: 4.5', 'expected a whole number from 0 to 10000000, got 4.5'],
    ['items: 40', 'items: many', 'expected a number, got "many"'],
    ['items: 40', 'items: 0', 'a budget of 0 items has no reserve and no random share'],
    ['reserve: 2', 'reserve: 41', 'the reserve of 41 is more than the budget of 40'],
    ['random: 10 %', 'random: 100 %', 'the random share of 40 leaves nothing of the budget of 40 to rank'],
    [
      'reserve: 2, random: 10 %',
      'reserve: 21, random: 50 %',
      'reserve 21 and random share 20 are more than the budget of 40',
    ],
    ['random: 10 %', 'random: a tenth', 'expected items or "5 %", got "a tenth"'],
    [
      'actions: [hold, rfs]',
      'actions: [rfi]',
      'a random share needs an inspection (rfs or hold); rfi inspects nothing',
    ],
    ['hard: true', 'hard: yes', 'expected true or false, got "yes"'],
    ['hard: true', 'harsh: true', '8:58: facilities[0].budgets[0]: unknown key harsh'],
    ['shifts: [early]', 'shifts: [late]', 'expected early, night, got "late"'],
    ['lane: parcel, shifts: [early]', 'lane: letter', 'rfs of letter in shift early has a budget already'],
    [
      'lane: parcel, shifts: [early], actions: [rfs], items: 20',
      'lane: letter, actions: [rfi, rfs], items: 20, random: 1',
      'rfs of letter in shift early has a budget already',
    ],
    [
      'lane: parcel, shifts: [early], actions: [rfs], items: 20',
      'lane: letter, actions: [hold], items: 20, random: 1',
      'hold of letter',
    ],
    ['items: 4000', 'items: 30', '40 inspections of letter in shift early are more than the 30 parcels expected'],
    ['lane: letter, items: 4000', 'lane: ems, items: 4000', 'ems has no budget in shift early'],
    ['[1, 3]', '[1, -3]', 'expected a share of 0 or more, got -3'],
    ['[1, 3]', '[0, 0]', 'nothing would ever arrive'],
    ['[1, 3]', '[1]', 'expected 2 to 96 equal parts of the shift, got 1'],
    ['    budgets:', '    budget:', 'unknown key budget; expected code, timeZone, shifts, budgets, arrivals'],
    ['- { lane: parcel', '- [ lane: parcel', 'plan.yaml:'],
  ])('%s as %s', (from, to, message) => {
    expect(good).toContain(from);
    expect(() => parsePlan(good.replace(from, to), 'plan.yaml')).toThrow(message);
  });

  it('two draws of one lane', () => {
    const text = good
      .replace('actions: [hold, rfs]', 'actions: [rfs]')
      .replace(
        'lane: parcel, shifts: [early], actions: [rfs], items: 20',
        'lane: letter, actions: [hold], items: 20, random: 1',
      );
    expect(() => parsePlan(text, 'plan.yaml')).toThrow('letter in shift early has a random share already');
  });

  it('one facility twice, or none', () => {
    expect(() => parsePlan(`${good}${good.slice('facilities:\n'.length)}`, 'p.yaml')).toThrow(
      'facility USJFKA stands twice',
    );
    expect(() => parsePlan('facilities: []', 'p.yaml')).toThrow('p.yaml:1:1: expected at least one facility');
    expect(() => parsePlan('', 'p.yaml')).toThrow('expected an object with facilities, got nothing');
    expect(() => parsePlan('facilities: 3', 'p.yaml')).toThrow('p.yaml:1:13: facilities: expected a list, got 3');
  });
});

describe('shifts', () => {
  const facility = parsePlan(good, 'plan.yaml').facilities[0]!;
  const at = (iso: string): string => shiftAt(facility, Date.parse(iso)).id;

  it('start at local time, and what comes between two waits for the later one', () => {
    // New York is five hours behind in January
    expect(at('2026-01-05T11:00:00Z')).toBe('early@2026-01-05T11:00:00Z');
    expect(at('2026-01-05T18:59:59Z')).toBe('early@2026-01-05T11:00:00Z');
    expect(at('2026-01-05T19:00:00Z')).toBe('night@2026-01-06T03:00:00Z');
    expect(at('2026-01-06T10:59:00Z')).toBe('night@2026-01-06T03:00:00Z');
    // no night shift on a Wednesday
    expect(at('2026-01-07T19:00:00Z')).toBe('early@2026-01-08T11:00:00Z');
  });

  it('follow a change of the clock', () => {
    // clocks went forward on 8 March 2026
    expect(at('2026-03-07T11:00:00Z')).toBe('early@2026-03-07T11:00:00Z');
    expect(at('2026-03-08T10:00:00Z')).toBe('early@2026-03-08T10:00:00Z');
  });
});

it.each([
  ['UTC', 0],
  ['+05:30', 19_800_000],
  ['-03:00', -10_800_000],
  ['Asia/Kathmandu', 20_700_000],
])('the zone %s is %d ms ahead of UTC', (name, offset) => {
  expect(openTimeZone(name)!.offsetAt(Date.UTC(2026, 0, 5))).toBe(offset);
});
