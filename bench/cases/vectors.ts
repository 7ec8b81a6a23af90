/** Raw feature vectors to margins: float rows in, exact scores out, one thread. */
import { checkMargins } from '../checkMargins.ts';
import { createForestScorer } from '../forestScorer.ts';
import type { BenchCase } from '../case.ts';
import { completeForest, vectors } from '../data.ts';
import { createOnnxScorer } from '../peers/onnxruntime.ts';

const NUM_ROWS = 16_384;
const NUM_COLUMNS = 32;

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
      check: async () => checkMargins(forest, rows, ours.score(rows), await peer.score(rows, NUM_ROWS)),
      close: peer.close,
    };
  },
};
