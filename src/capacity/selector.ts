/**
 * The selector of one facility: turns proposals into decisions, in order of arrival. What it decides depends on the
 * plan, the key and the sequence of proposals, and on nothing else: replaying the sequence replays the decisions.
 */
import { PosternError } from '../contract/errors.ts';
import { itemNumbers } from './draw.ts';
import { LaneDesk, type LaneState } from './laneDesk.ts';
import { lanes } from './lanes.ts';
import type { FacilityPlan, Plan } from './plan.ts';
import type { Proposal, Selection } from './selection.ts';
import type { ShiftReport } from './shiftReport.ts';
import { endBefore, shiftAt, type ShiftSpan } from './shifts.ts';

/** All that a selector remembers, as JSON. Restoring it continues bit for bit. */
export type SelectorState = {
  readonly version: 1;
  /** Of the facility's plan that it was made under. */
  readonly plan: string;
  readonly sequence: number;
  readonly clock: number;
  readonly span: ShiftSpan | null;
  readonly unplanned: number;
  /** Absent in states of earlier versions. */
  readonly late?: number;
  /** By lane and shift, `letter/early`. */
  readonly lanes: Readonly<Record<string, LaneState>>;
};

export type SelectorOptions = {
  /** 32 bytes; needed where the plan has a random share. Without a key, who knows the item ids can foresee ties. */
  readonly key?: Uint8Array;
  readonly state?: SelectorState;
  /** Told of every shift that has ended, empty ones too, before the first parcel of a later one is decided. */
  readonly onShift?: (report: ShiftReport) => void;
};

export type Selector = {
  next(proposal: Proposal): Selection;
  /** The running shift so far; null before the first parcel. */
  report(): ShiftReport | null;
  state(): SelectorState;
};

/** After a longer silence the shifts in between are not reported one by one: thirty days of three shifts. */
const MAX_EMPTY_SHIFTS = 90;

/** @throws PosternError REQUEST_INVALID for a facility that is not in the plan, a missing key, a state of another plan */
export function createSelector(plan: Plan, facility: string, options: SelectorOptions = {}): Selector {
  const found = plan.facilities.find(({ code }) => code === facility);
  if (found === undefined) {
    const known = plan.facilities.map(({ code }) => code).join(', ');
    throw new PosternError('REQUEST_INVALID', `expected a facility of the plan (${known}), got ${facility}`);
  }
  if (options.key === undefined && found.budgets.some(({ random }) => random > 0)) {
    throw new PosternError(
      'REQUEST_INVALID',
      `the plan of ${facility} has a random share, which needs a key; make one with: postern plan key new`,
    );
  }
  return new FacilitySelector(found, options);
}

class FacilitySelector implements Selector {
  readonly #plan: FacilityPlan;
  readonly #key: Uint8Array;
  readonly #onShift: (report: ShiftReport) => void;
  readonly #desks: ReadonlyMap<string, LaneDesk>;
  #sequence = 0;
  #clock = Number.NEGATIVE_INFINITY;
  #span: ShiftSpan | null = null;
  #unplanned = 0;
  #late = 0;
  /** When the shift before the running one ended. */
  #endBefore = Number.NEGATIVE_INFINITY;

  constructor(plan: FacilityPlan, { key, state, onShift }: SelectorOptions) {
    this.#plan = plan;
    this.#key = key ?? new Uint8Array(32);
    this.#onShift = onShift ?? (() => undefined);
    this.#desks = openDesks(plan);
    if (state !== undefined) this.#restore(state);
  }

  next(proposal: Proposal): Selection {
    if (!Number.isFinite(proposal.at)) {
      throw new PosternError('REQUEST_INVALID', `at: expected epoch milliseconds, got ${proposal.at}`);
    }
    this.#clock = Math.max(this.#clock, proposal.at);
    const span = this.#shiftNow();
    this.#sequence++;
    if (proposal.at < this.#endBefore) this.#late++;
    const place = { shift: span.id, sequence: this.#sequence };
    const desk = this.#desks.get(`${proposal.lane}/${span.name}`);
    if (desk === undefined) {
      this.#unplanned++;
      const { action } = proposal;
      return { action, by: 'unplanned', inclusionProbability: action === 'release' ? 0 : 1, tied: false, ...place };
    }
    const numbers = itemNumbers(this.#key, this.#plan.code, span.id, proposal.itemId);
    // what came before the shift began counts at its beginning
    const elapsed = Math.max(0, (this.#clock - span.startMs) / (span.endMs - span.startMs));
    return { ...desk.next(proposal, numbers, span.weekday, elapsed), ...place };
  }

  report(): ShiftReport | null {
    const span = this.#span;
    if (span === null) return null;
    return {
      facility: this.#plan.code,
      shift: span.id,
      name: span.name,
      startMs: span.startMs,
      endMs: span.endMs,
      budgets: this.#desksOf(span).flatMap((desk) => desk.reports(span.weekday)),
      unplanned: this.#unplanned,
      late: this.#late,
    };
  }

  state(): SelectorState {
    return {
      version: 1,
      plan: this.#plan.fingerprint,
      sequence: this.#sequence,
      // JSON has no infinity; before the first parcel any early time does
      clock: Math.max(this.#clock, Number.MIN_SAFE_INTEGER),
      span: this.#span,
      unplanned: this.#unplanned,
      late: this.#late,
      lanes: Object.fromEntries([...this.#desks].map(([name, desk]) => [name, desk.state()])),
    };
  }

  #restore(state: SelectorState): void {
    if (state.version !== 1 || state.plan !== this.#plan.fingerprint) {
      throw new PosternError(
        'REQUEST_INVALID',
        `the state was made under another plan of ${this.#plan.code}; start without it, or with the plan it belongs to`,
      );
    }
    this.#sequence = state.sequence;
    this.#clock = state.clock;
    this.#span = state.span;
    this.#unplanned = state.unplanned;
    this.#late = state.late ?? 0;
    if (state.span !== null) this.#endBefore = endBefore(this.#plan, state.span);
    for (const [name, desk] of this.#desks) desk.restore(state.lanes[name] as LaneState);
  }

  #shiftNow(): ShiftSpan {
    if (this.#span !== null && this.#clock < this.#span.endMs) return this.#span;
    const target = shiftAt(this.#plan, this.#clock);
    for (let i = 0; this.#span !== null && this.#span.id !== target.id; i++) {
      this.#endShift(this.#span);
      this.#span = i < MAX_EMPTY_SHIFTS ? shiftAt(this.#plan, this.#span.endMs) : target;
    }
    this.#span = target;
    this.#endBefore = endBefore(this.#plan, target);
    return target;
  }

  #endShift(span: ShiftSpan): void {
    this.#onShift(this.report() as ShiftReport);
    const desks = this.#desksOf(span);
    const hadMail = desks.some((desk) => desk.numSeen > 0);
    for (const desk of desks) desk.endShift(span.weekday, hadMail);
    this.#unplanned = 0;
    this.#late = 0;
  }

  #desksOf({ name }: ShiftSpan): LaneDesk[] {
    return lanes.flatMap((lane) => this.#desks.get(`${lane}/${name}`) ?? []);
  }
}

function openDesks({ budgets, arrivals, shifts }: FacilityPlan): Map<string, LaneDesk> {
  const desks = new Map<string, LaneDesk>();
  for (const { name } of shifts) {
    for (const lane of lanes) {
      const here = budgets.filter((budget) => budget.lane === lane && budget.shifts.includes(name));
      if (here.length === 0) continue;
      const expected = arrivals.find((entry) => entry.lane === lane && entry.shifts.includes(name));
      desks.set(`${lane}/${name}`, new LaneDesk(lane, here, expected ?? null));
    }
  }
  return desks;
}
