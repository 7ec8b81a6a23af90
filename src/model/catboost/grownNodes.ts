/**
 * Nodes and leaves of non-symmetric trees (grow policies Depthwise, Lossguide and Region), of all trees of a file, in
 * the order in which they end in it: a node after all that is below it.
 */
import { PosternError } from '../../contract/errors.ts';
import { memberIfAny, memberOf, type ModelObject, numberOf, numbersOf, type Place } from '../json/modelValue.ts';
import { createColumn } from './growingColumn.ts';
import { splitOf } from './splits.ts';

export type GrownNodes = {
  readonly isCategory: Uint8Array;
  readonly feature: Int32Array;
  /** Border, or hash of a category. */
  readonly value: Float64Array;
  /** Where a row goes that fails the test, and where one that passes it. A child >= 0 is a node, -1 - c is leaf c. */
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** `leafWidth` values a leaf. */
  readonly leafValue: Float64Array;
  readonly leafWidth: number;
  /** One a leaf, or null where a leaf has none. */
  readonly leafWeight: Float64Array | null;
};

export type GrownNodesBuilder = {
  readonly addNode: (members: ModelObject) => number;
  readonly addLeaf: (members: ModelObject) => number;
  readonly finish: () => GrownNodes;
};

export function createGrownNodes(): GrownNodesBuilder {
  const isCategory = createColumn((length) => new Uint8Array(length));
  const feature = createColumn((length) => new Int32Array(length));
  const value = createColumn((length) => new Float64Array(length));
  const left = createColumn((length) => new Int32Array(length));
  const right = createColumn((length) => new Int32Array(length));
  const leafValue = createColumn((length) => new Float64Array(length));
  const leafWeight = createColumn((length) => new Float64Array(length));
  let numNodes = 0;
  let numLeaves = 0;
  let leafWidth = 0;
  let hasWeights = true;

  const childOf = (node: Place, key: string): number => {
    const place = memberOf(node, key);
    const child = numberOf(place);
    if (child >= -numLeaves && child < numNodes && Number.isInteger(child)) return child;
    throw new PosternError('MODEL_INVALID', `${place.path}: expected a node or a leaf`);
  };

  return {
    addNode: (members) => {
      const node: Place = { value: members, path: `node ${numNodes} of trees` };
      const split = splitOf(memberOf(node, 'split'));
      isCategory.push(split.isCategory ? 1 : 0);
      feature.push(split.feature);
      value.push(split.value);
      left.push(childOf(node, 'left'));
      right.push(childOf(node, 'right'));
      return numNodes++;
    },
    addLeaf: (members) => {
      const leaf: Place = { value: members, path: `leaf ${numLeaves} of trees` };
      const values = memberOf(leaf, 'value');
      const list = typeof values.value === 'number' ? [values.value] : numbersOf(values);
      leafWidth = numLeaves === 0 ? list.length : leafWidth;
      if (list.length !== leafWidth || leafWidth === 0) {
        throw new PosternError('MODEL_INVALID', `${values.path}: expected ${leafWidth || 'some'} values`);
      }
      for (const each of list) leafValue.push(each);
      const weight = memberIfAny(leaf, 'weight');
      hasWeights &&= weight !== null;
      leafWeight.push(weight === null ? 0 : numberOf(weight));
      return -1 - numLeaves++;
    },
    finish: () => ({
      isCategory: isCategory.finish(),
      feature: feature.finish(),
      value: value.finish(),
      left: left.finish(),
      right: right.finish(),
      leafValue: leafValue.finish(),
      leafWidth,
      leafWeight: hasWeights ? leafWeight.finish() : null,
    }),
  };
}
