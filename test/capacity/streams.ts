/** Seeded streams of proposals, and plans to run them under. */
import { Random } from '../../src/base/random.ts';
import { parsePlan } from '../../src/capacity/parsePlan.ts';
import type { Plan } from '../../src/capacity/plan.ts';
import type { Proposal, Selection } from '../../src/capacity/selection.ts';
import { createSelector, type SelectorOptions } from '../../src/capacity/selector.ts';
import type { BudgetReport, ShiftReport } from '../../src/capacity/shiftReport.ts';

export const HOUR_MS = 3_600_000;
/** Monday. */
export const START_MS: number = Date.UTC(2026, 0, 5);
export const KEY: Uint8Array = new Uint8Array(32).fill(7);

/** One facility, UTC, three shifts of eight hours from midnight; budgets and arrivals as YAML list items. */
export function planOf(budgets: string, arrivals: string = ''): Plan {
  const lines = (items: string): string => items.replaceAll(/^\s*/gm, '      ');
  return parsePlan(
    `facilities:
  - code: USJFKA
    timeZone: UTC
    shifts:
      - { name: night, start: "00:00", hours: 8 }
      - { name: early, start: "08:00", hours: 8 }
      - { name: late, start: "16:00", hours: 8 }
    budgets:
${lines(budgets)}
${arrivals === '' ? '' : `    arrivals:\n${lines(arrivals)}`}`,
    'plan.yaml',
  );
}

export type StreamOptions = {
  readonly seed: number;
  /** Parcels of each shift. */
  readonly counts: readonly number[];
  /** When within its shift each comes, 0 to 1. */
  readonly when?: 'even' | 'bursts' | 'front' | 'back';
  readonly ranks?: 'normal' | 'equal' | 'few' | 'rising' | 'falling';
};

/** Proposals of shift after shift, in order of time. Ranks above 2.2 are proposed for a scan, one in 500 by a hard rule. */
export function streamOf({ seed, counts, when = 'even', ranks = 'normal' }: StreamOptions): Proposal[] {
  const random = new Random(seed);
  const proposals: Proposal[] = [];
  counts.forEach((count, shift) => {
    const times = Array.from({ length: count }, () => momentOf(random, when)).sort((a, b) => a - b);
    times.forEach((time, i) => {
      const rank = rankOf(random, ranks, i / count);
      const hard = random.below(500) === 0;
      proposals.push({
        itemId: `S${seed}X${shift}Y${i}`,
        lane: 'letter',
        at: START_MS + Math.floor((shift + time) * 8 * HOUR_MS),
        rank,
        action: hard ? 'hold' : rank > 2.2 ? 'rfs' : 'release',
        hard,
      });
    });
  });
  return proposals;
}

/** Five flights a shift, at about the same hours every day, each unloaded over half an hour. */
function momentOf(random: Random, when: NonNullable<StreamOptions['when']>): number {
  if (when === 'even') return random.unit();
  if (when === 'front') return random.unit() * random.unit();
  if (when === 'back') return 1 - random.unit() * random.unit();
  return [0.05, 0.2, 0.33, 0.6, 0.85][random.below(5)]! + random.unit() * 0.07;
}

function rankOf(random: Random, ranks: NonNullable<StreamOptions['ranks']>, progress: number): number {
  // a sum of twelve even numbers is near enough to normal
  const normal = Array.from({ length: 12 }, () => random.unit()).reduce((sum, unit) => sum + unit, -6);
  if (ranks === 'equal') return 1;
  if (ranks === 'few') return Math.round(normal);
  if (ranks === 'rising') return progress * 4;
  if (ranks === 'falling') return -progress * 4;
  return normal;
}

export type Run = { readonly selections: Selection[]; readonly reports: ShiftReport[] };

/** The whole stream through one selector; the last shift is reported too. */
export function runStream(plan: Plan, proposals: readonly Proposal[], options: SelectorOptions = {}): Run {
  const reports: ShiftReport[] = [];
  const selector = createSelector(plan, 'USJFKA', { key: KEY, ...options, onShift: (report) => reports.push(report) });
  const selections = proposals.map((proposal) => selector.next(proposal));
  const last = selector.report();
  if (last !== null) reports.push(last);
  return { selections, reports };
}

export function budgetsOf(run: Run): BudgetReport[] {
  return run.reports.flatMap((report) => report.budgets);
}
