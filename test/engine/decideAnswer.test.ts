import { expect, it } from 'vitest';
import { parsePlan } from '../../src/capacity/parsePlan.ts';
import type { Selection } from '../../src/capacity/selection.ts';
import type { Action, Answer, Decision } from '../../src/contract/decision.ts';
import { reservedCodes } from '../../src/contract/reservedCodes.ts';
import { capacityReason } from '../../src/engine/planned/capacityReason.ts';
import { decideAnswer } from '../../src/engine/planned/decideAnswer.ts';
import { PlanDesk } from '../../src/engine/planned/planDesk.ts';

const desk = (items: number): PlanDesk =>
  new PlanDesk(
    parsePlan(
      `facilities:
  - code: USJFKA
    timeZone: UTC
    shifts: [{ name: day, start: "00:00", hours: 24 }]
    budgets: [{ lane: ems, actions: [rfs], items: ${items} }]`,
      'plan.yaml',
    ),
    undefined,
  );
const arrival = { facility: 'USJFKA', lane: 'ems', at: Date.UTC(2026, 0, 5, 12) } as const;
const answer = (action: Action, over: Partial<Decision> = {}): Decision => ({
  itemId: 'EE1',
  action,
  score: 1,
  reasons: [],
  bundle: '0',
  ...over,
});

it('an officer is told why a parcel without reasons is to be inspected, and why one with them is not', () => {
  const raised = decideAnswer(desk(100_000), new Set(), answer('release'), arrival).answer as Decision;
  expect(raised.action).toBe('rfs');
  expect(raised.reasons).toMatchObject([{ code: 'CAPACITY_RANK', source: 'capacity', weight: null }]);
  const reasons = [{ code: 'VAGUE', source: 'rule', weight: 1, text: 'a' }] as const;
  const lowered = decideAnswer(desk(0), new Set(), answer('rfs', { reasons }), arrival).answer as Decision;
  expect(lowered.action).toBe('release');
  expect(lowered.reasons.map(({ code }) => code)).toEqual(['VAGUE', 'CAPACITY_LOWERED']);
  const hard = decideAnswer(desk(0), new Set(['VAGUE']), answer('rfs', { reasons }), arrival).answer as Decision;
  expect(hard.reasons.map(({ code }) => code)).toEqual(['VAGUE', 'CAPACITY_OVERFLOW']);
});

it('a proposal that is carried out needs no reason of the plan; a draw always tells of itself', () => {
  const of = (proposed: Action, action: Action, by: Selection['by']): string | undefined =>
    capacityReason(proposed, { action, by })?.code;
  expect(of('rfs', 'rfs', 'rank')).toBeUndefined();
  expect(of('release', 'release', 'open')).toBeUndefined();
  expect(of('rfi', 'rfi', 'stands')).toBeUndefined();
  expect(of('hold', 'hold', 'rule')).toBeUndefined();
  expect(of('hold', 'hold', 'draw')).toBe('CAPACITY_DRAW');
  expect(of('hold', 'rfs', 'rank')).toBe('CAPACITY_LOWERED');
  for (const code of ['CAPACITY_RANK', 'CAPACITY_DRAW', 'CAPACITY_OVERFLOW', 'CAPACITY_LOWERED']) {
    expect(reservedCodes.has(code)).toBe(true);
  }
});

it('row errors and rows of other facilities are left as they are', () => {
  const error = { itemId: null, error: { code: 'X', pointer: '', expected: '', got: '' }, bundle: '0' } as Answer;
  expect(decideAnswer(desk(1), new Set(), error, arrival).answer).toBe(error);
  const elsewhere = decideAnswer(desk(1), new Set(), answer('rfs'), { ...arrival, facility: 'USLAXA' });
  expect(elsewhere.answer).toEqual({ ...answer('rfs'), capacity: null });
});

it('a row that arrives long after it is screened keeps its proposal, and poisons no shift', () => {
  const plan = parsePlan(
    `facilities:
  - code: USJFKA
    timeZone: UTC
    shifts: [{ name: day, start: "06:00", hours: 8 }]
    budgets: [{ lane: ems, actions: [rfs], items: 1, hard: true }]`,
    'plan.yaml',
  );
  const guarded = new PlanDesk(plan, undefined, { now: () => arrival.at });
  const far = { ...arrival, at: arrival.at + 37 * 3_600_000 };
  const { answer: kept, selection } = decideAnswer(guarded, new Set(), answer('rfs'), far);
  expect([kept, selection]).toEqual([{ ...answer('rfs'), capacity: null }, undefined]);
  const taken = decideAnswer(guarded, new Set(), answer('rfs'), { ...arrival, isTold: false }).selection;
  expect([taken?.shift, guarded.numOutOfTime, guarded.numUntold]).toEqual(['day@2026-01-05T06:00:00Z', 1, 1]);
  // a replay has no clock: what a log tells is made again
  expect(decideAnswer(new PlanDesk(plan, undefined), new Set(), answer('rfs'), far).selection).toBeDefined();
});

it('rows of a shift that is over are decided by the one that runs, and counted there, also after a restart', () => {
  const plan = parsePlan(
    `facilities:
  - code: USJFKA
    timeZone: UTC
    shifts: [{ name: day, start: "06:00", hours: 8 }]
    budgets: [{ lane: ems, actions: [rfs], items: 10 }]`,
    'plan.yaml',
  );
  const at = (hour: number): typeof arrival => ({ ...arrival, at: Date.UTC(2026, 0, 5, hour) }) as typeof arrival;
  const before = new PlanDesk(plan, undefined);
  // 20:00 waits for the next morning, and so does 15:00, after the shift's end; 13:00 was of the shift that is over
  for (const hour of [12, 20, 15, 13]) decideAnswer(before, new Set(), answer('rfs'), at(hour));
  const after = new PlanDesk(plan, undefined, { states: JSON.parse(JSON.stringify(before.states())) });
  decideAnswer(after, new Set(), answer('rfs'), at(13));
  expect([before.allReports(), after.allReports()].map((reports) => reports.map(({ late }) => late))).toEqual([
    [0, 1],
    [2],
  ]);
});
