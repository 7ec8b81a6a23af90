/**
 * Drives the core directly, one stage at a time, on a memory of its own: lay a control block and its tables, load
 * rows, run stages, read back what they left. Tests of the scanner, the checks and the features share it.
 *
 * Tables are filled with a pattern before each tile, so that a word a stage forgot to write shows.
 */
import { readFileSync } from 'node:fs';
import { signalNames } from '../../src/contract/signals.ts';
import { defaultLimits, type Limits } from '../../src/contract/limits.ts';
import type { CoreExports } from '../../src/core/exports.ts';
import { KEY_TABLES_BYTES, writeKeyTables } from '../../src/core/keyTables.ts';
import { recordLayout } from '../../src/core/recordLayout.ts';
import {
  INPUT_PADDING,
  TILE_CONTROL_BYTES,
  TILE_EVENTS,
  TILE_LINES,
  TILE_ROWS,
  TILE_WALLETS,
  tileWords,
} from '../../src/core/tile.ts';
import { type Build, compileCore, instantiateCore } from '../../src/core/wasm.ts';

export type HarnessOptions = {
  build: Build;
  /** Folder of a core compiled elsewhere, for example one stage alone; else POSTERN_TEST_CORE, else dist/. */
  coreFolder?: string;
  limits?: Partial<Limits>;
  /** Most bytes of one load. */
  inputBytes?: number;
  /** Most rows a tile takes, to force tile borders. */
  maxRows?: number;
  maxLines?: number;
  maxWallets?: number;
  maxEvents?: number;
  arenaBytes?: number;
  /** Room for every rule to hit on every row, two bytes each; 64 rules where nothing is said. */
  hitListBytes?: number;
  numFeatures?: number;
  /** Bytes left for what the test allocates itself: reference tables, a forest, rules. */
  spareBytes?: number;
};

type TileWord = keyof typeof tileWords;

export type CoreHarness = {
  readonly core: CoreExports;
  readonly memory: WebAssembly.Memory;
  /** All of the memory; it never grows, so the views stay valid. */
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** Address of the control block: what every stage is called with. */
  readonly tile: number;
  readonly limits: Limits;
  word(name: TileWord): number;
  setWord(name: TileWord, value: number): void;
  /** Take zeroed bytes that nothing else uses. @throws RangeError when `spareBytes` was too small. */
  allocate(numBytes: number): number;
  /** Copy rows in, add a last line feed where there is none, and point the control block at them. */
  load(rows: Uint8Array): void;
  /** Fill what stages write for each row with a pattern: called before each tile. */
  poison(): void;
};

const PAGE_BYTES = 65_536;
const LINE_BYTES = 64;
const POISON = 0xa5;

/** A core on a memory of its own with one control block laid out; reference tables are the caller's. */
export function createCoreHarness(options: HarnessOptions): CoreHarness {
  const limits: Limits = { ...defaultLimits, ...options.limits };
  const maxRows = options.maxRows ?? TILE_ROWS;
  const maxLines = options.maxLines ?? TILE_LINES;
  const maxWallets = options.maxWallets ?? TILE_WALLETS;
  const maxEvents = options.maxEvents ?? TILE_EVENTS;
  const inputBytes = (options.inputBytes ?? 8 << 20) + 1;
  const arenaBytes = options.arenaBytes ?? 2 * limits.rowBytes;
  const columnBytes = maxRows * 4;
  const numFeatures = options.numFeatures ?? 128;

  const folder = options.coreFolder ?? process.env.POSTERN_TEST_CORE;
  const module = folder
    ? new WebAssembly.Module(readFileSync(`${folder}/core.${options.build}.wasm`))
    : compileCore(options.build);
  const numPages = Math.ceil((inputBytes + arenaBytes + (options.spareBytes ?? 16 << 20) + (4 << 20)) / PAGE_BYTES);
  const memory = new WebAssembly.Memory({ initial: numPages, maximum: numPages, shared: true });
  const core = instantiateCore(module, memory);
  const bytes = new Uint8Array(memory.buffer);
  const view = new DataView(memory.buffer);

  let next = Math.ceil(core.heapBase() / LINE_BYTES) * LINE_BYTES + LINE_BYTES;
  const allocate = (numBytes: number): number => {
    const at = next;
    next += Math.ceil(numBytes / LINE_BYTES) * LINE_BYTES;
    if (next > bytes.length)
      throw new RangeError(`expected ${next} bytes of memory, got ${bytes.length}: raise spareBytes`);
    return at;
  };
  const allocatePadded = (numBytes: number): number => {
    allocate(INPUT_PADDING);
    const at = allocate(numBytes);
    allocate(INPUT_PADDING);
    return at;
  };

  const tile = allocate(TILE_CONTROL_BYTES);
  const word = (name: TileWord): number => view.getUint32(tile + tileWords[name], true);
  const setWord = (name: TileWord, value: number): void => view.setUint32(tile + tileWords[name], value, true);

  const tables: { at: number; numBytes: number }[] = [];
  const table = (name: TileWord, numBytes: number): void => {
    const at = allocate(numBytes);
    setWord(name, at);
    tables.push({ at, numBytes });
  };
  table('rows', maxRows * recordLayout.row.bytes);
  table('lines', maxLines * recordLayout.contents.bytes);
  table('wallets', maxWallets * recordLayout.wallets.bytes);
  table('events', maxEvents * recordLayout.events.bytes);
  const arena = allocatePadded(arenaBytes);
  setWord('arenaStart', arena);
  table('features', numFeatures * columnBytes);
  table('findings', maxRows * 8);
  table('ruleHits', maxRows * 8);
  table('hitList', options.hitListBytes ?? maxRows * 64 * 2);
  table('margins', maxRows * 8);
  table('actions', maxRows);
  setWord('textScratch', allocatePadded(1 << 20));
  const keyTables = allocate(KEY_TABLES_BYTES);
  writeKeyTables(bytes, keyTables);
  setWord('keyTables', keyTables);
  setWord('arenaNext', arena);
  setWord('arenaEnd', arena + arenaBytes);
  setWord('columnBytes', columnBytes);
  setWord('maxRows', maxRows);
  setWord('maxLines', maxLines);
  setWord('maxWallets', maxWallets);
  setWord('maxEvents', maxEvents);
  setWord('maxRowBytes', limits.rowBytes);
  setWord('maxNesting', limits.nesting);

  const input = allocatePadded(inputBytes);
  const load = (rows: Uint8Array): void => {
    if (rows.length >= inputBytes) throw new RangeError(`expected at most ${inputBytes - 1} bytes, got ${rows.length}`);
    bytes.set(rows, input);
    let end = input + rows.length;
    if (rows.length > 0 && rows[rows.length - 1] !== 10) bytes[end++] = 10;
    // what lies behind the input is no row: wide loads may read it, nothing may depend on it
    bytes.fill(POISON, end, end + INPUT_PADDING);
    setWord('inputNext', input);
    setWord('inputEnd', end);
  };
  const poison = (): void => {
    for (const { at, numBytes } of tables) bytes.fill(POISON, at, at + numBytes);
  };
  return { core, memory, bytes, view, tile, limits, word, setWord, allocate, load, poison };
}

/** Column-major f32 signals of one tile, laid where the features will read them; a missing signal is NaN. */
export function allocateSignals(harness: CoreHarness): Float32Array {
  const numBytes = signalNames.length * harness.word('columnBytes');
  const at = harness.allocate(numBytes);
  harness.setWord('signals', at);
  return new Float32Array(harness.memory.buffer, at, numBytes / 4).fill(Number.NaN);
}

/**
 * Scan what was loaded, a tile at a time, and call `visit` with the number of rows of each tile.
 * @throws Error when a scan takes no row although input is left: it would never end.
 */
export function eachTile(
  harness: CoreHarness,
  scan: 'scanJson' | 'scanMsgpack' | 'scanCsv',
  visit: (numRows: number) => void,
): void {
  for (;;) {
    const from = harness.word('inputNext');
    if (from >= harness.word('inputEnd')) return;
    harness.poison();
    const numRows = harness.core[scan](harness.tile);
    if (harness.word('inputNext') === from)
      throw new Error(`${scan} took no row and left ${harness.word('inputEnd') - from} bytes`);
    if (numRows > 0) visit(numRows);
  }
}
