/**
 * The stage that TypeScript adds to the core's: actions by policy, and the bytes that only some rows need: reasons
 * of referred rows, whole answers of flagged ones. A released row costs a comparison and a store.
 */
import { actions, type Answer, isRowError } from '../contract/decision.ts';
import type { ErrorCode } from '../contract/errors.ts';
import type { Limits } from '../contract/limits.ts';
import type { CoreMemory } from '../core/memory.ts';
import { COUNTER_ACTIONS, COUNTER_ERRORS, rowErrorCodes } from '../core/counters.ts';
import type { CoreExports } from '../core/exports.ts';
import { recordLayout, ROW_LENGTH, ROW_START, ROW_STATUS } from '../core/recordLayout.ts';
import type { SlotRegion } from '../core/regions.ts';
import { clearRuleCounters, countRuleHit, type RuleCounters, viewRuleCounters } from '../core/ruleCounters.ts';
import { TILE_ROWS, tileWords } from '../core/tile.ts';
import { type TileViews, viewTile } from '../core/tileControl.ts';
import { decideTile, type DecisionColumns } from '../policy/decideTile.ts';
import { type ContributionWriter, createContributionWriter } from './answers/contributionWriter.ts';
import { encodeAnswer } from './answers/encode.ts';
import { createReasonWriter, type ReasonWriter } from './answers/reasonWriter.ts';
import type { OpenBundle } from './bundle/openBundle.ts';
import { answerFlagged, answerLost } from './explained.ts';
import { contributionsFor, createRowExplainer, topFeatures } from './rowExplainer.ts';
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
/** More than one contribution takes in any format. */
const CONTRIBUTION_BYTES = 256;
const NO_VALUES = new Float64Array(0);
const HIT_LIST_NEXT = tileWords.hitListNext >> 2;

export function createDecideStage(
  core: CoreExports,
  memory: CoreMemory,
  slot: SlotRegion,
  limits: Limits,
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
    actions: views.actions,
    referred: new Uint16Array(TILE_ROWS),
  };
  /** Error of each flagged row of the tile, or undefined where the explained path came to a decision. */
  const errors: (ErrorCode | undefined)[] = [];
  let task: Task;
  let bundle: OpenBundle;
  let reasons: ReasonWriter;
  let contributions: ContributionWriter;
  const explainer = createRowExplainer(core, memory, scratch);
  let asideNext = scratch.asideBytes;
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

  function withContributions(answer: Answer, row: number): Answer {
    if (isRowError(answer) || answer.action === 'release' || task.explainTop === 0) return answer;
    return { ...answer, contributions: contributionsFor(explainer, row, task.explainTop) };
  }

  /** What follows the reasons of a referred row; returns the address after it. */
  function writeContributions(row: number, at: number): number {
    const values = explainer.contributionsOf(row) ?? NO_VALUES;
    const valueOf = (feature: number): number => explainer.valueOf(row, feature);
    return contributions.write(bytes, at, topFeatures(values, task.explainTop), values, valueOf);
  }

  /** False, with nothing left behind, where there is no room for the answer. */
  function decideFlagged(row: number): boolean {
    const at = views.rowWords[row * ROW_WORDS + (ROW_START >> 2)];
    const rowBytes = bytes.slice(at, at + views.rowWords[row * ROW_WORDS + (ROW_LENGTH >> 2)]);
    const explained = task.lost
      ? answerLost(rowBytes, task, bundle, limits)
      : answerFlagged(rowBytes, task, bundle, limits, core, scratch);
    const { hits, features, findings } = explained;
    // where the core would have put them
    features?.forEach((value, column) => (views.features[(column * scratch.columnBytes) / 4 + row] = value));
    views.findings[row] = findings;
    putHits(row, hits);
    const answer = withContributions(explained.answer, row);
    const encoded = encodeAnswer(task.to, answer, task.explainTop > 0);
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
    if (!fits(reasons.maxBytes + task.explainTop * CONTRIBUTION_BYTES)) return false;
    const start = asideNext;
    const { ruleHits, hitList } = columns;
    asideNext = reasons.write(bytes, start, views.margins[row], hitList, ruleHits[2 * row], ruleHits[2 * row + 1]);
    if (task.explainTop > 0) asideNext = writeContributions(row, asideNext);
    views.asides[2 * row] = start;
    views.asides[2 * row + 1] = asideNext - start;
    return true;
  }

  return {
    begin: (nextTask, nextBundle) => {
      clearRuleCounters(ruleCounters, nextBundle.ruleCodes.length);
      const isSame = bundle === nextBundle && task.to === nextTask.to;
      task = nextTask;
      bundle = nextBundle;
      if (isSame) return;
      reasons = createReasonWriter(task.to, bundle.decider);
      contributions = createContributionWriter(task.to);
      explainer.begin(bundle);
      for (let i = 0; i < 32; i++) bytes[scratch.bundleHash + i] = bundle.hash.charCodeAt(i);
    },
    decide: (numRows, numFlagged) => {
      asideNext = scratch.asideBytes;
      views.asides.fill(0, 0, 2 * numRows);
      errors.length = 0;
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
      }
    },
  };
}
