/**
 * ONNX, first step: bytes to the nodes of a graph with their attributes. Knows the layout of the file and no meaning:
 * nothing is checked against anything else. Source: onnx/onnx onnx/onnx.proto.
 */
import { PosternError } from '../../contract/errors.ts';
import { NumberList, readFloats, readIntegers, singleAt } from './numbers.ts';
import { BYTES, FIXED32, FieldCursor, malformed, type Span, textOf, VARINT } from './protobuf.ts';

/** More than any export of trees has; each costs many times its bytes. */
const MOST_PARTS = 20_000;

/** What an attribute may hold; which of it is told by the operator that asks. */
export type OnnxAttribute = {
  readonly float: number | null;
  readonly integer: number | null;
  readonly text: Span | null;
  /** Pieces of one message; tensor.ts reads it. */
  readonly tensor: readonly Span[];
  readonly floats: Float64Array;
  readonly integers: Float64Array;
  /** Texts of the list, `from` and `to` of each: there may be millions. */
  readonly texts: Float64Array;
};

export type OnnxNode = {
  readonly name: string;
  readonly operator: string;
  readonly domain: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: ReadonlyMap<string, OnnxAttribute>;
};

/** A graph's input or output; sizes are null where the file leaves them open, `shape` where it says nothing. */
export type OnnxValue = {
  readonly name: string;
  readonly elementType: number;
  readonly shape: readonly (number | null)[] | null;
};

export type OnnxModel = {
  readonly bytes: Uint8Array;
  /** Version of each domain's operators; '' is ONNX itself. */
  readonly operatorSets: ReadonlyMap<string, number>;
  readonly nodes: readonly OnnxNode[];
  readonly inputs: readonly OnnxValue[];
  readonly outputs: readonly OnnxValue[];
  readonly initializers: ReadonlyMap<string, Span>;
};

/** @throws MODEL_INVALID when the bytes are not laid out as an ONNX model, MODEL_UNSUPPORTED when it is not plain. */
export function scanOnnx(bytes: Uint8Array): OnnxModel {
  const operatorSets = new Map<string, number>();
  const graph: Graph = { nodes: [], inputs: [], outputs: [], initializers: new Map() };
  let numGraphs = 0;
  for (const cursor = new FieldCursor({ bytes, from: 0, to: bytes.length }); cursor.next(); ) {
    if (isBytes(cursor, 7)) {
      numGraphs++;
      scanGraph(cursor.span(), graph);
    } else if (isBytes(cursor, 8)) scanOperatorSet(cursor.span(), operatorSets);
    else if (isBytes(cursor, 25)) {
      throw new PosternError(
        'MODEL_UNSUPPORTED',
        'The model defines functions of its own; export it with them inlined',
      );
    }
  }
  if (numGraphs === 0) malformed('no graph');
  return { bytes, operatorSets, ...graph };
}

type Graph = {
  nodes: OnnxNode[];
  inputs: OnnxValue[];
  outputs: OnnxValue[];
  initializers: Map<string, Span>;
};

const isBytes = (cursor: FieldCursor, field: number): boolean => cursor.field === field && cursor.wire === BYTES;
const isVarint = (cursor: FieldCursor, field: number): boolean => cursor.field === field && cursor.wire === VARINT;

function add<T>(list: T[], item: T): void {
  if (list.length >= MOST_PARTS) {
    throw new PosternError('MODEL_UNSUPPORTED', `The graph has more than ${MOST_PARTS} parts of one kind`);
  }
  list.push(item);
}

export function scanOperatorSet(span: Span, into: Map<string, number>): void {
  let domain = '';
  let version = 0;
  for (const cursor = new FieldCursor(span); cursor.next(); ) {
    if (isBytes(cursor, 1)) domain = textOf(cursor.span());
    else if (isVarint(cursor, 2)) version = cursor.integer;
  }
  if (into.size < MOST_PARTS) into.set(domain === 'ai.onnx' ? '' : domain, version);
}

function scanGraph(span: Span, graph: Graph): void {
  for (const cursor = new FieldCursor(span); cursor.next(); ) {
    if (isBytes(cursor, 1)) add(graph.nodes, scanNode(cursor.span()));
    else if (isBytes(cursor, 5)) scanInitializer(cursor.span(), graph.initializers);
    else if (isBytes(cursor, 11)) add(graph.inputs, scanValue(cursor.span()));
    else if (isBytes(cursor, 12)) add(graph.outputs, scanValue(cursor.span()));
  }
}

function scanNode(span: Span): OnnxNode {
  const node = { name: '', operator: '', domain: '', inputs: [] as string[], outputs: [] as string[] };
  const attributes = new Map<string, OnnxAttribute>();
  for (const cursor = new FieldCursor(span); cursor.next(); ) {
    if (cursor.wire !== BYTES) continue;
    if (cursor.field === 1) add(node.inputs, textOf(cursor.span()));
    else if (cursor.field === 2) add(node.outputs, textOf(cursor.span()));
    else if (cursor.field === 3) node.name = textOf(cursor.span());
    else if (cursor.field === 4) node.operator = textOf(cursor.span());
    else if (cursor.field === 7) node.domain = textOf(cursor.span());
    else if (cursor.field === 5) {
      const { name, attribute } = scanAttribute(cursor.span());
      if (attributes.has(name) || attributes.size >= 256) malformed(`attributes of the node "${node.name}" repeat`);
      attributes.set(name, attribute);
    }
  }
  return { ...node, domain: node.domain === 'ai.onnx' ? '' : node.domain, attributes };
}

function scanAttribute(span: Span): { name: string; attribute: OnnxAttribute } {
  let name = '';
  let float: number | null = null;
  let integer: number | null = null;
  let text: Span | null = null;
  const tensor: Span[] = [];
  const floats = new NumberList();
  const integers = new NumberList();
  const texts = new NumberList();
  for (const cursor = new FieldCursor(span); cursor.next(); ) {
    switch (cursor.field) {
      case 1:
        if (cursor.wire === BYTES) name = textOf(cursor.span());
        break;
      case 2:
        if (cursor.wire === FIXED32) float = singleAt(cursor.bytes, cursor.from);
        break;
      case 3:
        if (cursor.wire === VARINT) integer = cursor.integer;
        break;
      case 4:
        if (cursor.wire === BYTES) text = cursor.span();
        break;
      case 5:
        if (cursor.wire === BYTES) add(tensor, cursor.span());
        break;
      case 7:
        readFloats(cursor, floats);
        break;
      case 8:
        readIntegers(cursor, integers);
        break;
      case 9:
        if (cursor.wire !== BYTES) break;
        texts.push(cursor.from);
        texts.push(cursor.to);
        break;
      default:
        break;
    }
  }
  return {
    name,
    attribute: {
      float,
      integer,
      text,
      tensor,
      floats: floats.toArray(),
      integers: integers.toArray(),
      texts: texts.toArray(),
    },
  };
}

/** Only its name: what it holds is read when an operator asks. */
function scanInitializer(span: Span, into: Map<string, Span>): void {
  let name = '';
  for (const cursor = new FieldCursor(span); cursor.next(); ) if (isBytes(cursor, 8)) name = textOf(cursor.span());
  if (into.has(name) || into.size >= MOST_PARTS) malformed('initializers repeat');
  into.set(name, span);
}

function scanValue(span: Span): OnnxValue {
  let name = '';
  const type = { elementType: 0, shape: null as (number | null)[] | null };
  for (const cursor = new FieldCursor(span); cursor.next(); ) {
    if (isBytes(cursor, 1)) name = textOf(cursor.span());
    else if (isBytes(cursor, 2)) {
      // TypeProto, of which a tensor is the first kind
      for (const kind = new FieldCursor(cursor.span()); kind.next(); )
        if (isBytes(kind, 1)) scanType(kind.span(), type);
    }
  }
  return { name, ...type };
}

function scanType(span: Span, type: { elementType: number; shape: (number | null)[] | null }): void {
  for (const cursor = new FieldCursor(span); cursor.next(); ) {
    if (isVarint(cursor, 1)) type.elementType = cursor.integer;
    else if (isBytes(cursor, 2)) {
      type.shape ??= [];
      for (const dim = new FieldCursor(cursor.span()); dim.next(); ) {
        if (isBytes(dim, 1)) add(type.shape, scanDimension(dim.span()));
      }
    }
  }
}

/** A size, or null when it has only a name or nothing at all. */
function scanDimension(span: Span): number | null {
  let size: number | null = null;
  for (const cursor = new FieldCursor(span); cursor.next(); ) if (isVarint(cursor, 1)) size = cursor.integer;
  return size;
}
