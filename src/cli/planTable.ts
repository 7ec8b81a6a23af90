/** Reports of shifts as a table: what was planned and what became of it, by facility, lane and shift. */
import { toleranceOf } from '../capacity/selection.ts';
import { type BudgetReport, isWithoutMail, type ShiftReport } from '../capacity/shiftReport.ts';
import { alignedRows } from './alignedRows.ts';

type Line = { readonly report: ShiftReport; readonly budget: BudgetReport };

const HEAD = [
  'lane',
  'shift',
  'actions',
  'shifts',
  'arrived',
  'planned',
  'actual',
  'worst miss',
  'lacked mail',
  'by rule',
  'by rank',
  'drawn (expected)',
  'overflow',
  'lowered',
  'tied (taken)',
  'no chance',
];

/**
 * Shifts in which nothing arrived are left out. A shift that fewer parcels reached than it could have inspected lacked
 * mail: that is counted beside the worst miss, which is of the other shifts.
 * @param daily  a row for each shift of each day, not one for all shifts of a name
 */
export function planTable(reports: readonly ShiftReport[], daily: boolean): string {
  const facilities = [...new Set(reports.map(({ facility }) => facility))];
  return facilities.map((facility) => tableOf(facility, reports, daily)).join('\n');
}

function tableOf(facility: string, reports: readonly ShiftReport[], daily: boolean): string {
  const groups = new Map<string, Line[]>();
  let unplanned = 0;
  let late = 0;
  for (const report of reports) {
    if (report.facility !== facility || isWithoutMail(report)) continue;
    unplanned += report.unplanned;
    late += report.late;
    for (const budget of report.budgets) {
      const key = [budget.lane, daily ? report.shift : report.name, budget.actions].join();
      groups.set(key, [...(groups.get(key) ?? []), { report, budget }]);
    }
  }
  const rows = [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, lines]) => rowOf(lines, daily));
  const text = `${facility}\n${alignedRows([HEAD, ...rows])}`;
  const others = unplanned === 0 ? '' : `  ${unplanned} parcels of lanes without a budget: their proposals stand\n`;
  const behind = late === 0 ? '' : `  ${late} parcels came late: by their arrival they were of a shift that was over\n`;
  return `${text}${others}${behind}`;
}

const lackedMail = ({ arrivals, planned }: BudgetReport): boolean => arrivals < planned;

function rowOf(lines: readonly Line[], daily: boolean): string[] {
  const [{ report, budget }] = lines as [Line];
  const sum = (of: (budget: BudgetReport) => number): number =>
    lines.reduce((total, line) => total + of(line.budget), 0);
  const supplied = lines.filter((line) => !lackedMail(line.budget));
  const worst = supplied.reduce((most, line) => {
    const miss = line.budget.inspected - line.budget.planned;
    return Math.abs(miss) > Math.abs(most) ? miss : most;
  }, 0);
  const miss = supplied.length === 0 ? 'lacked mail' : `${worst} of ±${toleranceOf(budget.planned)}`;
  return [
    budget.lane,
    daily ? report.shift : report.name,
    budget.actions.join('+') + (budget.hard ? ', hard' : ''),
    String(lines.length),
    String(sum(({ arrivals }) => arrivals)),
    String(sum(({ planned }) => planned)),
    String(sum(({ inspected }) => inspected)),
    budget.fill ? miss : 'proposed only',
    String(lines.length - supplied.length),
    String(sum(({ byRule }) => byRule)),
    String(sum(({ byRank }) => byRank)),
    `${sum(({ byDraw }) => byDraw)} (${sum(({ drawsExpected }) => drawsExpected).toFixed(1)})`,
    String(sum(({ overflow }) => overflow)),
    String(sum(({ lowered }) => lowered)),
    `${sum(({ tied }) => tied)} (${sum(({ tiedTaken }) => tiedTaken)})`,
    String(sum(({ uncovered }) => uncovered)),
  ];
}
