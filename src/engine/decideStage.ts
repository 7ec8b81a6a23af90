/**
 * The stage that TypeScript adds to the core's: actions by policy, and the bytes that only some rows need: reasons
 * of referred rows, whole answers of flagged ones. A released row costs a comparison and a store.
 */
import { actions, type Answer, isRowError } from '../contract/decision.ts';
import type { ErrorCode } from '../contract/errors.ts';
import type { Limits } from '../contract/limits.ts';
import type { CoreMemory } from '../core/memory.ts';
import { COUNTER_ACTIONS, COUNTER_ERRORS, COUNTER_RULES, rowErrorCodes } from '../core/counters.ts';
import type { CoreExports } from '../core/exports.ts';
import { recordLayout, ROW_LENGTH, ROW_START, ROW_STATUS } from '../core/recordLayout.ts';
import type { SlotRegion } from '../core/regions.ts';
import { TILE_ROWS } from '../core/tile.ts';
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
  /** After the rules stage of a tile: actions and asides of its rows. */
  decide(numRows: number, numFlagged: number): void;
  /** After the answer stage: count the rows that were answered. */
  count(numAnswered: number, counters: Float64Array): void;
};

const ROW_WORDS = recordLayout.row.bytes / 4;
/** Any status makes the answer stage take the aside for the whole answer. */
const LOST = 1;
const NO_VALUES = new Float64Array(0);

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
    ruleHits: new Uint32Array(memory.buffer, scratch.ruleHits, TILE_ROWS * 2),
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

  function putAside(row: number, encoded: Uint8Array): void {
    bytes.set(encoded, asideNext);
    views.asides[2 * row] = asideNext;
    views.asides[2 * row + 1] = encoded.length;
    asideNext += encoded.length;
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

  function decideFlagged(row: number): void {
    const at = views.rowWords[row * ROW_WORDS + (ROW_START >> 2)];
    const rowBytes = bytes.slice(at, at + views.rowWords[row * ROW_WORDS + (ROW_LENGTH >> 2)]);
    const explained = task.lost
      ? answerLost(rowBytes, task, bundle, limits)
      : answerFlagged(rowBytes, task, bundle, limits, core, scratch);
    const { hits, features, findings } = explained;
    // where the core would have put them
    features?.forEach((value, column) => (views.features[(column * scratch.columnBytes) / 4 + row] = value));
    views.findings[row] = findings;
    views.ruleHits[row] = hits;
    const answer = withContributions(explained.answer, row);
    putAside(row, encodeAnswer(task.to, answer, task.explainTop > 0));
    if ('error' in answer) {
      errors[row] = answer.error.code as ErrorCode;
    } else {
      views.actions[row] = actions.indexOf(answer.action);
    }
  }

  return {
    begin: (nextTask, nextBundle) => {
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
      const hits = columns.ruleHits;
      const numReferred = decideTile(bundle.decider, columns, numRows);
      for (let i = 0; i < numReferred; i++) {
        const row = columns.referred[i];
        const start = asideNext;
        asideNext = reasons.write(bytes, start, views.margins[row], hits[2 * row], hits[2 * row + 1]);
        if (task.explainTop > 0) asideNext = writeContributions(row, asideNext);
        views.asides[2 * row] = start;
        views.asides[2 * row + 1] = asideNext - start;
      }
      if (numFlagged === 0 && !task.lost) return;
      for (let row = 0; row < numRows; row++) {
        const status = row * ROW_WORDS + (ROW_STATUS >> 2);
        if (task.lost) views.rowWords[status] |= LOST;
        if (views.rowWords[status] !== 0) decideFlagged(row);
      }
    },
    count: (numAnswered, counters) => {
      const hits = columns.ruleHits;
      for (let row = 0; row < numAnswered; row++) {
        const error = errors[row];
        if (error !== undefined) {
          counters[COUNTER_ERRORS + rowErrorCodes.indexOf(error)] += 1;
          continue;
        }
        counters[COUNTER_ACTIONS + views.actions[row]] += 1;
        if ((hits[2 * row] | hits[2 * row + 1]) !== 0) countRules(counters, hits[2 * row], hits[2 * row + 1]);
      }
    },
  };
}

function countRules(counters: Float64Array, low: number, high: number): void {
  for (let rule = 0; rule < 64; rule++) {
    const word = rule < 32 ? low : high;
    if ((word >>> (rule & 31)) & 1) counters[COUNTER_RULES + rule] += 1;
  }
}
