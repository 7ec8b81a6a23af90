/** The core's first stages on a body that lies in memory already. */
import { defaultLimits } from '../src/contract/limits.ts';
import { layRegions, reserveMemory } from '../src/core/regions.ts';
import { tileWords } from '../src/core/tile.ts';
import { layTile, viewTile } from '../src/core/tileControl.ts';
import { compileCore, instantiateCore } from '../src/core/wasm.ts';
import { featureTable } from '../src/features/table.ts';
import { openDefaultBundle } from './bundle.ts';

export type Stages = {
  /** Runs the body up to a stage; `each` sees the feature columns of every tile. Returns the rows. */
  run(upTo: 'check' | 'features', each?: (columns: Float32Array, stride: number, numRows: number) => void): number;
};

export function createStages(body: Uint8Array): Stages {
  const { reference } = openDefaultBundle();
  const regions = layRegions({
    numSlots: 1,
    slotBytes: body.length,
    bundleBytes: reference.length,
    maxRowBytes: defaultLimits.rowBytes,
    numFeatures: featureTable.length,
  });
  const memory = reserveMemory(regions);
  const core = instantiateCore(compileCore(), memory);
  const [slot] = regions.slots;
  const { tile, columnBytes } = slot.scratch;
  layTile(memory, slot.scratch, defaultLimits);
  const bytes = new Uint8Array(memory.buffer);
  bytes.set(reference, regions.bundles[0]);
  bytes.set(body, slot.input);
  const { words, features } = viewTile(memory, slot.scratch);
  words[tileWords.reference >> 2] = regions.bundles[0];
  return {
    run: (upTo, each) => {
      words[tileWords.inputNext >> 2] = slot.input;
      words[tileWords.inputEnd >> 2] = slot.input + body.length;
      let numRows = 0;
      for (let scanned = core.scanJson(tile); scanned > 0; scanned = core.scanJson(tile)) {
        if (core.checkRows(tile) > 0) throw new Error('a row of the sample was flagged');
        if (upTo === 'features') core.writeFeatures(tile);
        each?.(features, columnBytes / 4, scanned);
        numRows += scanned;
      }
      return numRows;
    },
  };
}
