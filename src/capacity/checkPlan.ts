/** What makes a plan impossible though each of its parts can be read. */
import type { Budget, ExpectedArrivals, Shift } from './plan.ts';
import type { PlanNode } from './planText.ts';

type Placed<T> = { readonly value: T; readonly at: PlanNode };

type Parts = {
  readonly code: string;
  readonly shifts: readonly Placed<Shift>[];
  readonly budgets: readonly Placed<Budget>[];
  readonly arrivals: readonly Placed<ExpectedArrivals>[];
};

const WEEK_MINUTES = 7 * 24 * 60;
const DAY_MINUTES = 24 * 60;

/** @throws PosternError PLAN_INVALID */
export function checkFacility(node: PlanNode, { code, shifts, budgets, arrivals }: Parts): void {
  if (shifts.length === 0) throw node.fault(`${code} has no shifts`);
  if (budgets.length === 0) throw node.fault(`${code} has no budgets; state items: 0 for a lane that inspects nothing`);
  checkShifts(shifts);
  budgets.forEach(({ value, at }, i) => {
    checkParts(value, at);
    for (const earlier of budgets.slice(0, i)) checkBeside(value, at, earlier.value);
  });
  arrivals.forEach(({ value, at }, i) => checkArrivals(value, at, arrivals.slice(0, i), budgets));
}

function checkShifts(shifts: readonly Placed<Shift>[]): void {
  shifts.forEach(({ value, at }, i) => {
    for (const { value: earlier } of shifts.slice(0, i)) {
      if (earlier.name === value.name)
        throw at.fault(
          `shift ${value.name} stands twice; put all of its days in one, or give one of them another name`,
        );
      if (overlap(earlier, value)) throw at.fault(`shift ${value.name} overlaps shift ${earlier.name}`);
    }
  });
}

function overlap(a: Shift, b: Shift): boolean {
  return a.days.some((dayA) =>
    b.days.some((dayB) => {
      const startA = dayA * DAY_MINUTES + a.startMinute;
      const startB = dayB * DAY_MINUTES + b.startMinute;
      // distances around the week, in both directions
      const fromA = (startB - startA + WEEK_MINUTES) % WEEK_MINUTES;
      const fromB = (startA - startB + WEEK_MINUTES) % WEEK_MINUTES;
      return fromA < a.lengthMinutes || fromB < b.lengthMinutes;
    }),
  );
}

function checkParts({ items, reserve, random, actions }: Budget, at: PlanNode): void {
  if (items === 0 && reserve + random > 0) throw at.fault('a budget of 0 items has no reserve and no random share');
  if (reserve > items) throw at.fault(`the reserve of ${reserve} is more than the budget of ${items}`);
  if (random > 0 && random >= items) {
    throw at.fault(`the random share of ${random} leaves nothing of the budget of ${items} to rank`);
  }
  if (reserve + random > items) {
    throw at.fault(`reserve ${reserve} and random share ${random} are more than the budget of ${items}`);
  }
  if (random > 0 && !actions.some((action) => action === 'rfs' || action === 'hold')) {
    throw at.fault(`a random share needs an inspection (rfs or hold); ${actions.join(', ')} inspects nothing`);
  }
}

function checkBeside(budget: Budget, at: PlanNode, earlier: Budget): void {
  const shift = budget.shifts.find((name) => earlier.shifts.includes(name));
  if (budget.lane !== earlier.lane || shift === undefined) return;
  const where = `${budget.lane} in shift ${shift}`;
  const action = budget.actions.find((name) => earlier.actions.includes(name));
  if (action !== undefined) throw at.fault(`${action} of ${where} has a budget already`);
  if (budget.random > 0 && earlier.random > 0) {
    throw at.fault(`${where} has a random share already; one draw decides for a lane`);
  }
}

function checkArrivals(
  { lane, shifts, items }: ExpectedArrivals,
  at: PlanNode,
  earlier: readonly Placed<ExpectedArrivals>[],
  budgets: readonly Placed<Budget>[],
): void {
  for (const { value } of earlier) {
    const shift = value.shifts.find((name) => shifts.includes(name));
    if (value.lane === lane && shift !== undefined) throw at.fault(`arrivals of ${lane} in shift ${shift} stand twice`);
  }
  for (const shift of shifts) {
    const here = budgets.filter(({ value }) => value.lane === lane && value.shifts.includes(shift));
    if (here.length === 0) throw at.fault(`${lane} has no budget in shift ${shift}`);
    const planned = here.reduce((sum, { value }) => sum + value.items, 0);
    if (planned > items) {
      throw at.fault(`${planned} inspections of ${lane} in shift ${shift} are more than the ${items} parcels expected`);
    }
  }
}
