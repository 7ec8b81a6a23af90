/**
 * The selector run again over a log: under the plan and from the state that the log states, with the arrivals it
 * recorded. It needs every decision of a run in its order; where rows are missing, the rest of the run is left alone.
 */
import { commitmentOf } from '../../capacity/draw.ts';
import { parsePlan } from '../../capacity/parsePlan.ts';
import type { Lane } from '../../capacity/lanes.ts';
import type { Selection } from '../../capacity/selection.ts';
import { PosternError } from '../../contract/errors.ts';
import { type Answer, isRowError } from '../../contract/decision.ts';
import type { LoggedSelection } from '../../log/entry.ts';
import { PlanDesk, type PlanFacts, proposalOf } from '../../engine/planned/planDesk.ts';
import type { Piece } from './joinRows.ts';
import type { Again } from './screenAgain.ts';

export class PlanReplay {
  readonly #key: Uint8Array | undefined;
  readonly #hardCodes: ReadonlySet<string>;
  #plan: Piece['plan'];
  #desk: PlanDesk | undefined;

  /** @param hardCodes of the bundle that is replayed with */
  constructor(key: Uint8Array | undefined, hardCodes: ReadonlySet<string>) {
    this.#key = key;
    this.#hardCodes = hardCodes;
  }

  /** What the selector makes of the answer now; undefined where no plan was in force or rows before are missing. */
  select({ piece, answer }: Again, logged: LoggedSelection): Selection | undefined {
    if (piece.plan !== this.#plan) {
      this.#plan = piece.plan;
      this.#desk = piece.plan && this.#open(piece.plan.facts);
    }
    if (!piece.plan || piece.plan.numGaps > 0 || !this.#desk) return undefined;
    const decision = JSON.parse(answer.toString()) as Answer;
    if (isRowError(decision)) return undefined;
    const { facility, lane, at } = logged;
    return this.#desk.select({ facility, lane: lane as Lane, at }, proposalOf(decision, this.#hardCodes)) ?? undefined;
  }

  #open({ plan, states, commitment }: PlanFacts): PlanDesk {
    if (commitment !== null && (this.#key === undefined || commitmentOf(this.#key) !== commitment)) {
      throw new PosternError(
        'REQUEST_INVALID',
        `expected --plan-key with the key that was published as ${commitment}: the random share was drawn with it`,
      );
    }
    return new PlanDesk(parsePlan(plan, 'the plan in the log'), commitment === null ? undefined : this.#key, {
      states,
    });
  }
}

export function isSameSelection(logged: LoggedSelection, now: Selection): boolean {
  return (
    logged.action === now.action &&
    logged.by === now.by &&
    logged.inclusionProbability === now.inclusionProbability &&
    logged.tied === now.tied &&
    logged.shift === now.shift &&
    logged.sequence === now.sequence
  );
}
