/** From the table of nodes to trees: each is walked from its root, numbered as it is met, and checked. */
import { PosternError } from '../../contract/errors.ts';
import { checkTree } from '../checkTree.ts';
import {
  type CategorySet,
  MISSING_NAN,
  TEST_AT_MOST,
  TEST_BELOW,
  TEST_EQUAL,
  TEST_IN_SET,
  type Tree,
} from '../forest.ts';
import { EQ, GT, GTE, LEAF, LEQ, LT, MEMBER, NEQ, type NodeTable } from './nodeTable.ts';

/** Leaves that give a few of many outputs take room for all between; this much more than the file has is enough. */
const MOST_FILL = 64;
const FREE_FILL = 2 ** 20;

export type TreePlan = {
  readonly featureOfColumn: readonly number[];
  readonly numFeatures: number;
  readonly numOutputs: number;
  /** What a leaf gives to an output that it has no weight for: nothing to a sum, the worst to a minimum or maximum. */
  readonly fill: number;
  /** onnxruntime takes the value of a leaf's row for the weight that is missing (measured); only with one output. */
  readonly valueForMissingWeight: boolean;
};

export type BuiltTrees = {
  readonly trees: readonly Tree[];
  readonly sets: readonly CategorySet[];
  /** 1 for outputs that some tree gives a weight to whatever the row. */
  readonly alwaysGiven: Uint8Array;
  /** 1 for outputs that some leaf gives a weight to. */
  readonly everGiven: Uint8Array;
  /** 1 for outputs that have been filled somewhere. */
  readonly filled: Uint8Array;
};

/** @throws MODEL_INVALID when the rows are not trees. */
export function buildTrees(table: NodeTable, plan: TreePlan): BuiltTrees {
  const builder = new Builder(table, plan);
  const trees = table.roots.map((root, number) => builder.tree(root, number));
  builder.checkAllReached();
  const { sets, alwaysGiven, everGiven, filled } = builder;
  return { trees, sets, alwaysGiven, everGiven, filled };
}

class Builder {
  readonly sets: CategorySet[] = [];
  readonly alwaysGiven: Uint8Array;
  readonly everGiven: Uint8Array;
  readonly filled: Uint8Array;
  private readonly table: NodeTable;
  private readonly plan: TreePlan;
  private readonly reached: Uint8Array;
  private readonly setNumbers = new Map<string, number>();
  private fillLeft: number;

  constructor(table: NodeTable, plan: TreePlan) {
    this.table = table;
    this.plan = plan;
    this.reached = new Uint8Array(table.mode.length);
    this.alwaysGiven = new Uint8Array(plan.numOutputs);
    this.everGiven = new Uint8Array(plan.numOutputs);
    this.filled = new Uint8Array(plan.numOutputs);
    this.fillLeft = FREE_FILL + MOST_FILL * table.mode.length;
  }

  tree(root: number, number: number): Tree {
    const { mode, value, whenTrue, whenFalse, tracksTrue, column } = this.table;
    const feature: number[] = [];
    const test: number[] = [];
    const threshold: number[] = [];
    const left: number[] = [];
    const right: number[] = [];
    const defaultLeft: number[] = [];
    const leaves: number[] = [];
    // pending rows, each with the node it hangs from: node * 2, plus 1 for its right side
    const pending: number[] = [root];
    const hooks: number[] = [-1];
    while (pending.length > 0) {
      const row = pending.pop() as number;
      const hook = hooks.pop() as number;
      const isLeaf = mode[row] === LEAF;
      const place = isLeaf ? ~leaves.length : feature.length;
      if (hook >= 0) (hook % 2 === 0 ? left : right)[hook >> 1] = place;
      if (isLeaf) {
        this.reached[row] = 1;
        leaves.push(row);
        continue;
      }
      const { last, members } = this.chainFrom(row, number);
      const swapped = mode[row] === GTE || mode[row] === GT || mode[row] === NEQ;
      // NaN equals nothing, so NEQ holds for it whatever the row says (measured)
      const nanIsTrue = mode[row] === NEQ || tracksTrue[row] === 1;
      feature.push(this.plan.featureOfColumn[column[row]] ?? -1);
      test.push(members === null ? testOf(mode[row]) : TEST_IN_SET);
      threshold.push(members === null ? value[row] : this.setNumber(members, number));
      defaultLeft.push(nanIsTrue !== swapped ? 1 : 0);
      left.push(0);
      right.push(0);
      const [whenLeft, whenRight] = swapped ? [whenFalse[last], whenTrue[row]] : [whenTrue[row], whenFalse[last]];
      pending.push(whenRight, whenLeft);
      hooks.push(place * 2 + 1, place * 2);
    }
    const tree: Tree = {
      feature: new Int32Array(feature),
      test: new Uint8Array(test),
      threshold: new Float64Array(threshold),
      left: new Int32Array(left),
      right: new Int32Array(right),
      defaultLeft: new Uint8Array(defaultLeft),
      missing: new Uint8Array(feature.length).fill(MISSING_NAN),
      ...this.leafValues(leaves, number),
      cover: null,
    };
    checkTree(tree, number, this.plan.numFeatures, this.sets.length);
    return tree;
  }

  /** Rows that no tree has are no harm to runtimes, but whoever wrote them meant something. */
  checkAllReached(): void {
    const { mode, whenTrue, whenFalse, roots } = this.table;
    // the branch that stands for a tree of one leaf is never walked
    const stands = new Set(roots);
    const lost = this.reached.findIndex(
      (seen, row) =>
        seen === 0 && !(mode[row] !== LEAF && whenTrue[row] === whenFalse[row] && stands.has(whenTrue[row])),
    );
    if (lost < 0) return;
    throw new PosternError('MODEL_INVALID', `Row ${lost} of the trees hangs below no root, the first row of its tree`);
  }

  /**
   * What a branch tests: MEMBER has its set, and a chain of EQ branches whose true sides are one and the same row is a
   * set as well: so converters write categories.
   */
  private chainFrom(row: number, number: number): { last: number; members: Float64Array | null } {
    const { mode, value, column, whenTrue, whenFalse, tracksTrue, memberSets } = this.table;
    this.reach(row, number);
    if (mode[row] === MEMBER) return { last: row, members: memberSets[value[row]] };
    const values = [value[row]];
    let last = row;
    while (mode[row] === EQ) {
      const next = whenFalse[last];
      if (mode[next] !== EQ || column[next] !== column[row] || whenTrue[next] !== whenTrue[row]) break;
      this.reach(next, number);
      if (tracksTrue[next] !== tracksTrue[row]) {
        // the standard asks each of them, onnxruntime 1.30 the first (measured)
        throw new PosternError(
          'MODEL_UNSUPPORTED',
          `Tree ${number}: EQ nodes that share their true side differ in where NaN goes; let them be alike`,
        );
      }
      values.push(value[next]);
      last = next;
    }
    return { last, members: values.length === 1 ? null : Float64Array.from(values) };
  }

  private reach(row: number, number: number): void {
    if (this.reached[row] === 1) {
      throw new PosternError('MODEL_INVALID', `Tree ${number}: its children do not form one tree`);
    }
    this.reached[row] = 1;
  }

  private setNumber(members: Float64Array, number: number): number {
    if (!members.every(Number.isFinite)) {
      throw new PosternError(
        'MODEL_UNSUPPORTED',
        `Tree ${number} asks for members that are not finite numbers, which is not supported`,
      );
    }
    // adding 0 makes -0 the same member as 0
    const values = Float64Array.from(new Set(Array.from(members, (member) => member + 0))).sort();
    const key = values.join(' ');
    const known = this.setNumbers.get(key);
    if (known !== undefined) return known;
    this.setNumbers.set(key, this.sets.length);
    this.sets.push({ values, rounding: 'exact' });
    return this.sets.length - 1;
  }

  /** One block of outputs a tree: from the lowest to the highest that any of its leaves gives. */
  private leafValues(rows: readonly number[], number: number): Pick<Tree, 'leafValue' | 'leafWidth' | 'output'> {
    const { weightStart, weightOutput, weightValue, value } = this.table;
    let [lowest, highest] = [this.plan.numOutputs, -1];
    for (const row of rows) {
      for (let i = weightStart[row]; i < weightStart[row + 1]; i++) {
        lowest = Math.min(lowest, weightOutput[i]);
        highest = Math.max(highest, weightOutput[i]);
      }
    }
    if (highest < 0) [lowest, highest] = [0, 0];
    const width = highest - lowest + 1;
    this.fillLeft -= rows.length * width;
    if (this.fillLeft < 0) {
      throw new PosternError(
        'MODEL_UNSUPPORTED',
        `The leaves of tree ${number} give a few of ${width} outputs each; write one tree an output`,
      );
    }
    const leafValue = new Float64Array(rows.length * width).fill(this.plan.fill);
    const numGiven = new Int32Array(width);
    const lastGiven = new Int32Array(width).fill(-1);
    rows.forEach((row, leaf) => {
      for (let i = weightStart[row]; i < weightStart[row + 1]; i++) {
        const output = weightOutput[i] - lowest;
        if (lastGiven[output] === leaf) {
          throw new PosternError(
            'MODEL_UNSUPPORTED',
            `Tree ${number} has a leaf with two weights for one output, which is not supported; add them up`,
          );
        }
        lastGiven[output] = leaf;
        numGiven[output]++;
        leafValue[leaf * width + output] = weightValue[i];
      }
      if (this.plan.valueForMissingWeight && weightStart[row] === weightStart[row + 1]) {
        leafValue[leaf] = value[row];
        numGiven[0]++;
      }
    });
    for (let output = 0; output < width; output++) {
      if (numGiven[output] > 0) this.everGiven[lowest + output] = 1;
      (numGiven[output] === rows.length ? this.alwaysGiven : this.filled)[lowest + output] = 1;
    }
    return { leafValue, leafWidth: width, output: lowest };
  }
}

function testOf(mode: number): number {
  if (mode === LEQ || mode === GT) return TEST_AT_MOST;
  if (mode === LT || mode === GTE) return TEST_BELOW;
  return TEST_EQUAL;
}
