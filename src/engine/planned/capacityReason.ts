/** Why the action of a decision is another than was proposed, or was drawn: told to officers, who alone see a plan at work. */
import { type Action, actions, type Reason } from '../../contract/decision.ts';
import { CAPACITY_DRAW, CAPACITY_LOWERED, CAPACITY_OVERFLOW, CAPACITY_RANK } from '../../contract/reservedCodes.ts';
import type { Selection } from '../../capacity/selection.ts';

/** Null where the proposal is carried out for its own reasons. */
export function capacityReason(proposed: Action, { action, by }: Pick<Selection, 'action' | 'by'>): Reason | null {
  const instead = `the screener proposed ${proposed}`;
  if (by === 'overflow') {
    return reason(CAPACITY_OVERFLOW, 'Hit by a hard rule; the inspections planned for this shift are all taken');
  }
  if (by === 'draw') return reason(CAPACITY_DRAW, `Drawn at random for inspection; ${instead}`);
  if (actions.indexOf(action) > actions.indexOf(proposed)) {
    return reason(CAPACITY_RANK, `Among the highest ranks that this shift can inspect; ${instead}`);
  }
  if (action === proposed) return null;
  return reason(CAPACITY_LOWERED, `Others rank higher and this shift has no room for more; ${instead}`);
}

function reason(code: string, text: string): Reason {
  return { code, source: 'capacity', weight: null, text };
}
