/** One model after another against its library: the leaves of some rows, and the raw margins of all in bits. */
import { bitsOf, type EveryScorer, loadEveryScorer } from '../../test/forest/everyScorer.ts';
import type { Forest } from '../../src/model/forest.ts';
import { importModel } from '../../src/model/importModel.ts';
import { referenceLeaves, referenceMargins } from '../../src/model/referenceScore.ts';
import type { Head } from './readFrames.ts';

export type Comparison = {
  readonly numRows: number;
  /** Rows of which any scorer's margin, or any leaf, is another. */
  readonly numDiffering: number;
  readonly numTrees: number;
  readonly numNodes: number;
  /** The first difference, for whoever has to find it. */
  readonly example: string | null;
};

export type Comparer = {
  add(rows: Extract<Head, { kind: 'rows' }>, parts: readonly ArrayBuffer[]): void;
  finish(): Comparison;
};

/** The plain scorer is slow: it sees so many rows of every frame. */
const REFERENCE_ROWS = 200;

/** @returns What makes a comparer of a model file; the cores are loaded once. */
export function loadComparer(): (model: Uint8Array, options: Readonly<Record<string, unknown>>) => Comparer {
  const scoreEveryWay = loadEveryScorer();
  return (model, options) => createComparer(importModel(model, options), scoreEveryWay);
}

function createComparer(forest: Forest, scoreEveryWay: EveryScorer): Comparer {
  const numColumns = forest.featureNames.length;
  let numRows = 0;
  let numDiffering = 0;
  let example: string | null = null;
  return {
    add(head, parts) {
      const rows = new Float64Array(parts[0]);
      const raw = new Float64Array(parts[1]);
      const leaves = new Int32Array(parts[2]);
      const { numOutputs, numTrees } = head;
      if (rows.length !== head.numRows * numColumns || numOutputs !== forest.numOutputs) {
        throw new Error(`rows of ${rows.length / head.numRows} and ${numOutputs} outputs, not as imported`);
      }
      const rowAt = (row: number): Float64Array => rows.subarray(row * numColumns, (row + 1) * numColumns);
      const differing = new Set<number>();
      const note = (row: number, what: string): void => {
        differing.add(row);
        example ??= `row ${numRows + row} ${what}: [${rowAt(row).join(', ')}]`;
      };
      const compare = (name: string, margins: Float64Array, expected = raw): void => {
        if (margins.length !== expected.length) throw new Error(`${name} gave ${margins.length} margins`);
        const [a, b] = [bitsOf(margins), bitsOf(expected)];
        for (let i = 0; i < a.length; i++) {
          if (a[i] !== b[i])
            note(Math.floor(i / numOutputs), `by ${name} is ${shown(margins[i])}, not ${shown(raw[i])}`);
        }
      };

      for (let row = 0; row * numTrees < leaves.length; row++) {
        const got = referenceLeaves(forest, rowAt(row));
        const tree = got.findIndex((leaf, i) => leaf !== leaves[row * numTrees + i]);
        if (tree >= 0) note(row, `falls in leaf ${got[tree]} of tree ${tree}, not in ${leaves[row * numTrees + tree]}`);
      }
      const numPlain = Math.min(REFERENCE_ROWS, head.numRows);
      const reference = new Float64Array(numPlain * numOutputs);
      for (let row = 0; row < numPlain; row++) reference.set(referenceMargins(forest, rowAt(row)), row * numOutputs);
      compare('the reference', reference, raw.subarray(0, reference.length));
      for (const { name, margins } of scoreEveryWay(forest, rows)) compare(name, margins);
      if (forest.values.precision === 'f32') {
        for (const { name, margins } of scoreEveryWay(forest, Float32Array.from(rows))) compare(name, margins);
      }
      numRows += head.numRows;
      numDiffering += differing.size;
    },
    finish: () => ({
      numRows,
      numDiffering,
      numTrees: forest.trees.length,
      numNodes: forest.trees.reduce((sum, tree) => sum + tree.feature.length, 0),
      example,
    }),
  };
}

/** Zeros with their sign. */
function shown(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
