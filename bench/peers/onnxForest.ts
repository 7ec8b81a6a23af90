/**
 * A forest as the bytes of an ONNX model (ai.onnx.ml TreeEnsembleRegressor), so that the peer scores the same trees.
 * Only what that takes of Protocol Buffers is written here. Thresholds become the float32 below or equal, which
 * decides alike for float32 inputs; leaves are rounded to float32, so sums agree to float32 precision only. A category
 * set becomes a chain of equalities that all lead to one child, which onnxruntime joins again.
 */
import { type Forest, TEST_IN_SET } from '../../src/model/forest.ts';

const VARINT = 0;
const BYTES = 2;
const FLOAT = 5;

type Field = Buffer;

/** @returns the model; input `rows` is float32 [n, numFeatures], output `margins` float32 [n, 1] */
export function onnxForest(forest: Forest, numFeatures: number): Uint8Array {
  const ints: Record<string, number[]> = {
    nodes_treeids: [],
    nodes_nodeids: [],
    nodes_featureids: [],
    nodes_truenodeids: [],
    nodes_falsenodeids: [],
    nodes_missing_value_tracks_true: [],
    target_treeids: [],
    target_nodeids: [],
    target_ids: [],
  };
  const values: number[] = [];
  const modes: string[] = [];
  const weights: number[] = [];
  forest.trees.forEach((tree, treeId) => {
    const numNodes = tree.feature.length;
    const idOf = (child: number): number => (child >= 0 ? child : numNodes + ~child);
    let nextChainId = numNodes + tree.leafValue.length;
    const node = (
      id: number,
      mode: 'BRANCH_LEQ' | 'BRANCH_EQ' | 'LEAF',
      feature: number,
      value: number,
      yes: number,
      no: number,
      tracks: number,
    ): void => {
      ints.nodes_treeids.push(treeId);
      ints.nodes_nodeids.push(id);
      ints.nodes_featureids.push(feature);
      ints.nodes_truenodeids.push(yes);
      ints.nodes_falsenodeids.push(no);
      ints.nodes_missing_value_tracks_true.push(tracks);
      modes.push(mode);
      values.push(value);
    };
    for (let n = 0; n < numNodes; n++) {
      if (tree.test[n] === TEST_IN_SET) {
        const members = forest.sets[tree.threshold[n]].values;
        members.forEach((member, i) => {
          const id = i === 0 ? n : nextChainId++;
          const no = i === members.length - 1 ? idOf(tree.right[n]) : nextChainId;
          node(id, 'BRANCH_EQ', tree.feature[n], member, idOf(tree.left[n]), no, 0);
        });
        continue;
      }
      const threshold = floatBelow(tree.threshold[n]);
      node(n, 'BRANCH_LEQ', tree.feature[n], threshold, idOf(tree.left[n]), idOf(tree.right[n]), tree.defaultLeft[n]);
    }
    tree.leafValue.forEach((value, leaf) => {
      node(numNodes + leaf, 'LEAF', 0, 0, 0, 0, 0);
      ints.target_treeids.push(treeId);
      ints.target_nodeids.push(numNodes + leaf);
      ints.target_ids.push(0);
      weights.push(value);
    });
  });
  const attributes = [
    ...Object.entries(ints).map(([name, list]) =>
      attribute(
        name,
        7,
        list.map((value) => varintField(8, value)),
      ),
    ),
    attribute(
      'nodes_values',
      6,
      values.map((value) => floatField(7, value)),
    ),
    attribute(
      'target_weights',
      6,
      weights.map((value) => floatField(7, value)),
    ),
    attribute(
      'nodes_modes',
      8,
      modes.map((mode) => bytesField(9, Buffer.from(mode))),
    ),
    attribute('n_targets', 2, [varintField(3, 1)]),
    attribute('post_transform', 3, [bytesField(4, Buffer.from('NONE'))]),
  ];
  const node = message(
    bytesField(1, Buffer.from('rows')),
    bytesField(2, Buffer.from('margins')),
    bytesField(4, Buffer.from('TreeEnsembleRegressor')),
    ...attributes.map((bytes) => bytesField(5, bytes)),
    bytesField(7, Buffer.from('ai.onnx.ml')),
  );
  const graph = message(
    bytesField(1, node),
    bytesField(2, Buffer.from('forest')),
    bytesField(11, tensor('rows', numFeatures)),
    bytesField(12, tensor('margins', 1)),
  );
  const opset = (domain: string, version: number): Field =>
    bytesField(8, message(bytesField(1, Buffer.from(domain)), varintField(2, version)));
  return message(varintField(1, 8), bytesField(7, graph), opset('', 17), opset('ai.onnx.ml', 3));
}

/** The largest float32 that is not above `value`. */
export function floatBelow(value: number): number {
  const rounded = Math.fround(value);
  if (rounded <= value || Number.isNaN(rounded)) return rounded;
  const bits = new Int32Array(new Float32Array([rounded]).buffer);
  bits[0] += rounded > 0 ? -1 : 1;
  return rounded === 0 ? -1.401298464324817e-45 : new Float32Array(bits.buffer)[0];
}

function attribute(name: string, type: number, values: readonly Field[]): Buffer {
  return message(bytesField(1, Buffer.from(name)), ...values, varintField(20, type));
}

/** A float32 tensor [n, columns] as a graph input or output. */
function tensor(name: string, columns: number): Buffer {
  const free = bytesField(1, message(bytesField(2, Buffer.from('n'))));
  const fixed = bytesField(1, message(varintField(1, columns)));
  const type = message(varintField(1, 1), bytesField(2, message(free, fixed)));
  return message(bytesField(1, Buffer.from(name)), bytesField(2, message(bytesField(1, type))));
}

const message = (...fields: readonly Field[]): Buffer => Buffer.concat(fields);

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  return Buffer.from([...bytes, rest]);
}

const tag = (field: number, wire: number): Buffer => varint(field * 8 + wire);

const varintField = (field: number, value: number): Field => Buffer.concat([tag(field, VARINT), varint(value)]);

const bytesField = (field: number, bytes: Uint8Array): Field =>
  Buffer.concat([tag(field, BYTES), varint(bytes.length), bytes]);

function floatField(field: number, value: number): Field {
  const bytes = Buffer.alloc(4);
  bytes.writeFloatLE(value);
  return Buffer.concat([tag(field, FLOAT), bytes]);
}
