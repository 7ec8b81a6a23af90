/** An engineer scores rows of numbers with the bundle's model alone, and times it. NaN is missing. */
import { createEngine } from '@postern/sdk/embedded';

const NUM_ROWS = 10_000;

const engine = createEngine();
const { numFeatures, numTrees, name, synthetic } = await engine.bundle();
const values = Float32Array.from({ length: NUM_ROWS * numFeatures }, (_, at) => (at % 7 === 0 ? Number.NaN : at % 997));
const vectors = { values, numRows: NUM_ROWS, numColumns: numFeatures, order: 'column' } as const;

await engine.scoreVectors(vectors);
const startedMs = performance.now();
const { values: margins } = await engine.scoreVectors(vectors);
const elapsedMs = performance.now() - startedMs;

console.log(`bundle ${name}, ${numTrees} trees${synthetic ? ', trained on synthetic mail' : ''}`);
console.log(`${NUM_ROWS} vectors of ${numFeatures} numbers in ${elapsedMs.toFixed(1)} ms`);
console.log(`margins from ${Math.min(...margins).toFixed(3)} to ${Math.max(...margins).toFixed(3)}`);
await engine.close();
