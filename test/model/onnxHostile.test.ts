/** Damaged and hostile ONNX files: read or refused, in bounded time. */
import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { PosternError } from '../../src/contract/errors.ts';
import { importOnnx } from '../../src/model/onnx/importOnnx.ts';
import { readModel } from './golden.ts';
import { concat, small, refusal, score, treeEnsemble } from './onnxGraphs.ts';
import {
  type Bytes,
  type Value,
  FLOAT,
  integer,
  join,
  message,
  onnxOf,
  regressor,
  text,
  varint,
  threeColumns,
} from './onnxWriter.ts';

/** Reads it or refuses it as a model; anything else fails the test. */
function readOrRefuse(bytes: Bytes): void {
  try {
    importOnnx(bytes);
  } catch (error) {
    if (!(error instanceof PosternError)) throw error;
    expect(error.code).toMatch(/^MODEL_/);
  }
}

const seeds = ['handmade_concat', 'handmade_v5_member_sets', 'handmade_equal_chain_shared', 'handmade_doubles_v3'];

test('a model cut short anywhere is refused', () => {
  for (const bytes of [small, ...seeds.map((name) => readModel('onnx', name))]) {
    // what follows the last operator set may be missing
    for (let length = 0; length < bytes.length; length++) readOrRefuse(bytes.subarray(0, length));
  }
  const graph = small.length - message(8, text(1, 'ai.onnx.ml'), integer(2, 3)).length;
  for (let length = 0; length < graph; length++) expect(refusal(small.subarray(0, length)).code).toMatch(/^MODEL_/);
});

test('a mutated model is read or refused, and nothing else happens', () => {
  const models = [
    small,
    onnxOf({ nodes: [treeEnsemble()], version: 5 }),
    ...seeds.map((name) => readModel('onnx', name)),
  ];
  const piece = fc.oneof(
    fc.uint8Array({ maxLength: 4 }),
    fc.constantFrom(
      varint(-1),
      varint(2 ** 31),
      varint(2 ** 40),
      Uint8Array.of(0xff, 0xff, 0xff, 0x7f),
      Uint8Array.of(0),
    ),
  );
  const place = fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(6), piece, fc.boolean());
  fc.assert(
    fc.property(fc.constantFrom(...models), fc.array(place, { minLength: 1, maxLength: 5 }), (model, places) => {
      let bytes: Bytes = Uint8Array.from(model);
      for (const [where, removed, added, inPlace] of places) {
        const at = Math.floor(where * bytes.length);
        if (inPlace) bytes.set(added.subarray(0, bytes.length - at), at);
        else bytes = join(bytes.subarray(0, at), added, bytes.subarray(at + removed));
      }
      readOrRefuse(bytes);
    }),
    { numRuns: 4000, seed: 12 },
  );
});

test('attributes of any numbers are read or refused, and nothing else happens', () => {
  const whole = fc.oneof(fc.integer({ min: -2, max: 6 }), fc.constantFrom(2 ** 31, -(2 ** 31), 2 ** 53, 1e9));
  const real = fc.oneof(fc.float(), fc.constantFrom(0, 0.5, 1));
  const value = (was: Value): fc.Arbitrary<Value> => {
    if (typeof was === 'number') return whole;
    if (!Array.isArray(was)) return fc.constant(was);
    const item = was.some((one) => typeof one === 'string')
      ? fc.constantFrom('LEAF', 'BRANCH_LEQ', 'BRANCH_EQ', 'BRANCH_NEQ')
      : was.some((one) => !Number.isInteger(one))
        ? real
        : whole;
    return fc.array(item as fc.Arbitrary<number>, { minLength: 3, maxLength: 5 });
  };
  for (const node of [regressor(), treeEnsemble()]) {
    const attributes = node.attributes ?? {};
    const changes = fc
      .subarray(Object.keys(attributes), { minLength: 1, maxLength: 3 })
      .chain((names) => fc.record(Object.fromEntries(names.map((name) => [name, value(attributes[name])]))));
    fc.assert(
      fc.property(changes, (changed) => {
        readOrRefuse(onnxOf({ nodes: [{ ...node, attributes: { ...attributes, ...changed } }], version: 5 }));
      }),
      { numRuns: 700, seed: 13 },
    );
  }
});

describe('what a small file declares costs no more than the file', () => {
  const quickly = (bytes: Bytes): void => {
    const started = performance.now();
    readOrRefuse(bytes);
    expect(performance.now() - started).toBeLessThan(5000);
  };

  test('tens of thousands of empty nodes', () => {
    const empty = Buffer.alloc(200_000, message(1));
    quickly(join(integer(1, 9), message(7, empty)));
  });

  test('columns joined to themselves over and over', () => {
    const doubled = Array.from({ length: 40 }, (_, i) => ({ ...concat(`T${i}`, `T${i}`), outputs: [`T${i + 1}`] }));
    quickly(
      onnxOf({ nodes: [...doubled, regressor({}, { inputs: ['T40'] })], inputs: [{ ...threeColumns, name: 'T0' }] }),
    );
  });

  test('tens of thousands of columns scaled time and again', () => {
    const one = { operator: 'Scaler', attributes: { offset: [1], scale: [2] } };
    const scalers = Array.from({ length: 60 }, (_, i) => ({ ...one, inputs: [`T${i}`], outputs: [`T${i + 1}`] }));
    quickly(
      onnxOf({
        nodes: [...scalers, regressor({}, { inputs: ['T60'] })],
        inputs: [{ name: 'T0', type: FLOAT, shape: ['N', 60_000] }],
      }),
    );
  });

  test('a node that takes one tensor many times', () => {
    const many: readonly string[] = Array.from({ length: 9000 }, () => 'S');
    const takers = Array.from({ length: 6 }, (_, i) => ({ ...concat(...many), name: `n${i}`, outputs: many }));
    quickly(onnxOf({ nodes: [regressor(), ...takers] }));
  });

  test('leaves that give the first and the last of many outputs', () => {
    const numLeaves = 2000;
    const leaves = Array.from({ length: numLeaves }, (_, i) => i);
    quickly(
      onnxOf({
        nodes: [
          regressor({
            nodes_treeids: leaves.map((leaf) => leaf),
            nodes_nodeids: leaves.map(() => 0),
            nodes_modes: leaves.map(() => 'LEAF'),
            nodes_featureids: leaves.map(() => 0),
            nodes_values: leaves.map(() => 0),
            nodes_truenodeids: leaves.map(() => 0),
            nodes_falsenodeids: leaves.map(() => 0),
            nodes_missing_value_tracks_true: [],
            target_treeids: leaves.flatMap((leaf) => [leaf, leaf]),
            target_nodeids: leaves.flatMap(() => [0, 0]),
            target_ids: leaves.flatMap(() => [0, 65_535]),
            target_weights: leaves.flatMap(() => [1, 1]),
            n_targets: 65_536,
          }),
        ],
      }),
    );
  });
});

test('a chain of twenty thousand branches is read', () => {
  const numBranches = 20_000;
  const numbers = Array.from({ length: 2 * numBranches + 1 }, (_, i) => i);
  const isBranch = (i: number): boolean => i < numBranches;
  const leaves = numbers.filter((i) => !isBranch(i));
  const forest = importOnnx(
    onnxOf({
      nodes: [
        regressor({
          nodes_treeids: numbers.map(() => 0),
          nodes_nodeids: numbers,
          nodes_modes: numbers.map((i) => (isBranch(i) ? 'BRANCH_LT' : 'LEAF')),
          nodes_featureids: numbers.map(() => 1),
          nodes_values: numbers.map((i) => i),
          nodes_truenodeids: numbers.map((i) => (isBranch(i) ? numBranches + i : 0)),
          nodes_falsenodeids: numbers.map((i) => (isBranch(i) ? (i + 1 === numBranches ? 2 * numBranches : i + 1) : 0)),
          nodes_missing_value_tracks_true: [],
          target_treeids: leaves.map(() => 0),
          target_nodeids: leaves,
          target_ids: leaves.map(() => 0),
          target_weights: leaves.map((leaf) => leaf),
        }),
      ],
      packed: true,
    }),
  );
  expect(score(forest, 0, 7000, 0)).toBe(numBranches + 7001);
});
