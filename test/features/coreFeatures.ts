/** Runs the core's scan, checks and feature stage over JSON rows and hands back each row's features and findings. */
import { KEY_TABLES_BYTES, writeKeyTables } from '../../src/core/keyTables.ts';
import type { Build } from '../../src/core/wasm.ts';
import { allocateSignals, type CoreHarness, createCoreHarness, eachTile } from '../oracle/coreHarness.ts';
import { rowSource, rowStatusOf } from '../oracle/coreRows.ts';
import { numFeatures } from './declarations.ts';

export type CoreResult = {
  readonly status: number;
  readonly source: Uint8Array;
  /** Place in its tile: which of the signals it was given. */
  readonly place: number;
  /** Raw bits of the float32 values. */
  readonly bits: Uint32Array;
  readonly findings: bigint;
};

export type FeatureCore = {
  readonly harness: CoreHarness;
  /** Columns of the tile's signals, as allocateSignals lays them. */
  readonly signals: Float32Array;
  run(rows: Uint8Array): CoreResult[];
};

export function openFeatureCore(build: Build, reference: Uint8Array, maxRows = 256): FeatureCore {
  const harness = createCoreHarness({ build, numFeatures, maxRows });
  const keyTables = harness.allocate(KEY_TABLES_BYTES);
  writeKeyTables(harness.bytes, keyTables);
  harness.setWord('keyTables', keyTables);
  const tables = harness.allocate(reference.length);
  harness.bytes.set(reference, tables);
  harness.setWord('reference', tables);
  const signals = allocateSignals(harness);
  return { harness, signals, run: (rows) => runRows(harness, rows) };
}

function runRows(harness: CoreHarness, rows: Uint8Array): CoreResult[] {
  const results: CoreResult[] = [];
  harness.load(rows);
  eachTile(harness, 'scanJson', (numRows) => {
    harness.core.checkRows(harness.tile);
    harness.core.writeFeatures(harness.tile);
    for (let row = 0; row < numRows; row++) results.push(readResult(harness, row));
  });
  return results;
}

function readResult(harness: CoreHarness, row: number): CoreResult {
  const columns = harness.word('features') + 4 * row;
  return {
    status: rowStatusOf(harness, row),
    source: rowSource(harness, row).slice(),
    place: row,
    bits: Uint32Array.from({ length: numFeatures }, (_, column) =>
      harness.view.getUint32(columns + column * harness.word('columnBytes'), true),
    ),
    findings: harness.view.getBigUint64(harness.word('findings') + 8 * row, true),
  };
}
