/** Reads a capacity plan and refuses one that cannot be carried out, each fault with its own message and place. */
import { createHash } from 'node:crypto';
import { type Action, actions } from '../contract/decision.ts';
import { checkFacility } from './checkPlan.ts';
import { type Lane, lanes } from './lanes.ts';
import type { Budget, ExpectedArrivals, FacilityPlan, Plan, Shift } from './plan.ts';
import { openPlanText, type PlanNode } from './planText.ts';
import { openTimeZone, type TimeZone } from './timeZone.ts';

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;

const FACILITY = /^[A-Z0-9]{2,6}$/;
const NAME = /^[a-z0-9][a-z0-9-]{0,31}$/;
const CLOCK = /^([01]\d|2[0-3]):([0-5]\d)$/;
const PERCENT = /^(\d{1,3}(?:\.\d{1,3})?) ?%$/;
const MAX_ITEMS = 10_000_000;
const MAX_PROFILE = 96;

/** @throws PosternError PLAN_INVALID that names file, line, column and fault */
export function parsePlan(text: string, file: string): Plan {
  const root = openPlanText(text, file);
  const get = root.object(['facilities']);
  const nodes = required(root, get, 'facilities').list();
  if (nodes.length === 0) throw root.fault('expected at least one facility');
  const facilities: FacilityPlan[] = [];
  for (const node of nodes) {
    const facility = parseFacility(node);
    if (facilities.some(({ code }) => code === facility.code)) {
      throw node.fault(`facility ${facility.code} stands twice; put all of its budgets in one place`);
    }
    facilities.push(facility);
  }
  return { facilities };
}

function parseFacility(node: PlanNode): FacilityPlan {
  const get = node.object(['code', 'timeZone', 'shifts', 'budgets', 'arrivals']);
  const codeNode = required(node, get, 'code');
  const code = codeNode.text();
  if (!FACILITY.test(code)) throw codeNode.fault(`expected 2 to 6 capitals or digits such as USJFKA, got "${code}"`);
  const timeZone = parseTimeZone(required(node, get, 'timeZone'));
  const shifts = required(node, get, 'shifts')
    .list()
    .map((at) => ({ value: parseShift(at), at }));
  const names = shifts.map(({ value }) => value.name);
  const budgets = required(node, get, 'budgets')
    .list()
    .map((at) => ({ value: parseBudget(at, names), at }));
  const arrivals = (get('arrivals')?.list() ?? []).map((at) => ({ value: parseArrivals(at, names), at }));
  checkFacility(node, { code, shifts, budgets, arrivals });
  const plain = {
    code,
    shifts: shifts.map(({ value }) => value).sort((a, b) => a.startMinute - b.startMinute),
    budgets: budgets.map(({ value }) => value),
    arrivals: arrivals.map(({ value }) => value),
  };
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([plain, timeZone.name]))
    .digest('hex');
  return { ...plain, timeZone, fingerprint };
}

function parseTimeZone(node: PlanNode): TimeZone {
  const zone = openTimeZone(node.text());
  if (zone !== null) return zone;
  throw node.fault(`expected UTC, an offset such as +05:30 or a zone such as America/New_York, got "${node.text()}"`);
}

function parseShift(node: PlanNode): Shift {
  const get = node.object(['name', 'start', 'hours', 'days']);
  const nameNode = required(node, get, 'name');
  const name = nameNode.text();
  if (!NAME.test(name)) throw nameNode.fault(`expected small letters, digits and -, at most 32, got "${name}"`);
  const startNode = required(node, get, 'start');
  const clock = CLOCK.exec(startNode.text());
  if (clock === null) throw startNode.fault(`expected a time "HH:MM" from 00:00 to 23:59, got "${startNode.text()}"`);
  const hoursNode = required(node, get, 'hours');
  const lengthMinutes = hoursNode.number() * 60;
  if (!Number.isInteger(lengthMinutes) || lengthMinutes < 15 || lengthMinutes > 24 * 60) {
    throw hoursNode.fault(`expected 0.25 to 24 hours in whole minutes, got ${hoursNode.number()}`);
  }
  const days = get('days')
    ?.list()
    .map((day) => oneOf(day, weekdays)) ?? [...weekdays];
  requireOnce(get('days') ?? node, 'day', days);
  if (days.length === 0) throw node.fault(`shift ${name} has no days; leave days out for every day`);
  return {
    name,
    startMinute: Number(clock[1]) * 60 + Number(clock[2]),
    lengthMinutes,
    days: days.map((day) => weekdays.indexOf(day)),
  };
}

function parseBudget(node: PlanNode, shiftNames: readonly string[]): Budget {
  const get = node.object(['lane', 'shifts', 'actions', 'items', 'hard', 'reserve', 'random', 'fill']);
  const items = required(node, get, 'items').count(0, MAX_ITEMS);
  const asked = required(node, get, 'actions')
    .list()
    .map((action): Action => {
      const found = oneOf(action, actions);
      if (found === 'release') throw action.fault('release needs no inspection and has no budget');
      return found;
    });
  if (asked.length === 0) throw node.fault('expected at least one action');
  requireOnce(required(node, get, 'actions'), 'action', asked);
  return {
    lane: parseLane(required(node, get, 'lane')),
    shifts: parseShiftNames(get('shifts'), shiftNames),
    actions: actions.filter((action) => asked.includes(action)),
    items,
    hard: get('hard')?.flag() ?? false,
    reserve: partOf(get('reserve'), items),
    random: partOf(get('random'), items),
    fill: get('fill')?.flag() ?? true,
  };
}

function parseArrivals(node: PlanNode, shiftNames: readonly string[]): ExpectedArrivals {
  const get = node.object(['lane', 'shifts', 'items', 'profile']);
  return {
    lane: parseLane(required(node, get, 'lane')),
    shifts: parseShiftNames(get('shifts'), shiftNames),
    items: required(node, get, 'items').count(1, MAX_ITEMS),
    profile: parseProfile(get('profile')),
  };
}

function parseProfile(node: PlanNode | undefined): number[] | null {
  if (node === undefined) return null;
  const parts = node.list();
  if (parts.length < 2 || parts.length > MAX_PROFILE) {
    throw node.fault(`expected 2 to ${MAX_PROFILE} equal parts of the shift, got ${parts.length}`);
  }
  const shares = parts.map((part) => {
    const share = part.number();
    if (Number.isFinite(share) && share >= 0) return share;
    throw part.fault(`expected a share of 0 or more, got ${share}`);
  });
  const total = shares.reduce((sum, share) => sum + share, 0);
  if (total <= 0) throw node.fault('expected a share above 0 in some part: nothing would ever arrive');
  return shares.map((share) => share / total);
}

function parseLane(node: PlanNode): Lane {
  return oneOf(node, lanes);
}

function parseShiftNames(node: PlanNode | undefined, known: readonly string[]): readonly string[] {
  const names = node?.list().map((name) => oneOf(name, known)) ?? known;
  if (names.length === 0) throw (node as PlanNode).fault('expected at least one shift; leave shifts out for all');
  if (node !== undefined) requireOnce(node, 'shift', names);
  return names;
}

function requireOnce(node: PlanNode, what: string, words: readonly string[]): void {
  const doubled = words.find((word, i) => words.indexOf(word) < i);
  if (doubled !== undefined) throw node.fault(`${what} ${doubled} stands twice in one list`);
}

/** A number of items, or a share of the budget: `5 %`, rounded, at least one. */
function partOf(node: PlanNode | undefined, items: number): number {
  if (node === undefined) return 0;
  if (!node.isText()) return node.count(0, MAX_ITEMS);
  const percent = PERCENT.exec(node.text());
  if (percent === null || Number(percent[1]) > 100) throw node.fault(`expected items or "5 %", got "${node.text()}"`);
  const share = Number(percent[1]);
  return share === 0 ? 0 : Math.max(1, Math.round((items * share) / 100));
}

function oneOf<T extends string>(node: PlanNode, words: readonly T[]): T {
  const text = node.text();
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  throw node.fault(`expected ${words.length === 0 ? 'a shift of this facility' : words.join(', ')}, got "${text}"`);
}

function required(node: PlanNode, get: (key: string) => PlanNode | undefined, key: string): PlanNode {
  const found = get(key);
  if (found === undefined) throw node.fault(`expected ${key}`);
  return found;
}
