import { expect, it } from 'vitest';
import { lanes } from '../../src/capacity/lanes.ts';
import type { Against } from '../../src/cli/replaying/againstBundle.ts';
import { againstReport } from '../../src/cli/replaying/againstReport.ts';
import { RankTail } from '../../src/cli/replaying/rankTail.ts';

function found(planned: number, lost: number): Against {
  const none = { rows: 0, referredThen: 0, referredNow: 0, dropped: 0, added: 0 };
  return {
    rows: 10,
    notKept: 0,
    actions: new Map([['rfs -> rfs', 10]]),
    rules: new Map([['ADDRESS_VAGUE', { before: 3, now: 3 - lost, lost, gained: 0 }]]),
    lanes: Object.fromEntries(lanes.map((lane) => [lane, none])) as Against['lanes'],
    planned,
    leftAlone: 0,
    tails: Object.fromEntries(lanes.map((lane) => [lane, new RankTail()])) as Against['tails'],
  };
}

it('reasons under a plan are told to be those of proposals', () => {
  expect(againstReport(found(10, 2), 1)).toMatch(/^reasons of what was proposed, .*\n +reason .*\n +ADDRESS_VAGUE /m);
  expect(againstReport(found(10, 0), 1)).toContain('reasons of what was proposed: no change');
  expect(againstReport(found(0, 2), 1)).toMatch(/^reasons, rows by then and now$/m);
});
