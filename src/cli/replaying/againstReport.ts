/** What another bundle would change, as tables. */
import { lanes } from '../../capacity/lanes.ts';
import { count } from '../progress.ts';
import type { Against } from './againstBundle.ts';

const SHOWN_RULES = 40;

export function againstReport(found: Against, seconds: number): string {
  const changed = [...found.actions].filter(([change]) => isChange(change)).reduce((sum, [, rows]) => sum + rows, 0);
  const lines = [
    `${count(changed)} of ${count(found.rows)} decisions would be others`,
    `  ${count(found.rows)} replayed in ${seconds.toFixed(2)} s, ${count(found.rows / seconds)} a second`,
  ];
  if (found.planned > 0) lines.push(`  ${count(found.planned)} of them under the plan that was in force then`);
  if (found.leftAlone > 0) {
    lines.push(
      `  ${count(found.leftAlone)} as proposed: rows before them are missing, so the plan could not be kept to`,
    );
  }
  if (found.notKept > 0) lines.push(`  ${count(found.notKept)} whose rows were not kept, or are erased`);
  return [...lines, '', ...actionTable(found), '', ...ruleTable(found), '', ...laneTable(found)]
    .join('\n')
    .concat('\n');
}

const isChange = (change: string): boolean => {
  const [then, now] = change.split(' -> ');
  return then !== now;
};

function actionTable({ actions }: Against): string[] {
  const rows = [...actions].filter(([change]) => isChange(change)).sort((one, other) => other[1] - one[1]);
  if (rows.length === 0) return ['action: no change'];
  return ['action, then -> now         rows', ...rows.map(([change, n]) => `  ${change.padEnd(20)} ${cell(n)}`)];
}

/** Reasons stand before any plan: on a row whose action a plan left as it was they may have changed all the same. */
function ruleTable({ rules, planned }: Against): string[] {
  const title =
    planned > 0
      ? ['reasons of what was proposed, rows by then and now, whatever the plan made of them']
      : ['reasons, rows by then and now'];
  const rows = [...rules].filter(([, { lost, gained }]) => lost + gained > 0);
  if (rows.length === 0) return [planned > 0 ? 'reasons of what was proposed: no change' : 'reasons: no change'];
  rows.sort((one, other) => other[1].lost + other[1].gained - one[1].lost - one[1].gained);
  const shown = rows.slice(0, SHOWN_RULES);
  const width = Math.max(...shown.map(([code]) => code.length), 'reason'.length);
  const lines = shown.map(
    ([code, { before, now, lost, gained }]) =>
      `  ${code.padEnd(width)} ${cell(before)} ${cell(now)} ${cell(lost)} ${cell(gained)}`,
  );
  const more = rows.length > shown.length ? [`  and ${rows.length - shown.length} more`] : [];
  return [
    ...title,
    `  ${'reason'.padEnd(width)} ${head('then')} ${head('now')} ${head('lost')} ${head('gained')}`,
    ...lines,
    ...more,
  ];
}

function laneTable(found: Against): string[] {
  const names = lanes.filter((lane) => found.lanes[lane].rows > 0);
  const title = `  ${'lane'.padEnd(8)} ${['rows', 'then', 'now', 'dropped', 'added'].map(head).join(' ')}`;
  const lines = names.map((lane) => {
    const { rows, referredThen, referredNow, dropped, added } = found.lanes[lane];
    return `  ${lane.padEnd(8)} ${[rows, referredThen, referredNow, dropped, added].map(cell).join(' ')}`;
  });
  const atSame = names.flatMap((lane) => {
    const { referred, same } = found.tails[lane].kept();
    if (referred === 0) return [];
    return [`  ${lane.padEnd(8)} the ${count(referred)} highest ranks now: ${count(same)} were referred then`];
  });
  const note =
    atSame.length > 0 ? ['', 'at the same number of referrals in each lane, no plan being in force', ...atSame] : [];
  return ['not released', title, ...lines, ...note];
}

const cell = (value: number): string => count(value).padStart(11);
const head = (word: string): string => word.padStart(11);
