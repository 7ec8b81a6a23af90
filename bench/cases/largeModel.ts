/** Models as large as users have, synthetic: read from each library's file, opened, scored; and bundles that come and go. */
import { createStandaloneScorer } from '../../src/core/standaloneScorer.ts';
import { importModel } from '../../src/model/importModel.ts';
import { lowerForest } from '../../src/model/lower/lowerForest.ts';
import { referenceMargin } from '../../src/model/referenceScore.ts';
import type { BenchCase } from '../case.ts';
import { vectors } from '../data.ts';
import { catboostFile, largeForest, lightgbmFile, NODES_A_TREE, NUM_TREES, xgboostFile } from '../largeModel.ts';
import { compiled, runToEnd } from '../processes.ts';

const NUM_ROWS = 8192;
const NUM_CHECKED = 64;
const NUM_SWAPS = 1000;

function importCase(format: string, makeFile: () => Buffer): BenchCase {
  return {
    name: `large-${format}`,
    unit: 's',
    direct: true,
    about: `a ${format} file of 5,000 trees and 3 million nodes to a forest`,
    prepare: async () => {
      const file = makeFile();
      let numNodes = 0;
      return {
        numUnits: 1,
        ours: () => {
          const started = performance.now();
          const { trees } = importModel(file);
          const seconds = (performance.now() - started) / 1000;
          numNodes = trees.reduce((sum, { feature }) => sum + feature.length, 0);
          if (trees.length !== NUM_TREES || numNodes < NUM_TREES * NODES_A_TREE)
            throw new Error(`${numNodes} nodes read`);
          return seconds;
        },
        peers: {},
        check: async () => undefined,
      };
    },
  };
}

export const largeImportCases: readonly BenchCase[] = [
  importCase('lightgbm', () => lightgbmFile(largeForest())),
  importCase('xgboost', () => xgboostFile(largeForest())),
  importCase('catboost', catboostFile),
];

export const largeOpenCase: BenchCase = {
  name: 'large-open',
  unit: 'ms',
  direct: true,
  about: 'a lowered forest of 5,000 trees and 3 million nodes, from its bytes to the first score',
  prepare: async () => {
    const lowered = lowerForest(largeForest());
    const row = vectors(1, largeForest().featureNames.length);
    return {
      numUnits: 1,
      ours: () => {
        const started = performance.now();
        const scorer = createStandaloneScorer(lowered);
        scorer.scoreInto({ values: row, numRows: 1, numColumns: row.length, order: 'row' }, new Float64Array(1));
        return performance.now() - started;
      },
      peers: {},
      check: async () => undefined,
    };
  },
};

export const largeScoreCase: BenchCase = {
  name: 'large-score',
  unit: 'rows',
  about: '5,000 trees and 3 million nodes, float32 rows to f64 margins in chunks, one thread',
  prepare: async () => {
    const forest = largeForest();
    const numColumns = forest.featureNames.length;
    const values = vectors(NUM_ROWS, numColumns);
    const margins = new Float64Array(NUM_ROWS);
    const scorer = createStandaloneScorer(lowerForest(forest));
    const score = (): void => scorer.scoreInto({ values, numRows: NUM_ROWS, numColumns, order: 'row' }, margins);
    return {
      numUnits: NUM_ROWS,
      ours: score,
      peers: {},
      check: async () => {
        score();
        for (let row = 0; row < NUM_ROWS; row += NUM_ROWS / NUM_CHECKED) {
          const exact = referenceMargin(forest, values.subarray(row * numColumns, (row + 1) * numColumns));
          if (margins[row] !== exact) throw new Error(`row ${row}: expected ${exact}, got ${margins[row]}`);
        }
      },
    };
  },
};

export const swapsCase: BenchCase = {
  name: 'swaps',
  unit: '% more memory',
  direct: true,
  about: 'growth of resident memory over 1,000 swaps of bundles in one engine, after 1,000 to warm up',
  prepare: async () => ({
    numUnits: 1,
    ours: async () => {
      const flags = ['--expose-gc', '--max-semi-space-size=2'];
      const printed = await runToEnd(compiled('bench/children/swapBundles.js'), [String(NUM_SWAPS)], flags);
      return (JSON.parse(printed) as { percent: number }).percent;
    },
    peers: {},
    check: async () => undefined,
  }),
};
