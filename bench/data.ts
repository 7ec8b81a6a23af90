/** Seeded inputs, made before any clock starts: simulated (synthetic) mail, random forests, random vectors. */
import { createRandom } from './random.ts';
import type { Parcel } from '../src/contract/parcel.ts';
import { type Forest, plainSum, plainValues, type Tree } from '../src/model/forest.ts';
import { simulateMail } from '../src/simulate/mail.ts';

const SEED = 7;

/** Simulated mail as NDJSON: the simulator's default records. */
export function mail(numParcels: number): Buffer {
  const chunks: Buffer[] = [];
  for (const { ndjson } of simulateMail({ parcels: numParcels, seed: SEED })) chunks.push(ndjson);
  return Buffer.concat(chunks);
}

export function linesOf(ndjson: Buffer): string[] {
  return ndjson.toString('utf8').trimEnd().split('\n');
}

export function parcelsOf(ndjson: Buffer): Parcel[] {
  return linesOf(ndjson).map((line) => JSON.parse(line) as Parcel);
}

/** A forest of complete trees: `depth` 6 has 64 leaves. At most 255 distinct thresholds a feature. */
export function completeForest(numTrees: number, depth: number, numFeatures: number): Forest {
  const random = createRandom(SEED);
  const grid = Array.from({ length: numFeatures }, () =>
    Array.from({ length: 255 }, () => Math.fround(random() * 100)),
  );
  const numNodes = 2 ** depth - 1;
  const trees = Array.from({ length: numTrees }, (): Tree => {
    const feature = Int32Array.from({ length: numNodes }, () => Math.floor(random() * numFeatures));
    return {
      feature,
      test: new Uint8Array(numNodes),
      threshold: Float64Array.from(feature, (f) => grid[f][Math.floor(random() * 255)]),
      left: Int32Array.from({ length: numNodes }, (_, n) => childOf(2 * n + 1, numNodes)),
      right: Int32Array.from({ length: numNodes }, (_, n) => childOf(2 * n + 2, numNodes)),
      defaultLeft: new Uint8Array(numNodes).fill(1),
      missing: new Uint8Array(numNodes).fill(2),
      leafValue: Float64Array.from({ length: numNodes + 1 }, () => Math.fround(random() - 0.5)),
      leafWidth: 1,
      output: 0,
      cover: null,
    };
  });
  return {
    source: 'lightgbm',
    featureNames: Array.from({ length: numFeatures }, (_, f) => `f${f}`),
    categories: Array.from({ length: numFeatures }, () => null),
    values: plainValues,
    trees,
    sets: [],
    numOutputs: 1,
    aggregation: plainSum(1),
    objective: '',
    link: { kind: 'identity' },
    linkDivisor: null,
    notes: [],
  };
}

/** In a complete tree, heap number `n` beyond the nodes is a leaf. */
function childOf(n: number, numNodes: number): number {
  return n < numNodes ? n : ~(n - numNodes);
}

/** Row-major float32 rows over the range of the thresholds. */
export function vectors(numRows: number, numColumns: number): Float32Array {
  const random = createRandom(SEED + 1);
  return Float32Array.from({ length: numRows * numColumns }, () => random() * 100);
}
