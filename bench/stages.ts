/** The core's first stages on a body that lies in memory already. */
import { tileWords } from '../src/core/tile.ts';
import { layStages } from '../src/engine/laidStages.ts';
import { openDefaultBundle } from './bundle.ts';

export type Stages = {
  /** Runs the body up to a stage; `each` sees the feature columns of every tile. Returns the rows. */
  run(upTo: 'check' | 'features', each?: (columns: Float32Array, stride: number, numRows: number) => void): number;
};

export function createStages(body: Uint8Array): Stages {
  const { reference } = openDefaultBundle();
  const { core, memory, slot, views } = layStages(body.length, reference);
  const { tile, columnBytes } = slot.scratch;
  new Uint8Array(memory.buffer).set(body, slot.input);
  const { words, features } = views;
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
