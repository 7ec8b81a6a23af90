/**
 * Prints the milliseconds from having the bytes of a lowered forest to its first score, in a process that has scored
 * nothing yet; the core is there, as it is in a service that is swapped to a new bundle.
 */
import { readFileSync } from 'node:fs';
import { createStandaloneScorer } from '../../src/core/standaloneScorer.ts';
import { compileCore } from '../../src/core/wasm.ts';
import { forestSizes } from '../../src/model/openForest.ts';

const [file, isVouchedFor] = process.argv.slice(2);
const bytes = new Uint8Array(readFileSync(file));
compileCore();
const margins = new Float64Array(1);
const started = performance.now();
const { numFeatures } = forestSizes(bytes);
const values = new Float64Array(numFeatures).map((_, feature) => feature);
const scorer = createStandaloneScorer(bytes, isVouchedFor === 'yes');
scorer.scoreInto({ values, numRows: 1, numColumns: numFeatures, order: 'row' }, margins);
const elapsedMs = performance.now() - started;
process.stdout.write(`${JSON.stringify({ elapsedMs, margin: margins[0] })}\n`);
