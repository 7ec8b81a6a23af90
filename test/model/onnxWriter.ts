/** ONNX files by hand, for tests: what onnx.save would write, and what it never would. Fields as in onnx/onnx onnx/onnx.proto. */
import { Buffer } from 'node:buffer';

export type Bytes = Uint8Array;

export function join(...parts: readonly Bytes[]): Bytes {
  return Buffer.concat(parts);
}

/** As `join`, of lists that are longer than a call takes arguments. */
const joinAll = (parts: readonly Bytes[]): Bytes => Buffer.concat(parts);

/** A varint of 64 bits; negative numbers take ten bytes. */
export function varint(value: number | bigint): Bytes {
  let left = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  while (left > 127n) {
    bytes.push(Number(left & 127n) | 128);
    left >>= 7n;
  }
  return Uint8Array.of(...bytes, Number(left));
}

export const tag = (field: number, wire: number): Bytes => varint(field * 8 + wire);
export const integer = (field: number, value: number | bigint): Bytes => join(tag(field, 0), varint(value));
export const message = (field: number, ...parts: readonly Bytes[]): Bytes => {
  const body = join(...parts);
  return join(tag(field, 2), varint(body.length), body);
};
export const text = (field: number, value: string): Bytes => message(field, Buffer.from(value));
export const float = (field: number, value: number): Bytes => join(tag(field, 5), floats([value]));
export const floats = (values: readonly number[]): Bytes => new Uint8Array(new Float32Array(values).buffer);
export const doubles = (values: readonly number[]): Bytes => new Uint8Array(new Float64Array(values).buffer);

/** A list of integers, each with its tag or all of them packed. */
export function integers(field: number, values: readonly number[], packed: boolean): Bytes {
  if (packed) return message(field, joinAll(values.map(varint)));
  return joinAll(values.map((value) => integer(field, value)));
}

export function floatList(field: number, values: readonly number[], packed: boolean): Bytes {
  return packed ? message(field, floats(values)) : joinAll(values.map((value) => float(field, value)));
}

/** Types of tensors' elements. */
export const FLOAT = 1;
export const UINT8 = 2;
export const DOUBLE = 11;

export type Tensor = { readonly type: number; readonly values: readonly number[]; readonly body?: Bytes };

/** Raw data unless a body says otherwise. */
export function tensorOf({ type, values, body }: Tensor): Bytes {
  const raw = { [FLOAT]: floats, [UINT8]: (list: readonly number[]) => Uint8Array.from(list), [DOUBLE]: doubles }[type];
  return join(integers(1, [values.length], true), integer(2, type), body ?? message(9, raw?.(values) ?? Buffer.of()));
}

export type Value = number | string | Tensor | readonly number[] | readonly string[] | { readonly float: number };

/** `ints` are lists whose every number is whole, unless the name is in `floatNames`. */
const floatNames = /values$|weights$|offset|scale|floats$/;

export function attribute(name: string, value: Value, packed: boolean): Bytes {
  if (typeof value === 'number') return message(5, text(1, name), integer(3, value));
  if (typeof value === 'string') return message(5, text(1, name), text(4, value));
  if ('float' in value) return message(5, text(1, name), float(2, value.float));
  if ('type' in value) return message(5, text(1, name), message(5, tensorOf(value)));
  if (value.some((one) => typeof one === 'string')) {
    return message(5, text(1, name), joinAll(value.map((one) => text(9, String(one)))));
  }
  const list = value as readonly number[];
  return message(5, text(1, name), floatNames.test(name) ? floatList(7, list, packed) : integers(8, list, packed));
}

export type Node = {
  readonly operator: string;
  readonly domain?: string;
  readonly name?: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, Value>>;
};

export function nodeOf(
  { operator, domain = 'ai.onnx.ml', name = '', inputs, outputs, attributes = {} }: Node,
  packed = false,
): Bytes {
  return message(
    1,
    ...inputs.map((input) => text(1, input)),
    ...outputs.map((output) => text(2, output)),
    text(3, name),
    text(4, operator),
    ...Object.entries(attributes).map(([key, value]) => attribute(key, value, packed)),
    text(7, domain),
  );
}

export type Input = { readonly name: string; readonly type: number; readonly shape?: readonly (number | string)[] };

export function inputOf({ name, type, shape }: Input): Bytes {
  const dims = (shape ?? []).map((size) => message(1, typeof size === 'number' ? integer(1, size) : text(2, size)));
  return message(11, text(1, name), message(2, message(1, integer(1, type), ...(shape ? [message(2, ...dims)] : []))));
}

export type Graph = {
  readonly nodes: readonly Node[];
  readonly inputs?: readonly Input[];
  readonly version?: number;
  readonly packed?: boolean;
  /** Other fields of the graph. */
  readonly more?: readonly Bytes[];
};

export const threeColumns: Input = { name: 'X', type: FLOAT, shape: ['N', 3] };

export function onnxOf({ nodes, inputs = [threeColumns], version = 3, packed = false, more = [] }: Graph): Bytes {
  return join(
    integer(1, 9),
    text(2, 'by hand'),
    message(7, ...nodes.map((node) => nodeOf(node, packed)), ...inputs.map(inputOf), ...more),
    message(8, text(1, 'ai.onnx.ml'), integer(2, version)),
  );
}

/** Two branches, three leaves: column 0 at most 0.5, else column 2 above 1. */
export const rowsOfOneTree = {
  nodes_treeids: [0, 0, 0, 0, 0],
  nodes_nodeids: [0, 1, 2, 3, 4],
  nodes_modes: ['BRANCH_LEQ', 'LEAF', 'BRANCH_GT', 'LEAF', 'LEAF'],
  nodes_featureids: [0, 0, 2, 0, 0],
  nodes_values: [0.5, 0, 1, 0, 0],
  nodes_truenodeids: [1, 0, 3, 0, 0],
  nodes_falsenodeids: [2, 0, 4, 0, 0],
  nodes_missing_value_tracks_true: [1, 0, 0, 0, 0],
  target_treeids: [0, 0, 0],
  target_nodeids: [1, 3, 4],
  target_ids: [0, 0, 0],
  target_weights: [0.25, -1.5, 3],
  n_targets: 1,
} as const;

export function regressor(changes: Readonly<Record<string, Value>> = {}, node: Partial<Node> = {}): Node {
  const attributes = { ...rowsOfOneTree, ...changes };
  return { operator: 'TreeEnsembleRegressor', name: 'trees', inputs: ['X'], outputs: ['S'], attributes, ...node };
}
