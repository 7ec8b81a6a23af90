/** `postern plan simulate`: a week of synthetic mail under a plan, and what the random share says of it beside the truth. */
import { Command, InvalidArgumentError } from 'commander';
import { createHash } from 'node:crypto';
import { Random } from '../../base/random.ts';
import { laneOf } from '../../capacity/lanes.ts';
import type { Plan } from '../../capacity/plan.ts';
import type { Selection } from '../../capacity/selection.ts';
import type { ShiftReport } from '../../capacity/shiftReport.ts';
import { isRowError, type Answer } from '../../contract/decision.ts';
import { evaluateWeighted, type WeightedEvaluation } from '../../evaluate/weighted.ts';
import type { ParcelLabel } from '../../simulate/facility.ts';
import { simulateMail } from '../../simulate/mail.ts';
import { type Arrival, PlanDesk, proposalOf } from '../../engine/planned/planDesk.ts';
import { readHardCodes, readPlan } from '../planFile.ts';
import { planTable } from '../planTable.ts';
import { openScreener, type ScreenerOptions, withScreenerOptions } from '../screener.ts';
import { type Truth, weightedReport } from '../weightedReport.ts';

type Flags = ScreenerOptions & { parcels: number; seed: number; baseRate: number; keys: number; daily?: true };

type Item = Arrival & {
  readonly proposal: ReturnType<typeof proposalOf>;
  readonly illicit: boolean;
};

const START = '2026-01-05';
const HOUR_MS = 3_600_000;
const FROM_MS = Date.parse('2026-01-12T00:00:00Z');
const TO_MS = Date.parse('2026-01-19T00:00:00Z');
/** From the flight's departure to the first item at the facility, and from the first to the last. */
const TRANSIT_MS = 9 * HOUR_MS;
const UNLOADING_MS = 3 * HOUR_MS;

export function planSimulateCommand(): Command {
  const command = new Command('simulate')
    .description('Try a plan on a week of synthetic mail, after a week from which its selectors learn')
    .argument('<plan>', 'YAML')
    .option('--parcels <count>', 'parcels a week, of all facilities', toNumber, 60_000)
    .option('--seed <integer>', 'seed of the mail and of the keys', toNumber, 1)
    .option(
      '--base-rate <share>',
      'share with contraband: far more than in real mail, so that a week shows some',
      toNumber,
      0.02,
    )
    .option('--keys <count>', 'how many keys to draw the same week under, to see the estimate’s spread', toNumber, 40)
    .option('--daily', 'a row for each shift of each day');
  return withScreenerOptions(command).action(simulate);
}

async function simulate(path: string, flags: Flags): Promise<void> {
  const plan = readPlan(path);
  const items = await screenedMail(plan, flags);
  const taught = new PlanDesk(plan, keyOf(flags.seed, 0));
  for (const item of items) if (item.at < FROM_MS) taught.select(item, item.proposal);
  const states = taught.states();
  const weeks = Array.from({ length: Math.max(1, flags.keys) }, (_, i) =>
    runWeek(new PlanDesk(plan, keyOf(flags.seed, i), { states }), items),
  ) as [Week, ...Week[]];
  process.stdout.write('Synthetic mail: this tests the machinery and is no evidence of detection in the field.\n');
  process.stdout.write(
    'The second of two simulated weeks; from the first, the selectors learned how the mail comes.\n\n',
  );
  process.stdout.write(planTable(weeks[0].reports, flags.daily === true));
  for (const { code } of plan.facilities) {
    if (!weeks[0].items.some(({ facility }) => facility === code)) continue;
    const judged = weeks.map((week) => judge(week, code)) as [Judged, ...Judged[]];
    const [{ found, truth }] = judged;
    process.stdout.write(`\n${code}, what its inspections say\n${weightedReport(found, truth)}${spread(judged)}`);
  }
}

type Judged = { readonly found: WeightedEvaluation; readonly truth: Truth };
type Week = {
  readonly items: readonly Item[];
  readonly selections: readonly Selection[];
  readonly reports: ShiftReport[];
};

/** Mail of two weeks, screened, in the order in which it arrives at the facilities of the plan. */
async function screenedMail(plan: Plan, { parcels, seed, baseRate, ...options }: Flags): Promise<Item[]> {
  const hardCodes = readHardCodes(options.bundle);
  const codes = new Set(plan.facilities.map(({ code }) => code));
  const random = new Random(seed, 77);
  const rows: { label: ParcelLabel; arrival: Arrival }[] = [];
  async function* mail(): AsyncGenerator<Uint8Array> {
    for (const { ndjson, labels } of simulateMail({ parcels: 2 * parcels, seed, baseRate, start: START, days: 14 })) {
      const lines = ndjson.toString('utf8').split('\n');
      labels.forEach((label, i) => {
        const { destOffice, serviceClass } = JSON.parse(lines[i] as string) as Record<string, string | undefined>;
        const at = label.departedAt + TRANSIT_MS + random.below(UNLOADING_MS);
        rows.push({ label, arrival: { facility: destOffice ?? '', lane: laneOf(serviceClass), at } });
      });
      yield ndjson;
    }
  }
  const screener = openScreener(options);
  const items: Item[] = [];
  let row = 0;
  for await (const line of linesOf(screener.screenStream(mail(), { from: 'ndjson' }))) {
    const { label, arrival } = rows[row++] as (typeof rows)[number];
    const answer = JSON.parse(line) as Answer;
    if (isRowError(answer) || !codes.has(arrival.facility)) continue;
    items.push({ ...arrival, proposal: proposalOf(answer, hardCodes), illicit: label.illicit });
  }
  await screener.close();
  return items.sort((a, b) => a.at - b.at);
}

async function* linesOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() as string;
    yield* lines;
  }
}

/** On past the week's end, until the shifts that began in it are over. */
function runWeek(desk: PlanDesk, items: readonly Item[]): Week {
  const seen: Item[] = [];
  const selections: Selection[] = [];
  for (const item of items) {
    if (item.at < FROM_MS) continue;
    const selection = desk.select(item, item.proposal);
    if (selection === null || item.at >= TO_MS) continue;
    seen.push(item);
    selections.push(selection);
  }
  const reports = desk.allReports().filter(({ startMs }) => startMs >= FROM_MS && startMs < TO_MS);
  return { items: seen, selections, reports };
}

function judge({ items, selections }: Week, facility: string): Judged {
  const rows = [...items.keys()].filter((row) => items[row]?.facility === facility);
  const chosen = rows.map((row) => selections[row]?.by !== 'open');
  const inclusion = rows.map((row) => selections[row]?.inclusionProbability as number);
  const bad = rows.map((row) => items[row]?.illicit === true);
  const found = evaluateWeighted({
    inclusion: Float64Array.from(inclusion),
    chosen: Uint8Array.from(chosen, Number),
    labels: Float64Array.from(bad, (isBad, i) => (chosen[i] ? Number(isBad) : Number.NaN)),
  });
  // what had no chance is outside of the estimate, and of the truth beside it
  const numBad = bad.filter((isBad, i) => isBad && (inclusion[i] as number) > 0).length;
  const missed = bad.filter((isBad, i) => isBad && !chosen[i] && (inclusion[i] as number) > 0).length;
  return { found, truth: { bad: numBad, missed, recall: found.certain.bad / numBad } };
}

/** The same week under other keys: is the estimate right on average, and do its intervals hold the truth? */
function spread(weeks: readonly [Judged, ...Judged[]]): string {
  if (weeks.length < 2) return '';
  const errors = weeks.map(({ found, truth }) => found.bad.value - truth.bad);
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length;
  const variance = errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / (errors.length - 1);
  const held = weeks.filter(
    ({ found: { bad }, truth }) => bad.interval.low <= truth.bad && truth.bad <= bad.interval.high,
  );
  const [{ truth }] = weeks;
  return (
    `The same week under ${weeks.length} keys: ${truth.bad} bad parcels, estimated ${(truth.bad + mean).toFixed(1)} on average ` +
    `(standard error ${Math.sqrt(variance / errors.length).toFixed(1)}); ${held.length} of ${weeks.length} intervals hold the truth.\n`
  );
}

/** Keys of a simulation are no secrets: the same seed gives the same draws. */
function keyOf(seed: number, i: number): Uint8Array {
  return createHash('sha256').update(`simulated key ${seed} ${i}`).digest();
}

function toNumber(text: string): number {
  const [top = '', bottom] = text.split('/');
  const value = bottom === undefined ? Number(top) : Number(top) / Number(bottom);
  if (text.trim() === '' || !(value >= 0)) throw new InvalidArgumentError('Expected a number of 0 or more.');
  return value;
}
