/** The forest kernel alone, on the shapes of trees that libraries grow: float rows in, exact scores out, one thread. */
import type { BenchCase } from '../case.ts';
import { checkMargins } from '../checkMargins.ts';
import { createForestScorer } from '../forestScorer.ts';
import { type Kind, randomForest, randomRows } from '../forests.ts';
import { createOnnxScorer } from '../peers/onnxruntime.ts';

const NUM_ROWS = 10_000;

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
}

/** Names begin with `kernel-`. */
export const kernelCases: readonly BenchCase[] = (['complete', 'leafwise', 'mixed'] as const).flatMap((kind) =>
  [100, 500].map((numTrees) => kernelCase(kind, numTrees)),
);
