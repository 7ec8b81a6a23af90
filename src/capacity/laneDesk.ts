/** One lane in one shift: its mail, and its budgets from the most intrusive down. */
import { type Action, actions } from '../contract/decision.ts';
import { BudgetDesk, type DeskState, type Flow } from './budgetDesk.ts';
import type { ItemNumbers } from './draw.ts';
import { type Expectation, Forecast, type ForecastState } from './forecast.ts';
import type { Lane } from './lanes.ts';
import type { Budget } from './plan.ts';
import type { Proposal, Selection, SelectedBy } from './selection.ts';
import type { BudgetReport } from './shiftReport.ts';
import type { Candidacy } from './rankOrder.ts';

export type LaneState = { readonly forecast: ForecastState; readonly desks: readonly DeskState[] };

type Outcome = Pick<Selection, 'action' | 'by' | 'inclusionProbability' | 'tied'>;

/** Where neither plan nor past tell how much mail comes: ten parcels for each inspection. */
const GUESS_A_BUDGET = 10;

const order = (action: Action): number => actions.indexOf(action);

export class LaneDesk {
  readonly lane: Lane;
  readonly #forecast: Forecast;
  readonly #desks: readonly BudgetDesk[];

  /** @param budgets  of this lane and shift; at most one has a random share */
  constructor(lane: Lane, budgets: readonly Budget[], expectation: Expectation | null) {
    this.lane = lane;
    const items = budgets.reduce((sum, budget) => sum + budget.items, 0);
    this.#forecast = new Forecast(expectation, GUESS_A_BUDGET * items);
    this.#desks = budgets
      .map((budget) => new BudgetDesk(budget))
      .sort((a, b) => order(b.budget.actions[0] as Action) - order(a.budget.actions[0] as Action));
  }

  get numSeen(): number {
    return this.#forecast.numSeen;
  }

  /** @param elapsed  share of the shift's time that is over */
  next(proposal: Proposal, numbers: ItemNumbers, weekday: number, elapsed: number): Outcome {
    const flow = {
      seen: this.#forecast.numSeen,
      remaining: Math.max(1, this.#forecast.remaining(weekday, elapsed)),
    };
    this.#forecast.add(elapsed);
    const rank = finite(proposal.rank);
    const own = this.#desks.find(({ budget }) => budget.actions.includes(proposal.action));
    if (proposal.hard) return this.#byRule(proposal, own, rank);
    const ranked = this.#byRank(proposal, own, rank, numbers.tie, flow);
    if (ranked.by === 'rank' || ranked.by === 'stands') return ranked;
    return this.#byDraw(proposal, own, ranked.tied, numbers.draw, flow);
  }

  endShift(weekday: number, learn: boolean): void {
    this.#forecast.close(weekday, learn);
    for (const desk of this.#desks) desk.endShift();
  }

  reports(weekday: number): BudgetReport[] {
    return this.#desks.map((desk) => ({
      lane: this.lane,
      actions: desk.budget.actions,
      hard: desk.budget.hard,
      fill: desk.budget.fill,
      planned: desk.budget.items,
      inspected: desk.inspected,
      arrivals: this.#forecast.numSeen,
      expectedArrivals: this.#forecast.expected(weekday),
      ...desk.counts,
    }));
  }

  state(): LaneState {
    return { forecast: this.#forecast.state(), desks: this.#desks.map((desk) => desk.state()) };
  }

  restore(state: LaneState): void {
    this.#forecast.restore(state.forecast);
    this.#desks.forEach((desk, i) => desk.restore(state.desks[i] as DeskState));
  }

  #byRule({ action }: Proposal, own: BudgetDesk | undefined, rank: number): Outcome {
    for (const desk of this.#desks) desk.remember('none', rank, false, false);
    const by: SelectedBy = own === undefined ? 'stands' : own.takeByRule() ? 'rule' : 'overflow';
    return { action, by, inclusionProbability: 1, tied: false };
  }

  /** From the most intrusive budget down, so that what one has no room for is a candidate of the next. */
  #byRank({ action }: Proposal, own: BudgetDesk | undefined, rank: number, tie: number, flow: Flow): Outcome {
    let takenBy: BudgetDesk | undefined;
    let isTied = false;
    for (const desk of this.#desks) {
      const candidacy: Candidacy = takenBy === undefined ? candidacyOf(action, own, desk.budget) : 'none';
      let taken = false;
      let tied = false;
      if (candidacy !== 'none') {
        ({ taken, tied } = desk.takeByRank(candidacy, rank, tie, flow));
        if (taken) takenBy = desk;
        isTied ||= tied;
      }
      desk.remember(candidacy, rank, tied, taken);
    }
    if (takenBy !== undefined) {
      return { action: within(takenBy.budget, action), by: 'rank', inclusionProbability: 1, tied: isTied };
    }
    // what is asked for without a budget, and is more than any budget here gives, is carried out
    const stands = own === undefined && action !== 'release' && !this.#canRaise(action);
    return { action, by: stands ? 'stands' : 'open', inclusionProbability: stands ? 1 : 0, tied: isTied };
  }

  #byDraw({ action }: Proposal, own: BudgetDesk | undefined, tied: boolean, draw: number, flow: Flow): Outcome {
    const desk = this.#desks.find(({ budget }) => budget.random > 0) ?? this.#desks[0];
    if (desk === undefined) return { action, by: 'unplanned', inclusionProbability: 0, tied };
    const inclusionProbability = desk.chance(flow);
    const isDrawn = draw < inclusionProbability;
    desk.countOpen(inclusionProbability, isDrawn);
    if (isDrawn) return { action: within(desk.budget, action), by: 'draw', inclusionProbability, tied };
    if (own !== undefined) own.counts.lowered++;
    return { action: own === undefined ? action : 'release', by: 'open', inclusionProbability, tied };
  }

  #canRaise(action: Action): boolean {
    return this.#desks.some(({ budget }) => order(budget.actions[budget.actions.length - 1] as Action) > order(action));
  }
}

function candidacyOf(action: Action, own: BudgetDesk | undefined, budget: Budget): Candidacy {
  const least = order(budget.actions[0] as Action);
  if (own !== undefined && least <= order(own.budget.actions[0] as Action)) return 'asked';
  return budget.fill && order(action) < least ? 'rest' : 'none';
}

/** As JSON can hold it; a missing rank is the lowest. Adding zero makes minus zero zero. */
function finite(rank: number): number {
  if (Number.isNaN(rank)) return -Number.MAX_VALUE;
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, rank)) + 0;
}

/** The action that a budget gives: the proposed one where it has it, else its nearest. */
function within(budget: Budget, proposed: Action): Action {
  const notAbove = budget.actions.filter((action) => order(action) <= order(proposed));
  return notAbove[notAbove.length - 1] ?? (budget.actions[0] as Action);
}
