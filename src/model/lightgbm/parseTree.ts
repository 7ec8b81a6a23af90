/** One tree block to columns, checked to be a tree: every node and leaf hangs below the root exactly once. */
import { PosternError } from '../../contract/errors.ts';
import { checkTree } from '../checkTree.ts';
import type { Tree } from '../forest.ts';
import type { Block } from './scanLightgbm.ts';

/** Bits of `decision_type` (microsoft/LightGBM include/LightGBM/tree.h). */
const CATEGORICAL = 1;
const DEFAULT_LEFT = 2;
const MISSING_SHIFT = 2;
const LARGEST_DECISION = 0b1011;

/** @throws MODEL_INVALID, MODEL_UNSUPPORTED with the tree's number and the element. */
export function parseTree(block: Block, number: number, numFeatures: number): Tree {
  const fail = (what: string): never => {
    throw new PosternError('MODEL_INVALID', `Tree ${number}: ${what}`);
  };
  const column = (key: string, length: number): Float64Array => {
    const text = block.get(key) ?? '';
    const words = text === '' ? [] : text.trim().split(' ');
    if (words.length !== length) fail(`${key} should hold ${length} numbers, got ${words.length}`);
    return Float64Array.from(words, (word) => {
      const value = numberOf(word);
      return Number.isNaN(value) ? fail(`${key} holds a value that is not a number`) : value;
    });
  };

  refuseUnsupported(block, number);
  const leafValue = column(
    'leaf_value',
    countOf(block.get('num_leaves')) ?? fail('num_leaves is not a positive integer'),
  );
  const numNodes = leafValue.length - 1;
  if (!leafValue.every(Number.isFinite)) fail('leaf_value holds an infinite value');

  const decisions = column('decision_type', numNodes);
  for (const decision of decisions) {
    if (!Number.isInteger(decision) || decision < 0 || decision > LARGEST_DECISION)
      fail('decision_type is out of range');
    if ((decision & CATEGORICAL) !== 0) unsupported(number, 'a categorical split', 'encode categories as numbers');
  }
  const integers = (key: string, lowest: number, highest: number): Int32Array =>
    Int32Array.from(column(key, numNodes), (value) =>
      Number.isInteger(value) && value >= lowest && value <= highest ? value : fail(`${key} is out of range`),
    );

  const tree: Tree = {
    feature: integers('split_feature', 0, numFeatures - 1),
    test: new Uint8Array(numNodes),
    threshold: column('threshold', numNodes),
    left: integers('left_child', -leafValue.length, numNodes - 1),
    right: integers('right_child', -leafValue.length, numNodes - 1),
    defaultLeft: Uint8Array.from(decisions, (decision) => ((decision & DEFAULT_LEFT) === 0 ? 0 : 1)),
    missing: Uint8Array.from(decisions, (decision) => decision >> MISSING_SHIFT),
    leafValue,
    leafWidth: 1,
    output: 0,
    cover: null,
  };
  checkTree(tree, number, numFeatures, 0);
  return tree;
}

function refuseUnsupported(block: Block, number: number): void {
  if ((block.get('num_cat') ?? '0') !== '0') {
    unsupported(number, 'categorical splits (num_cat)', 'encode categories as numbers before training');
  }
  if ((block.get('is_linear') ?? '0') !== '0') {
    unsupported(number, 'linear leaves (is_linear)', 'train with linear_tree=false');
  }
}

function unsupported(number: number, element: string, cure: string): never {
  throw new PosternError('MODEL_UNSUPPORTED', `Tree ${number} has ${element}, which is not supported; ${cure}`);
}

/** A %.17g number: what JavaScript reads, and C's spelling of the infinities. NaN when it is neither. */
function numberOf(word: string): number {
  if (word === 'inf') return Infinity;
  if (word === '-inf') return -Infinity;
  return /^[-+]?[0-9.]+(?:[eE][-+]?[0-9]+)?$/.test(word) ? Number(word) : Number.NaN;
}

/** A positive integer, or null. */
function countOf(text: string | undefined): number | null {
  return text !== undefined && /^[1-9][0-9]{0,8}$/.test(text) ? Number(text) : null;
}
