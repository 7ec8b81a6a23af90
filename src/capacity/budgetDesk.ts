/** One budget in the running shift: what is left of it, who may have it, and what has become of it. */
import type { Budget } from './plan.ts';
import { type Candidacy, RankOrder, type RankOrderState } from './rankOrder.ts';
import { type BudgetCounts, zeroCounts } from './shiftReport.ts';

export type DeskState = { readonly counts: BudgetCounts; readonly order: RankOrderState };

/** What the desk knows of the lane's mail, from the past only. */
export type Flow = {
  /** Parcels seen in this shift, without the present one. */
  readonly seen: number;
  /** Parcels still to come, the present one among them: at least 1. */
  readonly remaining: number;
};

export type RankAnswer = { readonly taken: boolean; readonly tied: boolean };

/**
 * Forecasts err: the budget is spent as if this many parcels and this share of the shift's were not to come, so that
 * it is spent when the mail ends a little early.
 */
const SHY_BY = 16;
const SHY_SHARE = 1 / 32;
/** The chance of a draw stays within this factor of the plan's: even weights make narrow intervals. */
const MAX_DRIFT = 2;
/** With one item left of a hard budget the chance of a draw is an eighth of the plan's, with two a half. */
const LAST_ITEMS = 8;
/** Chances are multiples of this, so that they are written and compared exactly. */
const STEPS = 4294967296;

export class BudgetDesk {
  readonly budget: Budget;
  /** Items that ranks cannot have, so that something may be drawn as long as something is released. */
  readonly #kept: number;
  readonly #order: RankOrder = new RankOrder();
  counts: BudgetCounts = zeroCounts();

  constructor(budget: Budget) {
    this.budget = budget;
    this.#kept = budget.random === 0 ? 0 : Math.max(1, Math.floor(budget.items / 100));
  }

  get inspected(): number {
    return this.counts.byRule + this.counts.byRank + this.counts.byDraw;
  }

  get #left(): number {
    return this.budget.items - this.inspected;
  }

  /** A hit of a hard rule: true within the budget, false for an overflow. */
  takeByRule(): boolean {
    const isWithin = this.#left > 0;
    if (isWithin) this.counts.byRule++;
    else this.counts.overflow++;
    return isWithin;
  }

  /** Is the rank among the highest that the rest of the budget reaches? Takes the parcel if so. */
  takeByRank(candidacy: 'asked' | 'rest', rank: number, tie: number, flow: Flow): RankAnswer {
    const share = this.#left > this.#kept ? this.#shareFor(flow) : 0;
    if (share === 0) return { taken: false, tied: false };
    const { at, from, to } = this.#order.placeOf(candidacy, rank, tie);
    const taken = at < share;
    const { counts } = this;
    if (taken) {
      counts.byRank++;
      if (candidacy === 'rest') counts.raised++;
      if (counts.lowestRank === null || rank < counts.lowestRank) counts.lowestRank = rank;
    }
    return { taken, tied: from < share && share < to };
  }

  /** After the decision, whatever it was: from now on the parcel is one of those that others are compared with. */
  remember(candidacy: Candidacy, rank: number, tied: boolean, taken: boolean): void {
    this.#order.add(candidacy, rank);
    if (!tied) return;
    this.counts.tied++;
    if (taken) this.counts.tiedTaken++;
  }

  /** The chance of the present parcel to be drawn: of what came before, nothing else. */
  chance({ seen, remaining }: Flow): number {
    const { items, random, hard } = this.budget;
    if (random === 0) return 0;
    const even = random / Math.max(random, seen + remaining - items);
    const wanted = Math.max(0, random - this.counts.byDraw) / remaining;
    let chance = Math.min(Math.max(wanted, even / MAX_DRIFT), even * MAX_DRIFT, 1 / 2);
    const left = this.#left;
    if (hard) {
      if (left <= 0) return 0;
      // the last items must last: twice the draws to expect, and the very last one as good as never drawn
      chance = Math.min(chance, left / (2 * remaining), (even * left * left) / LAST_ITEMS);
    } else if (left <= 0) {
      // beyond the budget every draw makes the next one much rarer, but none impossible
      const beyond = 1 - left;
      chance = Math.min(chance, even / (LAST_ITEMS * beyond * beyond));
    }
    return Math.ceil(chance * STEPS) / STEPS;
  }

  /** Counts a parcel that was open to the draw at this chance, drawn or not. */
  countOpen(chance: number, drawn: boolean): void {
    const { counts } = this;
    if (chance === 0) {
      counts.uncovered++;
      return;
    }
    counts.drawsExpected += chance;
    counts.minProbability = Math.min(chance, counts.minProbability ?? chance);
    counts.maxProbability = Math.max(chance, counts.maxProbability ?? chance);
    if (drawn) counts.byDraw++;
    else counts.open++;
  }

  endShift(): void {
    this.counts = zeroCounts();
    this.#order.endShift();
  }

  state(): DeskState {
    return { counts: { ...this.counts }, order: this.#order.state() };
  }

  restore(state: DeskState): void {
    this.counts = { ...state.counts };
    this.#order.restore(state.order);
  }

  /** Share of the coming parcels that ranks may have: what is left, without what rules and draws still need of it. */
  #shareFor({ seen, remaining }: Flow): number {
    const ahead = remaining / (seen + remaining);
    const forRules = Math.max(0, this.budget.reserve * ahead);
    const forDraws = Math.max(this.#kept, this.budget.random * ahead);
    const free = this.#left - forRules - forDraws;
    if (free <= 0) return 0;
    const { items, reserve, random } = this.budget;
    const planned = Math.max(1, items - reserve - random) / (seen + remaining);
    const needed = free / remaining;
    // ranks that fall all day would never be high enough: the further behind, the harder it catches up
    const behind = Math.max(1, needed / planned);
    const shy = 1 + (SHY_BY + (seen + remaining) * SHY_SHARE) / remaining;
    return Math.min(1, needed * behind * behind * shy);
  }
}
