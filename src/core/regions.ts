/**
 * The whole shared memory, laid out in one file. Every region starts on a 64-byte line.
 *
 *   | static data | cut state | bundle A | bundle B | list changes A | B | vector scoring | slot 0 | slot 1 | ... |
 *
 *   slot     csv plan, counters, rule counters, cancel word, [64 readable bytes] input [64 readable bytes], answer, scratch
 *   scratch  control block, key tables, span tables, arena, columns, asides, planes, lists
 *
 * Scratch belongs to the slot and not to the worker: a task owns its slot alone, so a worker that dies or is
 * replaced leaves nothing to be given back.
 *
 * Memory is reserved at once (initial = maximum, so views never go stale); the system hands out a page only when
 * it is first written, so generous regions cost nothing until they are used.
 */
import { MAX_STEPS } from '../policy/calibration.ts';
import { OUTCOME_BYTES } from '../rules/compile/tableLayout.ts';
import { MAX_RULES } from '../rules/rule.ts';
import { HIT_BYTES } from '../watchlist/index/attributes.ts';
import { BLINDED_KEYS_BYTES, BLINDED_SCRATCH_BYTES } from '../watchlist/index/blinded/layout.ts';
import { CSV_PLAN_BYTES } from './csvPlan.ts';
import { CUT_STATE_BYTES } from './cutters.ts';
import { COUNTER_BYTES } from './counters.ts';
import { KEY_TABLES_BYTES } from './keyTables.ts';
import * as listStage from './listStage.ts';
import { recordLayout } from './recordLayout.ts';
import { RULE_COUNTERS_BYTES } from './ruleCounters.ts';
import { signalColumns } from './rulePlaces.ts';
import {
  INPUT_PADDING,
  STEP_TEXT_BYTES,
  STEP_TEXT_TABLES,
  TILE_CONTROL_BYTES,
  TILE_EVENTS,
  TILE_LINES,
  TILE_ROWS,
  TILE_WALLETS,
} from './tile.ts';

export type RegionOptions = {
  numSlots: number;
  /** Input bytes of one slot: the most that one task screens. */
  slotBytes: number;
  /** Room for one bundle; there are two, so that one can be swapped in while the other is in use. */
  bundleBytes: number;
  /** What scoring raw vectors needs at least, where models are known to need more than usual. */
  vectorsBytes?: number;
  maxRowBytes: number;
  numFeatures: number;
  /** Scratch of the list kernels in each slot, for a bundle's lists and for changes to them; none unless given. */
  listScratchBytes?: number;
  listDeltaScratchBytes?: number;
  /** Room for changes to the lists of each bundle. */
  listDeltaBytes?: number;
};

export type SlotRegion = {
  csvPlan: number;
  counters: number;
  ruleCounters: number;
  cancel: number;
  input: number;
  inputBytes: number;
  answer: number;
  answerBytes: number;
  scratch: ScratchRegion;
};

/** Everything a task writes while it runs, apart from its answer. */
export type ScratchRegion = {
  tile: number;
  keyTables: number;
  rows: number;
  lines: number;
  wallets: number;
  events: number;
  arena: number;
  arenaBytes: number;
  features: number;
  columnBytes: number;
  signals: number;
  findings: number;
  ruleHits: number;
  hitList: number;
  ruleErrors: number;
  ruleScratch: number;
  margins: number;
  /** Score and weights of each row, f64: what the policy decided by. */
  ranks: number;
  steps: number;
  stepTexts: number;
  actions: number;
  asides: number;
  asideBytes: number;
  asideCapacity: number;
  bundleHash: number;
  textScratch: number;
  forestScratch: number;
  forestScratchBytes: number;
  explainScratch: number;
  explainScratchBytes: number;
  lists: ListRegion;
};

/** Memory of the match stage. */
export type ListRegion = {
  stage: number;
  parties: number;
  unlisted: number;
  rowParties: number;
  texts: number;
  rowTexts: number;
  folds: number;
  arena: number;
  arenaBytes: number;
  hits: number;
  rowHits: number;
  found: number;
  scratch: number;
  scratchBytes: number;
  deltaScratch: number;
  deltaScratchBytes: number;
  /** Of blinded lists: states of the keys, one place for all slots, and scratch. */
  blindedKeys: number;
  blindedScratch: number;
};

export type Regions = {
  cutState: number;
  bundles: readonly [number, number];
  bundleBytes: number;
  /** Changes to the lists of the bundle in the same place. */
  listDeltas: readonly [number, number];
  listDeltaBytes: number;
  /** Piece of memory in which the calling thread scores raw vectors. */
  vectors: number;
  vectorsBytes: number;
  slots: readonly SlotRegion[];
  pages: number;
};

const PAGE_BYTES = 65_536;
const LINE_BYTES = 64;
/** Scratch of the text stage: folded text and tokens of one field of at most a row's length are streamed through it. */
const TEXT_SCRATCH_BYTES = 1 << 20;
/** Planes and ranks of one tile for the largest forest a bundle may bring. */
const FOREST_SCRATCH_BYTES = 32 << 20;
/** What lies before it belongs to the forest for the whole of a task. */
const RULE_SCRATCH_START = 64 << 10;
/** Slots of the largest tree that a bundle explains. */
const EXPLAIN_SCRATCH_BYTES = 8 << 20;
/** Values of one chunk of raw vectors, of up to 1,000 columns of f64; wider models are known beforehand. */
const VECTOR_CHUNK_BYTES = 17 << 20;
/** Reasons and row errors of one tile. What does not fit waits for the next tile: see the decide stage. */
const ASIDE_BYTES = 8 << 20;
/** What models take of a bundle that is large: the rest of it is lists. */
const MOST_VECTORS_BYTES = 256 << 20;
/** Phone, e-mail and tax number of both parties, goods, wallets, and two free texts a row. */
const TILE_LIST_TEXTS = TILE_LINES + TILE_WALLETS + 8 * TILE_ROWS;
/** Name, business and address of both parties. */
const PARTY_TEXTS = 6;
/** Beside folded text: parties that are not remembered, and what each folded text may take over. */
const LIST_ARENA_EXTRA_BYTES = 256 << 10;
/** Nothing starts below this, whatever the core's static data needs. */
const STATIC_BYTES = 256 << 10;

/** Lay out a memory. Pure arithmetic: every thread that is given the same options finds the same addresses. */
export function layRegions(options: RegionOptions): Regions {
  let next = STATIC_BYTES;
  const take = (bytes: number): number => {
    const at = next;
    next += Math.ceil(bytes / LINE_BYTES) * LINE_BYTES;
    return at;
  };
  const takePadded = (bytes: number): number => {
    take(INPUT_PADDING);
    const at = take(bytes);
    take(INPUT_PADDING);
    return at;
  };

  const cutState = take(CUT_STATE_BYTES);
  const bundles: [number, number] = [take(options.bundleBytes), take(options.bundleBytes)];
  const { listDeltaBytes = 0 } = options;
  const listDeltas: [number, number] = [take(listDeltaBytes), take(listDeltaBytes)];
  const vectorsBytes = Math.max(
    Math.min(options.bundleBytes, MOST_VECTORS_BYTES) + FOREST_SCRATCH_BYTES + VECTOR_CHUNK_BYTES,
    options.vectorsBytes ?? 0,
  );
  const vectors = take(vectorsBytes);
  const blindedKeys = take(BLINDED_KEYS_BYTES);
  const slots = Array.from({ length: options.numSlots }, (): SlotRegion => {
    const answerBytes = Math.max(options.slotBytes, 1 << 20);
    return {
      csvPlan: take(CSV_PLAN_BYTES),
      counters: take(COUNTER_BYTES),
      ruleCounters: take(RULE_COUNTERS_BYTES),
      cancel: take(4),
      input: takePadded(options.slotBytes),
      inputBytes: options.slotBytes,
      answer: takePadded(answerBytes),
      answerBytes,
      scratch: layScratch(take, takePadded, options, blindedKeys),
    };
  });
  return {
    cutState,
    bundles,
    bundleBytes: options.bundleBytes,
    listDeltas,
    listDeltaBytes,
    vectors,
    vectorsBytes,
    slots,
    pages: Math.ceil(next / PAGE_BYTES),
  };
}

type Take = (bytes: number) => number;

function layScratch(take: Take, takePadded: Take, options: RegionOptions, blindedKeys: number): ScratchRegion {
  // a line more than the rows need: columns a power of two apart would share the sets of the first-level cache
  const columnBytes = TILE_ROWS * 4 + LINE_BYTES;
  const arenaBytes = 2 * options.maxRowBytes;
  const forestScratch = takePadded(FOREST_SCRATCH_BYTES);
  return {
    tile: take(TILE_CONTROL_BYTES),
    keyTables: take(KEY_TABLES_BYTES),
    rows: take(TILE_ROWS * recordLayout.row.bytes),
    lines: take(TILE_LINES * recordLayout.contents.bytes),
    wallets: take(TILE_WALLETS * recordLayout.wallets.bytes),
    events: take(TILE_EVENTS * recordLayout.events.bytes),
    arena: takePadded(arenaBytes),
    arenaBytes,
    features: take(options.numFeatures * columnBytes),
    columnBytes,
    signals: take(signalColumns.length * columnBytes),
    findings: take(TILE_ROWS * 8),
    ruleHits: take(TILE_ROWS * 8),
    hitList: take(TILE_ROWS * MAX_RULES * 2),
    ruleErrors: take(MAX_RULES * OUTCOME_BYTES),
    margins: take(TILE_ROWS * 8),
    ranks: take(TILE_ROWS * 8),
    steps: take(TILE_ROWS * 2),
    stepTexts: take(STEP_TEXT_TABLES * MAX_STEPS * STEP_TEXT_BYTES),
    actions: take(TILE_ROWS),
    asides: take(TILE_ROWS * 8),
    asideBytes: takePadded(ASIDE_BYTES),
    asideCapacity: ASIDE_BYTES,
    bundleHash: take(32),
    textScratch: takePadded(TEXT_SCRATCH_BYTES),
    forestScratch,
    forestScratchBytes: FOREST_SCRATCH_BYTES,
    // rules come after the score of a tile, and leave nothing there that they need again
    ruleScratch: forestScratch + RULE_SCRATCH_START,
    explainScratch: take(EXPLAIN_SCRATCH_BYTES),
    explainScratchBytes: EXPLAIN_SCRATCH_BYTES,
    lists: { ...layLists(take, takePadded, options), blindedKeys, blindedScratch: take(BLINDED_SCRATCH_BYTES) },
  };
}

function layLists(
  take: Take,
  takePadded: Take,
  options: RegionOptions,
): Omit<ListRegion, 'blindedKeys' | 'blindedScratch'> {
  const { maxRowBytes, listScratchBytes = 0, listDeltaScratchBytes = 0 } = options;
  const arenaBytes = listStage.FOLDED_FACTOR * maxRowBytes + LIST_ARENA_EXTRA_BYTES;
  return {
    stage: take(listStage.LIST_STAGE_BYTES),
    parties: takePadded(listStage.PARTY_PLACES * listStage.PARTY_BYTES),
    unlisted: take(listStage.UNLISTED_BYTES),
    rowParties: take(TILE_ROWS * 8),
    texts: take(TILE_LIST_TEXTS * listStage.TEXT_BYTES),
    rowTexts: take(TILE_ROWS * 8),
    // free texts are listed twice
    folds: take((2 * TILE_LIST_TEXTS + TILE_ROWS * PARTY_TEXTS) * 4),
    arena: takePadded(arenaBytes),
    arenaBytes,
    hits: take(TILE_ROWS * listStage.ROW_MOST_HITS * listStage.ROW_HIT_BYTES),
    rowHits: take(TILE_ROWS * 8),
    found: take((listStage.MOST_FOUND + 1) * HIT_BYTES),
    scratch: takePadded(listScratchBytes),
    scratchBytes: listScratchBytes,
    deltaScratch: takePadded(listDeltaScratchBytes),
    deltaScratchBytes: listDeltaScratchBytes,
  };
}

/** The memory itself, shared between threads, at its final size. */
export function reserveMemory(regions: Regions): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: regions.pages, maximum: regions.pages, shared: true });
}
