/** Writes a control block for a slot's scratch, and views of the columns that TypeScript reads and writes. */
import type { Limits } from '../contract/limits.ts';
import { OUTCOME_BYTES } from '../rules/compile/tableLayout.ts';
import { MAX_RULES } from '../rules/rule.ts';
import { writeKeyTables } from './keyTables.ts';
import { LIST_STAGE_BYTES, listWords } from './listStage.ts';
import type { ScratchRegion } from './regions.ts';
import { signalColumns } from './rulePlaces.ts';
import { TILE_CONTROL_BYTES, TILE_EVENTS, TILE_LINES, TILE_ROWS, TILE_WALLETS, tileWords } from './tile.ts';

/** Views over one slot's scratch. Valid for the life of the memory, which never grows. */
export type TileViews = {
  /** Control words: index with `tileWords.NAME >> 2`. */
  readonly words: Uint32Array;
  /** Row structs as u32 words. */
  readonly rowWords: Uint32Array;
  readonly margins: Float64Array;
  readonly ranks: Float64Array;
  readonly steps: Uint16Array;
  readonly actions: Uint8Array;
  readonly findings: BigUint64Array;
  /** Pairs (first, count) into `hitList` a row. */
  readonly ruleHits: Uint32Array;
  readonly hitList: Uint16Array;
  /** Ten words a rule that ended in an error: its number, 0, and a mask of rows. */
  readonly ruleErrors: Uint32Array;
  /** Pairs (address, length) a row. */
  readonly asides: Uint32Array;
  /** Feature columns, `columnBytes / 4` values apart. */
  readonly features: Float32Array;
  /** Signal columns, likewise, in the order of `signalColumns`. */
  readonly signals: Float32Array;
  /** Pairs (first, count) into the hits on lists a row. */
  readonly listRowHits: Uint32Array;
};

/** Set the words that stay the same for the life of the slot. Call once, before any task. */
export function layTile(memory: WebAssembly.Memory, scratch: ScratchRegion, limits: Limits): void {
  const words = new Uint32Array(memory.buffer, scratch.tile, TILE_CONTROL_BYTES / 4);
  const set = (name: keyof typeof tileWords, value: number): void => {
    words[tileWords[name] >> 2] = value;
  };
  set('maxRows', TILE_ROWS);
  set('rows', scratch.rows);
  set('lines', scratch.lines);
  set('maxLines', TILE_LINES);
  set('wallets', scratch.wallets);
  set('maxWallets', TILE_WALLETS);
  set('events', scratch.events);
  set('maxEvents', TILE_EVENTS);
  set('arenaStart', scratch.arena);
  set('arenaEnd', scratch.arena + scratch.arenaBytes);
  set('keyTables', scratch.keyTables);
  set('maxRowBytes', limits.rowBytes);
  set('maxNesting', limits.nesting);
  set('features', scratch.features);
  set('columnBytes', scratch.columnBytes);
  set('findings', scratch.findings);
  set('ruleHits', scratch.ruleHits);
  set('hitList', scratch.hitList);
  set('ruleErrors', scratch.ruleErrors);
  set('ruleScratch', scratch.ruleScratch);
  set('margins', scratch.margins);
  set('steps', scratch.steps);
  set('actions', scratch.actions);
  set('forestScratch', scratch.forestScratch);
  set('asides', scratch.asides);
  set('bundleHash', scratch.bundleHash);
  set('textScratch', scratch.textScratch);
  set('listStage', scratch.lists.stage);
  layListStage(memory, scratch);
  writeKeyTables(new Uint8Array(memory.buffer), scratch.keyTables);
}

/** What no list knows is known by nobody yet: every other signal is missing. */
function layListStage(memory: WebAssembly.Memory, { lists, signals, columnBytes }: ScratchRegion): void {
  new Float32Array(memory.buffer, signals, (signalColumns.length * columnBytes) / 4).fill(Number.NaN);
  const words = new Uint32Array(memory.buffer, lists.stage, LIST_STAGE_BYTES / 4);
  const set = (name: keyof typeof listWords, value: number): void => {
    words[listWords[name] >> 2] = value;
  };
  set('parties', lists.parties);
  set('unlisted', lists.unlisted);
  set('rowParties', lists.rowParties);
  set('texts', lists.texts);
  set('rowTexts', lists.rowTexts);
  set('folds', lists.folds);
  set('arena', lists.arena);
  set('arenaEnd', lists.arena + lists.arenaBytes);
  set('hits', lists.hits);
  set('rowHits', lists.rowHits);
  set('found', lists.found);
  set('blindedKeys', lists.blindedKeys);
  set('blindedScratch', lists.blindedScratch);
}

export function viewTile(memory: WebAssembly.Memory, scratch: ScratchRegion): TileViews {
  const { buffer } = memory;
  return {
    words: new Uint32Array(buffer, scratch.tile, TILE_CONTROL_BYTES / 4),
    rowWords: new Uint32Array(buffer, scratch.rows, (scratch.lines - scratch.rows) / 4),
    margins: new Float64Array(buffer, scratch.margins, TILE_ROWS),
    ranks: new Float64Array(buffer, scratch.ranks, TILE_ROWS),
    steps: new Uint16Array(buffer, scratch.steps, TILE_ROWS),
    actions: new Uint8Array(buffer, scratch.actions, TILE_ROWS),
    findings: new BigUint64Array(buffer, scratch.findings, TILE_ROWS),
    ruleHits: new Uint32Array(buffer, scratch.ruleHits, TILE_ROWS * 2),
    hitList: new Uint16Array(buffer, scratch.hitList, TILE_ROWS * MAX_RULES),
    ruleErrors: new Uint32Array(buffer, scratch.ruleErrors, (MAX_RULES * OUTCOME_BYTES) / 4),
    asides: new Uint32Array(buffer, scratch.asides, TILE_ROWS * 2),
    features: new Float32Array(buffer, scratch.features, (scratch.signals - scratch.features) / 4),
    signals: new Float32Array(buffer, scratch.signals, (signalColumns.length * scratch.columnBytes) / 4),
    listRowHits: new Uint32Array(buffer, scratch.lists.rowHits, TILE_ROWS * 2),
  };
}
