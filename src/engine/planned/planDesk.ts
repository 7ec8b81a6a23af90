/**
 * The joint between screening and the capacity of facilities: answers become proposals, and selections become part of
 * the answers. The selectors themselves know nothing of answers.
 */
import { createSelector, type Selector, type SelectorState } from '../../capacity/selector.ts';
import type { Lane } from '../../capacity/lanes.ts';
import type { Plan } from '../../capacity/plan.ts';
import type { Proposal, Selection } from '../../capacity/selection.ts';
import type { ShiftReport } from '../../capacity/shiftReport.ts';
import type { LoggedSelection } from '../../log/entry.ts';
import type { Action, CapacityNote, Decision } from '../../contract/decision.ts';
import type { PlanFigure } from '../../contract/host.ts';

/** Where and when a row arrived. */
export type Arrival = {
  readonly facility: string;
  readonly lane: Lane;
  readonly at: number;
  readonly isTold?: boolean;
};

export type PlanStates = Readonly<Record<string, SelectorState>>;

/** A plan as a log tells of it. */
export type PlanFacts = {
  readonly plan: string;
  readonly states: PlanStates;
  /** Of the key, null without one. */
  readonly commitment: string | null;
};

export type PlanDeskOptions = {
  states?: PlanStates;
  /** Told of every shift that has ended; unless given they are kept as `reports`. */
  onShift?: (report: ShiftReport) => void;
  /** The time of screening, epoch ms: what would arrive long after it is left alone. Unless given, as in a replay, nothing is. */
  now?: () => number;
};

/** How long before its arrival a parcel may be screened at most, for a plan to decide about it. */
const MAX_AHEAD_MS = 36 * 3_600_000;

const MAX_NAMED = 1000;

export class PlanDesk {
  readonly reports: ShiftReport[] = [];
  /** Hits of hard rules that no budget had room for, by item, the first of them. */
  readonly overflows: { readonly itemId: string; readonly facility: string; readonly shift: string }[] = [];
  /** Rows of facilities that the plan does not name: their proposals stand. */
  numElsewhere = 0;
  /** Rows whose arrival lies too far ahead to be true: their proposals stand, and no clock of a facility follows them. */
  numOutOfTime = 0;
  /** Rows that told no arrival and took the time they were given. */
  numUntold = 0;
  readonly #selectors: ReadonlyMap<string, Selector>;
  readonly #now: () => number;

  constructor(plan: Plan, key: Uint8Array | undefined, { states = {}, onShift, now }: PlanDeskOptions = {}) {
    this.#now = now ?? (() => Number.POSITIVE_INFINITY);
    const open = (code: string): Selector =>
      createSelector(plan, code, {
        ...(key && { key }),
        ...(states[code] && { state: states[code] }),
        onShift: onShift ?? ((report) => void this.reports.push(report)),
      });
    this.#selectors = new Map(plan.facilities.map(({ code }) => [code, open(code)]));
  }

  get facilities(): Iterable<string> {
    return this.#selectors.keys();
  }

  /** Null for a facility that the plan does not name, and for an arrival that lies too far ahead. */
  select(arrival: Arrival, proposal: Omit<Proposal, 'lane' | 'at'>): Selection | null {
    const selector = this.#selectors.get(arrival.facility);
    if (selector === undefined) {
      this.numElsewhere++;
      return null;
    }
    if (arrival.at - this.#now() > MAX_AHEAD_MS) {
      this.numOutOfTime++;
      return null;
    }
    if (arrival.isTold === false) this.numUntold++;
    const selection = selector.next({ ...proposal, lane: arrival.lane, at: arrival.at });
    if (selection.by === 'overflow' && this.overflows.length < MAX_NAMED) {
      this.overflows.push({ itemId: proposal.itemId, facility: arrival.facility, shift: selection.shift });
    }
    return selection;
  }

  /** Shifts that have ended, then those that still run. */
  allReports(): ShiftReport[] {
    return [...this.reports, ...[...this.#selectors.values()].flatMap((selector) => selector.report() ?? [])];
  }

  /** The shifts that run, by facility and lane; budgets of one lane are added up. */
  figures(): PlanFigure[] {
    const running = [...this.#selectors.values()].flatMap((selector) => selector.report() ?? []);
    return running.flatMap(({ facility, name, budgets }) =>
      [...new Set(budgets.map(({ lane }) => lane))].map((lane) => {
        const sum = (of: 'planned' | 'inspected' | 'overflow'): number =>
          budgets.reduce((total, budget) => total + (budget.lane === lane ? budget[of] : 0), 0);
        return {
          facility,
          lane,
          shift: name,
          planned: sum('planned'),
          used: sum('inspected'),
          overflow: sum('overflow'),
        };
      }),
    );
  }

  states(): PlanStates {
    return Object.fromEntries([...this.#selectors].map(([code, selector]) => [code, selector.state()]));
  }
}

/** @param hardCodes  codes of the bundle's hard rules */
export function proposalOf(decision: Decision, hardCodes: ReadonlySet<string>): Omit<Proposal, 'lane' | 'at'> {
  const { itemId, action, score, reasons } = decision;
  return {
    itemId,
    action,
    rank: rankOf(score, reasons),
    hard: reasons.some(({ code }) => hardCodes.has(code)),
  };
}

/** What a log is told of a selection: enough to make it again from the same item. */
export function loggedSelection(
  { facility, lane, at }: Arrival,
  { action: proposed, rank, hard }: Omit<Proposal, 'lane' | 'at'>,
  { action, by, inclusionProbability, tied, shift, sequence }: Selection,
): LoggedSelection {
  // JSON has no NaN
  const told = Number.isNaN(rank) ? null : rank;
  return { facility, lane, at, proposed, rank: told, hard, action, by, inclusionProbability, tied, shift, sequence };
}

/** Score and the weights of the rules that hit; what the model adds is in the score already. */
function rankOf(
  score: number | undefined,
  reasons: readonly { readonly source: string; readonly weight?: number | null }[],
): number {
  return reasons.reduce(
    (rank, { source, weight }) => (source === 'model' ? rank : rank + (weight ?? 0)),
    score ?? Number.NaN,
  );
}

export function noteOf({ facility, lane }: Arrival, proposed: Action, selection: Selection): CapacityNote {
  const { by, inclusionProbability, tied, shift, sequence } = selection;
  return { facility, lane, shift, sequence, proposed, by, inclusionProbability, tied };
}
