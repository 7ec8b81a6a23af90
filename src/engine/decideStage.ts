/**
 * The stage that TypeScript adds to the core's: actions by policy, and the bytes that only some rows need: reasons
 * of referred rows, whole answers of flagged ones. A released row costs a comparison and a store.
 */
import { actions, type Reason } from '../contract/decision.ts';
import type { ErrorCode } from '../contract/errors.ts';
import type { Limits } from '../contract/limits.ts';
import type { Signals } from '../contract/signals.ts';
import type { CoreMemory } from '../core/memory.ts';
import { COUNTER_ACTIONS, COUNTER_ERRORS, rowErrorCodes } from '../core/counters.ts';
import type { CoreExports } from '../core/exports.ts';
import { recordLayout, ROW_LENGTH, ROW_START, ROW_STATUS } from '../core/recordLayout.ts';
import type { SlotRegion } from '../core/regions.ts';
import {
  clearRuleCounters,
  countFailures,
  countRuleErrors,
  countRuleHit,
  type RuleCounters,
  viewRuleCounters,
} from '../core/ruleCounters.ts';
import { STEP_TEXT_BYTES, TILE_ROWS, tileWords } from '../core/tile.ts';
import { type TileViews, viewTile } from '../core/tileControl.ts';
import { MAX_STEPS } from '../policy/calibration.ts';
import { decideInto, newVerdict } from '../policy/decider.ts';
import { decideTile, type DecisionColumns } from '../policy/decideTile.ts';
import { encodeAnswer, encodeProbability } from './answers/encode.ts';
import { createReasonWriter, REASON_BYTES, type ReasonWriter } from './answers/reasonWriter.ts';
import type { OpenBundle } from './bundle/openBundle.ts';
import { answerFlagged, answerLost } from './explained.ts';
import { LIST_REASONS_BYTES, listReasons } from './lists/listReasons.ts';
import { createHitReader } from './lists/rowHits.ts';
import { viewOrigins } from './origins.ts';
import { contributionsFor, createRowExplainer, modelReason } from './rowExplainer.ts';
import type { Task } from './task.ts';

export type DecideStage = {
  /** Before the first tile of a task. */
  begin(task: Task, bundle: OpenBundle): void;
  /**
   * After the rules stage of a tile: actions and asides of its rows. Returns the rows decided: fewer than all where
   * there is no more room for asides, but at least one.
   */
  decide(numRows: number, numFlagged: number): number;
  /** After the answer stage: count the rows that were answered. */
  count(numAnswered: number, counters: Float64Array): void;
};

const ROW_WORDS = recordLayout.row.bytes / 4;
/** Any status makes the answer stage take the aside for the whole answer. */
const LOST = 1;
const NUM_RULE_ERRORS = tileWords.numRuleErrors >> 2;
const HIT_LIST_NEXT = tileWords.hitListNext >> 2;

/** @param stepTextTable where this stage lays texts of its own, apart from those of another on the same slot */
export function createDecideStage(
  core: CoreExports,
  memory: CoreMemory,
  slot: SlotRegion,
  limits: Limits,
  stepTextTable: 0 | 1 = 0,
): DecideStage {
  const { scratch } = slot;
  const views: TileViews = viewTile(memory, scratch);
  const bytes = Buffer.from(memory.buffer);
  const columns: DecisionColumns = {
    margins: views.margins,
    ruleHits: views.ruleHits,
    hitList: views.hitList,
    statusWords: views.rowWords.subarray(ROW_STATUS >> 2),
    statusStride: ROW_WORDS,
    origins: viewOrigins(memory, scratch),
    verdict: newVerdict(),
    ranks: views.ranks,
    steps: views.steps,
    actions: views.actions,
    referred: new Uint16Array(TILE_ROWS),
  };
  /** Error of each flagged row of the tile, or undefined where the explained path came to a decision. */
  const errors: (ErrorCode | undefined)[] = [];
  /** Rules that the explained path could not evaluate, of the rows that it decided. */
  const failedRules: (readonly number[])[] = [];
  let task: Task;
  let bundle: OpenBundle;
  let reasons: ReasonWriter;
  const explainer = createRowExplainer(core, memory, scratch);
  const hitReader = createHitReader(memory, scratch);
  let asideNext = scratch.asideBytes;
  /** Address of the texts of the calibration's steps; 0 for none. */
  let stepTexts = 0;
  const asideEnd = scratch.asideBytes + scratch.asideCapacity;
  const ruleCounters: RuleCounters = viewRuleCounters(memory, slot.ruleCounters);

  /** Room for `most` more bytes of asides. */
  const fits = (most: number): boolean => asideNext + most <= asideEnd;

  function putAside(row: number, encoded: Uint8Array): void {
    bytes.set(encoded, asideNext);
    views.asides[2 * row] = asideNext;
    views.asides[2 * row + 1] = encoded.length;
    asideNext += encoded.length;
  }

  function putHits(row: number, hits: readonly number[]): void {
    const first = views.words[HIT_LIST_NEXT];
    views.hitList.set(hits, first);
    views.ruleHits[2 * row] = first;
    views.ruleHits[2 * row + 1] = hits.length;
    views.words[HIT_LIST_NEXT] = first + hits.length;
  }

  /** What moved the score of a referred row most. */
  function modelReasons(row: number): Reason[] {
    if (task.explainTop === 0 || task.tier === 'carrier') return [];
    return contributionsFor(explainer, row, task.explainTop).map(modelReason);
  }

  /** What of a referred row is on a list. */
  function reasonsOfLists(row: number): Reason[] {
    if (bundle.lists === null || task.tier === 'carrier') return [];
    const [, count] = views.listRowHits.subarray(2 * row, 2 * row + 2);
    return count === 0 ? [] : listReasons(bundle.lists, hitReader.hitsOf(row));
  }

  /** Probabilities as answers have them, a text a step. */
  function layStepTexts(): void {
    const { stepProbability } = bundle.decider;
    const isTold = stepProbability.length > 0 && task.tier === 'officer';
    stepTexts = isTold ? scratch.stepTexts + stepTextTable * MAX_STEPS * STEP_TEXT_BYTES : 0;
    if (!isTold) return;
    stepProbability.forEach((probability, step) => {
      const text = encodeProbability(task.to, probability);
      const at = stepTexts + step * STEP_TEXT_BYTES;
      bytes.set(text, at);
      bytes[at + STEP_TEXT_BYTES - 1] = text.length;
    });
  }

  function signalsOf(row: number): Signals {
    return bundle.lists === null ? {} : hitReader.signalsOf(row);
  }

  /** False, with nothing left behind, where there is no room for the answer. */
  function decideFlagged(row: number): boolean {
    const at = views.rowWords[row * ROW_WORDS + (ROW_START >> 2)];
    const rowBytes = bytes.slice(at, at + views.rowWords[row * ROW_WORDS + (ROW_LENGTH >> 2)]);
    const explained = task.lost
      ? answerLost(rowBytes, task, bundle, limits)
      : answerFlagged(rowBytes, signalsOf(row), task, bundle, limits, core, scratch);
    const { hits, failures, features, findings, rank } = explained;
    // where the core would have put them
    features?.forEach((value, column) => (views.features[(column * scratch.columnBytes) / 4 + row] = value));
    views.findings[row] = findings;
    views.ranks[row] = rank;
    putHits(row, hits);
    failedRules[row] = failures;
    const { answer } = explained;
    const isReferred = 'reasons' in answer && answer.reasons.length > 0;
    const told = isReferred
      ? { ...answer, reasons: [...answer.reasons, ...reasonsOfLists(row), ...modelReasons(row)] }
      : answer;
    const encoded = encodeAnswer(task.to, told, task.tier);
    if (!fits(encoded.length)) return false;
    putAside(row, encoded);
    if ('error' in answer) {
      errors[row] = answer.error.code as ErrorCode;
    } else {
      views.actions[row] = actions.indexOf(answer.action);
    }
    return true;
  }

  /** False where there is no room for the reasons. */
  function giveReasons(row: number): boolean {
    if (!fits(reasons.maxBytes + LIST_REASONS_BYTES + task.explainTop * REASON_BYTES)) return false;
    const start = asideNext;
    const { ruleHits, hitList, verdict, margins, origins } = columns;
    const [first, count] = [ruleHits[2 * row], ruleHits[2 * row + 1]];
    decideInto(verdict, bundle.decider, margins[row], hitList, first, count, origins, row);
    const further = [...reasonsOfLists(row), ...modelReasons(row)];
    asideNext = reasons.write(bytes, start, verdict, hitList, first, count, further);
    if (asideNext === start) return true;
    views.asides[2 * row] = start;
    views.asides[2 * row + 1] = asideNext - start;
    return true;
  }

  return {
    begin: (nextTask, nextBundle) => {
      clearRuleCounters(ruleCounters, nextBundle.ruleCodes.length);
      const isSame = bundle === nextBundle && task.to === nextTask.to && task.tier === nextTask.tier;
      task = nextTask;
      bundle = nextBundle;
      if (isSame) return;
      reasons = createReasonWriter(task.to, bundle.decider, task.tier);
      layStepTexts();
      explainer.begin(bundle);
      for (let i = 0; i < 32; i++) bytes[scratch.bundleHash + i] = bundle.hash.charCodeAt(i);
    },
    decide: (numRows, numFlagged) => {
      asideNext = scratch.asideBytes;
      views.words[tileWords.stepTexts >> 2] = stepTexts;
      views.asides.fill(0, 0, 2 * numRows);
      errors.length = 0;
      failedRules.length = 0;
      if (task.lost) {
        for (let row = 0; row < numRows; row++) views.rowWords[row * ROW_WORDS + (ROW_STATUS >> 2)] |= LOST;
      }
      const numReferred = decideTile(bundle.decider, columns, numRows);
      let i = 0;
      if (numFlagged > 0 || task.lost) {
        for (let row = 0; row < numRows; row++) {
          if (views.rowWords[row * ROW_WORDS + (ROW_STATUS >> 2)] !== 0) {
            if (!decideFlagged(row)) return row;
          } else if (i < numReferred && columns.referred[i] === row) {
            i++;
            if (!giveReasons(row)) return row;
          }
        }
      }
      for (; i < numReferred; i++) if (!giveReasons(columns.referred[i])) return columns.referred[i];
      return numRows;
    },
    count: (numAnswered, counters) => {
      const { ruleHits, hitList } = columns;
      for (let row = 0; row < numAnswered; row++) {
        const error = errors[row];
        if (error !== undefined) {
          counters[COUNTER_ERRORS + rowErrorCodes.indexOf(error)] += 1;
          continue;
        }
        counters[COUNTER_ACTIONS + views.actions[row]] += 1;
        const end = ruleHits[2 * row] + ruleHits[2 * row + 1];
        for (let i = ruleHits[2 * row]; i < end; i++) countRuleHit(ruleCounters, hitList[i]);
        failedRules[row]?.forEach((rule) => countRuleErrors(ruleCounters, rule, 1));
      }
      countFailures(ruleCounters, views.ruleErrors, views.words[NUM_RULE_ERRORS], numAnswered);
    },
  };
}
