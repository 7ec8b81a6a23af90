/** Raw feature vectors to margins: float rows in, exact scores out, one thread. */
import { createForestScorer } from '../forestScorer.ts';
import type { BenchCase } from '../case.ts';
import { completeForest, vectors } from '../data.ts';
import { createOnnxScorer } from '../peers/onnxruntime.ts';
import { referenceMargin } from '../../src/model/referenceScore.ts';

const NUM_ROWS = 16_384;
const NUM_COLUMNS = 32;
const NUM_CHECKED = 512;

export const vectorsCase: BenchCase = {
  name: 'vectors',
  unit: 'rows',
  installsPeers: true,
  about: '100 complete trees of 64 leaves over 32 features, float32 rows to f64 margins, one thread',
  prepare: async () => {
    const forest = completeForest(100, 6, NUM_COLUMNS);
    const rows = vectors(NUM_ROWS, NUM_COLUMNS);
    const ours = await createForestScorer(forest, NUM_ROWS);
    const peer = await createOnnxScorer(forest);
    return {
      numUnits: NUM_ROWS,
      ours: () => ours.score(rows),
      peers: { 'onnxruntime-node': () => peer.score(rows, NUM_ROWS) },
      check: async () => {
        const margins = ours.score(rows);
        const beside = await peer.score(rows, NUM_ROWS);
        for (let row = 0; row < NUM_CHECKED; row++) {
          const exact = referenceMargin(forest, rows.subarray(row * NUM_COLUMNS, (row + 1) * NUM_COLUMNS));
          if (margins[row] !== exact) throw new Error(`row ${row}: expected ${exact}, got ${margins[row]}`);
        }
        // the peer adds float32 leaves in float32
        margins.forEach((margin, row) => {
          if (Math.abs(margin - beside[row]) > 1e-4) throw new Error(`row ${row}: ${margin} beside ${beside[row]}`);
        });
      },
      close: peer.close,
    };
  },
};
