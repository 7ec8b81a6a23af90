import { expect, it } from 'vitest';
import { type BudgetReport, type ShiftReport, zeroCounts } from '../../src/capacity/shiftReport.ts';
import { planTable } from '../../src/cli/planTable.ts';

function shift(day: number, over: Partial<BudgetReport>): ShiftReport {
  const budget: BudgetReport = {
    ...zeroCounts(),
    lane: 'letter',
    actions: ['rfs'],
    hard: false,
    fill: true,
    planned: 40,
    inspected: 40,
    arrivals: 900,
    expectedArrivals: 900,
    ...over,
  };
  const id = `early@2026-01-0${day}T11:00:00Z`;
  return {
    facility: 'USJFKA',
    shift: id,
    name: 'early',
    startMs: day,
    endMs: day + 1,
    budgets: [budget],
    unplanned: 0,
    late: 0,
  };
}

const cells = (reports: ShiftReport[]): string[] => planTable(reports, false).split('\n')[2]!.trim().split(/ {2,}/);

it('a shift that lacked mail is no miss, and one without any is left out', () => {
  const reports = [shift(5, {}), shift(6, { arrivals: 7, inspected: 7 }), shift(7, { arrivals: 0, inspected: 0 })];
  expect(cells(reports).slice(0, 9)).toEqual(['letter', 'early', 'rfs', '2', '907', '80', '47', '0 of ±1', '1']);
});

it('a shift that had mail and missed its budget is told beside one that lacked mail', () => {
  const reports = [shift(5, { inspected: 35 }), shift(6, { arrivals: 7, inspected: 7 })];
  expect(cells(reports).slice(7, 9)).toEqual(['-5 of ±1', '1']);
  expect(cells([shift(6, { arrivals: 7, inspected: 7 })]).slice(7, 9)).toEqual(['lacked mail', '1']);
});
