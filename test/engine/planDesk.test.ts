import { expect, it } from 'vitest';
import { parsePlan } from '../../src/capacity/parsePlan.ts';
import { noteOf, PlanDesk, proposalOf } from '../../src/engine/planned/planDesk.ts';
import { planTable } from '../../src/cli/planTable.ts';
import type { Decision } from '../../src/contract/decision.ts';

const plan = parsePlan(
  `facilities:
  - code: USJFKA
    timeZone: UTC
    shifts: [{ name: day, start: "00:00", hours: 24 }]
    budgets: [{ lane: ems, actions: [hold], items: 1, hard: true }]`,
  'plan.yaml',
);
const arrival = { facility: 'USJFKA', lane: 'ems', at: Date.UTC(2026, 0, 5, 12) } as const;
const decision = {
  itemId: 'EE1',
  action: 'hold',
  score: -2,
  reasons: [
    { code: 'PRECURSOR_CAS', source: 'rule', weight: 1.5, text: 'a' },
    { code: 'GOODS_VAGUE', source: 'data', weight: null, text: 'b' },
    { code: 'GROSS_WEIGHT_G', source: 'model', weight: 4, text: 'c' },
  ],
  bundle: '0',
} as unknown as Decision;

it('an answer ranks by its score and the weights of its rules, not by what is in the score already', () => {
  expect(proposalOf(decision, new Set())).toEqual({ itemId: 'EE1', action: 'hold', rank: -0.5, hard: false });
  expect(proposalOf(decision, new Set(['PRECURSOR_CAS'])).hard).toBe(true);
});

it('a hard rule beyond the budget is named, never released', () => {
  const desk = new PlanDesk(plan, undefined);
  const proposal = proposalOf(decision, new Set(['PRECURSOR_CAS']));
  const selections = ['EE1', 'EE2', 'EE3'].map((itemId) => desk.select(arrival, { ...proposal, itemId })!);
  expect(selections.map(({ action, by }) => [action, by])).toEqual([
    ['hold', 'rule'],
    ['hold', 'overflow'],
    ['hold', 'overflow'],
  ]);
  expect(desk.overflows.map(({ itemId }) => itemId)).toEqual(['EE2', 'EE3']);
  expect(planTable(desk.allReports(), false)).toMatch(
    /ems +day +hold, hard +1 +3 +1 +1 +0 of ±1 +0 +1 +0 +0 \(0\.0\) +2 /,
  );
  expect(noteOf(arrival, 'hold', selections[1]!)).toMatchObject({ proposed: 'hold', by: 'overflow', sequence: 2 });
});

it('rows of facilities that the plan does not name are counted', () => {
  const desk = new PlanDesk(plan, undefined);
  expect(desk.select({ ...arrival, facility: 'USLAXA' }, proposalOf(decision, new Set()))).toBeNull();
  expect(desk.numElsewhere).toBe(1);
});
