/** The forest kernel alone, on the shapes of trees that libraries grow: float rows in, exact scores out, one thread. */
import { referenceMargins } from '../../src/model/referenceScore.ts';
import type { BenchCase } from '../case.ts';
import { createForestScorer } from '../forestScorer.ts';
import { type Kind, randomForest, randomRows } from '../forests.ts';
import { createOnnxScorer } from '../peers/onnxruntime.ts';

const NUM_ROWS = 10_000;
const NUM_CHECKED = 512;
/** The peer adds float32 leaves in float32. */
const TOLERANCE_A_TREE = 1e-6;

const ABOUT: Readonly<Record<Kind, string>> = {
  complete: 'complete trees of 64 leaves',
  leafwise: 'leaf-wise trees of 31 leaves',
  mixed: 'leaf-wise trees of 31 leaves, NaN and categories in a fifth of the nodes',
};

function kernelCase(kind: Kind, numTrees: number): BenchCase {
  return {
    name: `kernel-${kind}-${numTrees}`,
    unit: 'rows',
    installsPeers: true,
    best: true,
    about: `${numTrees} ${ABOUT[kind]} over 32 features, float32 rows to f64 margins, one thread`,
    prepare: async () => {
      const { forest } = randomForest(kind, numTrees);
      const rows = randomRows(kind, NUM_ROWS);
      const numColumns = forest.featureNames.length;
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
            const [exact] = referenceMargins(forest, rows.subarray(row * numColumns, (row + 1) * numColumns));
            if (!Object.is(margins[row], exact)) throw new Error(`row ${row}: expected ${exact}, got ${margins[row]}`);
          }
          margins.forEach((margin, row) => {
            const near = Math.abs(margin - beside[row]) <= TOLERANCE_A_TREE * numTrees;
            if (!near) throw new Error(`row ${row}: ${margin} beside ${beside[row]}`);
          });
        },
        close: peer.close,
      };
    },
  };
}

/** Names begin with `kernel-`. */
export const kernelCases: readonly BenchCase[] = (['complete', 'leafwise', 'mixed'] as const).flatMap((kind) =>
  [100, 500].map((numTrees) => kernelCase(kind, numTrees)),
);
