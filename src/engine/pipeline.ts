/**
 * The pipeline of one thread: a range of rows in a slot becomes answers in the same slot, a tile at a time.
 *
 *   scan - check - match - features - score - rules - decide - answer (- record, where someone keeps a log)
 *
 * All but `decide` run in the core; `match` is there only where the bundle has lists. A tile stays in the second-level cache from the first stage to the last.
 */
import type { Format } from '../contract/formats.ts';
import type { Limits } from '../contract/limits.ts';
import type { CoreMemory } from '../core/memory.ts';
import { COUNTER_STAGES, NUM_COUNTERS, stageNames } from '../core/counters.ts';
import { ForestPlace, useForest } from '../core/emittedForest.ts';
import type { CoreExports } from '../core/exports.ts';
import { ROW_START } from '../core/recordLayout.ts';
import type { Regions, SlotRegion } from '../core/regions.ts';
import { recordLayout } from '../core/recordLayout.ts';
import { tileWords } from '../core/tile.ts';
import { type TileViews, viewTile } from '../core/tileControl.ts';
import type { OpenBundle } from './bundle/openBundle.ts';
import { createDecideStage, type DecideStage } from './decideStage.ts';
import { createMatchStage, type MatchStage } from './lists/matchStage.ts';
import { createRecordStage, type RecordStage } from './recording/recordStage.ts';
import type { Task, TaskResult } from './task.ts';

export type Pipeline = {
  /** Screen the task's rows with the given bundle. Synchronous: the thread is busy until it returns. */
  run(task: Task, bundle: OpenBundle): TaskResult;
};

type Bench = {
  readonly slot: SlotRegion;
  readonly views: TileViews;
  readonly counters: Float64Array;
  readonly cancel: Int32Array;
  readonly matchStage: MatchStage;
  readonly decideStage: DecideStage;
  readonly recordStage: RecordStage;
};

const ROW_WORDS = recordLayout.row.bytes / 4;
const word = (name: keyof typeof tileWords): number => tileWords[name] >> 2;
const INPUT_NEXT = word('inputNext');
const ANSWER_NEXT = word('answerNext');
const NUM_ROWS = word('numRows');

export function createPipeline(core: CoreExports, memory: CoreMemory, regions: Regions, limits: Limits): Pipeline {
  const benches = regions.slots.map((slot): Bench => {
    const views = viewTile(memory, slot.scratch);
    return {
      slot,
      views,
      counters: new Float64Array(memory.buffer, slot.counters, NUM_COUNTERS),
      cancel: new Int32Array(memory.buffer, slot.cancel, 1),
      matchStage: createMatchStage(core, memory, slot, views, limits),
      decideStage: createDecideStage(core, memory, slot, limits),
      recordStage: createRecordStage(core, memory, slot, views, limits),
    };
  });
  const forestPlace = new ForestPlace(core);
  const scans: Readonly<Record<Format, (tile: number) => number>> = {
    ndjson: core.scanJson,
    json: core.scanJson,
    msgpack: core.scanMsgpack,
    csv: core.scanCsv,
  };
  const writers: Readonly<Record<Format, (tile: number, firstRow: number) => number>> = {
    ndjson: core.writeAnswersNdjson,
    json: core.writeAnswersNdjson,
    msgpack: core.writeAnswersMsgpack,
    csv: core.writeAnswersCsv,
  };

  function run(task: Task, bundle: OpenBundle): TaskResult {
    const { slot, views, counters, cancel, matchStage, decideStage, recordStage } = benches[task.slot];
    const record = task.recording && recordStage;
    const { words } = views;
    const { tile, features, columnBytes, margins, forestScratch } = slot.scratch;
    const scan = scans[task.from];
    const write = writers[task.to];
    const end = slot.input + task.inputTo;
    counters.fill(0);
    words[INPUT_NEXT] = slot.input + task.inputFrom;
    words[word('inputEnd')] = end;
    words[ANSWER_NEXT] = slot.answer;
    words[word('answerEnd')] = slot.answer + slot.answerBytes;
    words[word('csvPlan')] = slot.csvPlan;
    words[word('reference')] = bundle.reference.byteOffset;
    words[word('forest')] = bundle.forest.byteOffset;
    words[word('rules')] = bundle.rules.byteOffset;
    words[word('forCarrier')] = task.tier === 'carrier' ? 1 : 0;
    useForest(memory, slot.scratch.forestScratch, forestPlace.of(task.generation, task.forestModule));
    matchStage.begin(task, bundle.lists);
    record?.begin(task, bundle);
    decideStage.begin(task, bundle);

    let answered = 0;
    let stopped = false;
    let clock = performance.now();
    const lap = (stage: number): void => {
      const now = performance.now();
      counters[COUNTER_STAGES + stage] += (now - clock) / 1000;
      clock = now;
    };
    while (!stopped && words[INPUT_NEXT] < end && Atomics.load(cancel, 0) === 0) {
      const numRows = scan(tile);
      lap(SCAN);
      if (numRows === 0) break;
      const numFlagged = core.checkRows(tile);
      lap(CHECK);
      if (matchStage.match(numRows, numFlagged)) lap(MATCH);
      core.writeFeatures(tile);
      lap(FEATURES);
      core.scoreColumnsF32(bundle.forest.byteOffset, features, columnBytes, numRows, margins, forestScratch);
      lap(SCORE);
      core.matchRules(tile);
      lap(RULES);
      const numTaken = record ? record.before(numRows, numFlagged) : numRows;
      lap(RECORD);
      const numDecided = decideStage.decide(numTaken, numFlagged);
      words[NUM_ROWS] = numDecided;
      lap(DECIDE);
      const answers = words[ANSWER_NEXT];
      const numWritten = write(tile, 0);
      stopped = numWritten < numDecided || numDecided === 0;
      // the rest of the tile is screened again: with an empty answer where that was full, else in the next tile
      if (numWritten < numRows) words[INPUT_NEXT] = views.rowWords[numWritten * ROW_WORDS + (ROW_START >> 2)];
      decideStage.count(numWritten, counters);
      answered += numWritten;
      lap(ANSWER);
      record?.after(numWritten, answers);
      lap(RECORD);
    }
    const answerBytes = words[ANSWER_NEXT] - slot.answer;
    if (task.to === 'json') separateByCommas(new Uint8Array(memory.buffer, slot.answer, answerBytes));
    const recorded = record?.finish();
    return {
      nextInput: words[INPUT_NEXT] - slot.input,
      answerBytes,
      numRows: answered,
      cancelled: Atomics.load(cancel, 0) !== 0,
      ...(recorded && { recorded }),
    };
  }

  return { run };
}

const [SCAN, CHECK, MATCH, FEATURES, SCORE, RULES, DECIDE, ANSWER, RECORD] = stageNames.map((_, stage) => stage);

/** No JSON text holds a raw newline, so every newline ends a row. */
function separateByCommas(answers: Uint8Array): void {
  for (let at = answers.indexOf(10); at >= 0; at = answers.indexOf(10, at + 1)) answers[at] = 44;
}
