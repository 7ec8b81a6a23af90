/** What another bundle would have decided of the rows of a log, counted by action, by rule and by lane. */
import { type Lane, laneOf, lanes } from '../../capacity/lanes.ts';
import type { Action, Answer, Reason } from '../../contract/decision.ts';
import type { RecordingHost } from '../../contract/host.ts';
import type { LoggedSelection } from '../../log/entry.ts';
import { DayKeys } from '../../log/dayKeys.ts';
import { readCsvRow } from '../../record/readCsvRow.ts';
import { readMsgpackRow } from '../../record/readMsgpackRow.ts';
import { readJsonRow } from '../../record/readRow.ts';
import { proposalOf } from '../../engine/planned/planDesk.ts';
import { HostShelf } from './hostShelf.ts';
import { joinRows } from './joinRows.ts';
import { decisionOf, type LoggedSettings, selectionOf } from './loggedLines.ts';
import { PlanReplay } from './planReplay.ts';
import { RankTail } from './rankTail.ts';
import { type Again, screenAgain } from './screenAgain.ts';

/** `error` stands for a row error. */
export type Outcome = Action | 'error';

export type LaneChange = {
  rows: number;
  /** Not released then, and now. */
  referredThen: number;
  referredNow: number;
  /** Referred then and not now, and the other way round. */
  dropped: number;
  added: number;
};

export type Against = {
  rows: number;
  notKept: number;
  /** Rows by `then -> now`. */
  readonly actions: Map<string, number>;
  /** Rows on which a reason stood then and now, by its code. */
  readonly rules: Map<string, { before: number; now: number; lost: number; gained: number }>;
  readonly lanes: Readonly<Record<Lane, LaneChange>>;
  /** Rows whose decision went through a plan, then and now. */
  planned: number;
  /** Of the rows with a plan, those that could not be put to its selector again. */
  leftAlone: number;
  /** Without a plan: if as many were referred in each lane as then, by rank, how many would be the same. */
  readonly tails: Readonly<Record<Lane, RankTail>>;
};

export type AgainstOptions = {
  readonly folder: string;
  readonly keyFolder: string;
  readonly open: (settings: LoggedSettings) => RecordingHost;
  readonly planKey: Uint8Array | undefined;
  readonly hardCodes: ReadonlySet<string>;
  readonly onRow?: (numRows: number) => void;
};

export async function replayAgainst(options: AgainstOptions): Promise<Against> {
  const hosts = new HostShelf(options.open);
  const plans = new PlanReplay(options.planKey, options.hardCodes);
  const found = nothingYet();
  try {
    const pieces = joinRows(options.folder, new DayKeys(options.keyFolder), {
      isWanted: () => true,
      onNotKept: () => void (found.notKept += 1),
    });
    for await (const rows of screenAgain(pieces, (settings) => hosts.of(settings))) {
      for (const again of rows) count(found, again, plans, options.hardCodes);
      options.onRow?.(found.rows);
    }
  } finally {
    await hosts.close();
  }
  return found;
}

function nothingYet(): Against {
  const byLane = <Value>(make: () => Value): Record<Lane, Value> =>
    Object.fromEntries(lanes.map((lane) => [lane, make()])) as Record<Lane, Value>;
  return {
    rows: 0,
    notKept: 0,
    actions: new Map(),
    rules: new Map(),
    lanes: byLane(() => ({ rows: 0, referredThen: 0, referredNow: 0, dropped: 0, added: 0 })),
    planned: 0,
    leftAlone: 0,
    tails: byLane(() => new RankTail()),
  };
}

function count(found: Against, again: Again, plans: PlanReplay, hardCodes: ReadonlySet<string>): void {
  const before = decisionOf(again.logged.line) as unknown as Answer;
  const after = JSON.parse(again.answer.toString()) as Answer;
  const selection = selectionOf(again.logged.line);
  const lane = (selection?.lane as Lane | undefined) ?? laneOf(serviceClassOf(again));
  const then = selection?.action ?? outcomeOf(before);
  const now = selection ? outcomeUnderPlan(found, again, selection, plans, after) : outcomeOf(after);
  found.rows += 1;
  const change = `${then} -> ${now}`;
  found.actions.set(change, (found.actions.get(change) ?? 0) + 1);
  countRules(found, codesOf(before), codesOf(after));
  const [wasReferred, isReferred] = [isReferral(then), isReferral(now)];
  const counts = found.lanes[lane];
  counts.rows += 1;
  if (wasReferred) counts.referredThen += 1;
  if (isReferred) counts.referredNow += 1;
  if (wasReferred && !isReferred) counts.dropped += 1;
  if (!wasReferred && isReferred) counts.added += 1;
  if (!selection && !('error' in after)) found.tails[lane].add(proposalOf(after, hardCodes).rank, wasReferred);
}

function outcomeUnderPlan(
  found: Against,
  again: Again,
  logged: LoggedSelection,
  plans: PlanReplay,
  after: Answer,
): Outcome {
  found.planned += 1;
  const now = plans.select(again, logged);
  if (now) return now.action;
  found.leftAlone += 1;
  return outcomeOf(after);
}

function countRules({ rules }: Against, then: ReadonlySet<string>, now: ReadonlySet<string>): void {
  for (const code of new Set([...then, ...now])) {
    const counts = rules.get(code) ?? { before: 0, now: 0, lost: 0, gained: 0 };
    rules.set(code, counts);
    if (then.has(code)) counts.before += 1;
    if (now.has(code)) counts.now += 1;
    if (then.has(code) && !now.has(code)) counts.lost += 1;
    if (!then.has(code) && now.has(code)) counts.gained += 1;
  }
}

const outcomeOf = (answer: Answer): Outcome => ('error' in answer ? 'error' : answer.action);
const isReferral = (outcome: Outcome): boolean => outcome !== 'release' && outcome !== 'error';

function codesOf(answer: Answer): ReadonlySet<string> {
  if ('error' in answer) return new Set([answer.error.code]);
  // what a feature adds changes with every model: rules, data, lists, links and bands are compared
  const isCompared = ({ source }: Reason): boolean => source !== 'model';
  return new Set(answer.reasons.filter(isCompared).map(({ code }) => code));
}

function serviceClassOf({ piece, logged: { row } }: Again): string | undefined {
  const { format, columns, settings } = piece;
  const { limits } = settings;
  const reading =
    format === 'msgpack'
      ? readMsgpackRow(row, limits)
      : format === 'csv'
        ? readCsvRow(row, columns ?? [], limits)
        : readJsonRow(row, limits);
  return reading.ok ? reading.parcel.serviceClass : undefined;
}
