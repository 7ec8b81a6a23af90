/** One answer under a plan: its action is what the facility has room for, and it tells how that came about. */
import { type Answer, isRowError } from '../../contract/decision.ts';
import type { LoggedSelection } from '../../log/entry.ts';
import { capacityReason } from './capacityReason.ts';
import { type Arrival, loggedSelection, noteOf, type PlanDesk, proposalOf } from './planDesk.ts';

export type DecidedAnswer = {
  readonly answer: Answer;
  /** What a log is told; absent where the plan had no say. */
  readonly selection?: LoggedSelection;
};

/** @param hardCodes of the bundle that answered */
export function decideAnswer(
  desk: PlanDesk,
  hardCodes: ReadonlySet<string>,
  answer: Answer,
  arrival: Arrival | null,
): DecidedAnswer {
  if (isRowError(answer) || arrival === null) return { answer };
  const proposal = proposalOf(answer, hardCodes);
  const selection = desk.select(arrival, proposal);
  if (selection === null) return { answer: { ...answer, capacity: null } };
  const capacity = noteOf(arrival, answer.action, selection);
  const why = capacityReason(answer.action, selection);
  const reasons = why === null ? answer.reasons : [...answer.reasons, why];
  return {
    answer: { ...answer, action: selection.action, reasons, capacity },
    selection: loggedSelection(arrival, proposal, selection),
  };
}
