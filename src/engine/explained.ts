/**
 * The explained path: a row that the core flagged is read again by plain TypeScript, which names the fault exactly.
 * A row without a fault was flagged only because of a number the core does not read; it is decided here, from the
 * reference features, and gets the same bits the core would have given.
 */
import { actions, type Answer, type Decision } from '../contract/decision.ts';
import type { Limits } from '../contract/limits.ts';
import type { CoreExports } from '../core/exports.ts';
import type { ScratchRegion } from '../core/regions.ts';
import { referenceFeatures } from '../features/reference/referenceFeatures.ts';
import { featureTable } from '../features/table.ts';
import { countryNumber } from '../contract/codes.ts';
import type { Parcel } from '../contract/parcel.ts';
import type { Signals } from '../contract/signals.ts';
import { decideInto, newVerdict, type Origins, probabilityOf, type Verdict } from '../policy/decider.ts';
import { reasonsOf, requestsOf } from '../policy/reasons.ts';
import { parcelDay } from '../policy/waivers.ts';
import { readCsvRow } from '../record/readCsvRow.ts';
import { readMsgpackRow } from '../record/readMsgpackRow.ts';
import { readJsonRow } from '../record/readRow.ts';
import type { RowReading } from '../record/rowReading.ts';
import { evaluateRules } from '../rules/reference/evaluateRules.ts';
import { parcelFacts } from '../rules/reference/parcelFacts.ts';
import type { OpenBundle } from './bundle/openBundle.ts';
import type { Task } from './task.ts';

const DAY_MS = 86_400_000;
const featureNames = featureTable.map((feature) => feature.name);

/** An answer, the numbers of the rules that hit, the findings, and the features where it came to a decision. */
export type Explained = {
  readonly answer: Answer;
  readonly hits: readonly number[];
  /** Rules that could not be evaluated. */
  readonly failures: readonly number[];
  readonly findings: bigint;
  readonly features: Float32Array | null;
  /** NaN without a decision. */
  readonly rank: number;
};

const nothingFound = { hits: [], failures: [], findings: 0n, features: null, rank: Number.NaN };

/**
 * The answer to a row that the core would not take.
 * @param signals  what the match stage found of it: a row that is only slow to read is matched as any other
 */
export function answerFlagged(
  row: Uint8Array,
  signals: Signals,
  task: Task,
  bundle: OpenBundle,
  limits: Limits,
  core: CoreExports,
  scratch: ScratchRegion,
): Explained {
  const reading = readRow(row, task, limits);
  if (!reading.ok) {
    return { answer: { itemId: reading.itemId, error: reading.fault, bundle: bundle.hash }, ...nothingFound };
  }
  const { features, findings } = referenceFeatures(reading.parcel, bundle.referenceTables, signals);
  const margin = scoreOne(features, bundle, core, scratch);
  const { parcel } = reading;
  const facts = parcelFacts({ parcel, features, featureNames, findings, signals, score: margin });
  const { hits, failures } = evaluateRules(bundle.ruleSet, facts);
  const verdict = newVerdict();
  decideInto(verdict, bundle.decider, margin, hits, 0, hits.length, originsOf(reading.parcel), 0);
  const answer = decisionOf(reading.parcel.itemId, margin, verdict, hits, task, bundle);
  return { answer, hits, failures: failures.map(({ rule }) => rule), findings, features, rank: verdict.rank };
}

/** What was found of a row that was decided. */
type Looked = {
  readonly features: Float32Array;
  readonly findings: bigint;
  readonly signals: Signals;
  readonly score: number;
};

/** Rules that could not be evaluated on a row that was decided, and why: read and evaluated again by plain TypeScript. */
export function failuresOn(
  row: Uint8Array,
  { features, findings, signals, score }: Looked,
  bundle: OpenBundle,
  limits: Limits,
): { readonly rule: number; readonly why: string }[] {
  const reading = readJsonRow(row, limits);
  if (!reading.ok) return [];
  const facts = parcelFacts({ parcel: reading.parcel, features, featureNames, findings, signals, score });
  return evaluateRules(bundle.ruleSet, facts).failures;
}

function decisionOf(
  itemId: string,
  score: number,
  verdict: Verdict,
  hits: readonly number[],
  { tier }: Task,
  { decider, hash }: OpenBundle,
): Decision {
  const action = actions[verdict.action];
  if (tier === 'carrier') {
    return { itemId, action, reasons: requestsOf(decider, verdict, hits, 0, hits.length), bundle: hash };
  }
  const probability = probabilityOf(decider, verdict.rank);
  return {
    itemId,
    action,
    score,
    ...(probability !== undefined && { probability }),
    reasons: reasonsOf(decider, verdict, hits, 0, hits.length),
    bundle: hash,
  };
}

function originsOf({ sender, aedReceivedAt, postingDate }: Parcel): Origins {
  const posted = postingDate ? Date.parse(`${postingDate}T00:00:00Z`) / DAY_MS : Number.NaN;
  return { originOf: () => countryNumber(sender.country), dayOf: () => parcelDay(aedReceivedAt ?? Number.NaN, posted) };
}

/** The answer to a row of a task that failed twice: nothing is known but, perhaps, its name. */
export function answerLost(row: Uint8Array, task: Task, bundle: OpenBundle, limits: Limits): Explained {
  const reading = readRow(row, task, limits);
  const answer: Answer = {
    itemId: reading.ok ? reading.parcel.itemId : reading.itemId,
    error: { code: 'ROW_LOST', pointer: '', expected: 'an answer', got: 'two failed attempts' },
    bundle: bundle.hash,
  };
  return { answer, ...nothingFound };
}

/** A row as the task's format has it, read strictly. */
export function readRow(row: Uint8Array, task: Pick<Task, 'from' | 'csvHeader'>, limits: Limits): RowReading {
  if (task.from === 'msgpack') return readMsgpackRow(row, limits);
  if (task.from === 'csv') return readCsvRow(row, task.csvHeader ?? [], limits);
  return readJsonRow(row, limits);
}

/** Scored by the core like any row; the asides of the tile have been read by now, so its planes are free. */
function scoreOne(features: Float32Array, bundle: OpenBundle, core: CoreExports, scratch: ScratchRegion): number {
  const { buffer } = core.memory;
  const values = scratch.textScratch;
  const margin = values + features.byteLength + (64 - (features.byteLength % 64));
  new Float32Array(buffer, values, features.length).set(features);
  core.scoreRowsF32(bundle.forest.byteOffset, values, features.byteLength, 1, margin, scratch.forestScratch);
  return new Float64Array(buffer, margin, 1)[0];
}
