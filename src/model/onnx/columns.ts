/**
 * From the graph's inputs to the columns that the trees see: which input column each of them is, and what happens to
 * its values on the way.
 */
import { PosternError } from '../../contract/errors.ts';
import type { Values } from '../forest.ts';
import { floatsOf, shorten, titleOf } from './attributes.ts';
import { ColumnReader, MOST_COLUMNS } from './columnReader.ts';
import { valuesOf } from './columnSteps.ts';
import type { OnnxModel, OnnxNode, OnnxValue } from './scanOnnx.ts';
import { DOUBLE, FLOAT } from './tensor.ts';

export type InputColumns = {
  readonly featureNames: readonly string[];
  readonly values: Values;
  /** The feature of each column that the trees see. */
  readonly featureOfColumn: readonly number[];
  /** FLOAT or DOUBLE: what the trees see. */
  readonly elementType: number;
  /** Nodes of the graph that have been read here. */
  readonly seen: ReadonlySet<OnnxNode>;
};

/**
 * @param tensor What the tree ensemble takes.
 * @param numColumnsUsed How many columns the trees ask for at least: the width where the file leaves it open.
 */
export function inputColumns(model: OnnxModel, tensor: string, numColumnsUsed: number): InputColumns {
  // files of old list initializers among the inputs
  const inputs = model.inputs.filter(({ name }) => !model.initializers.has(name));
  const widths = inputs.map((input) => widthOf(input, inputs.length === 1 ? openWidth(model, numColumnsUsed) : null));
  const numFeatures = widths.reduce((sum, width) => sum + width, 0);
  if (numFeatures > MOST_COLUMNS) {
    throw new PosternError(
      'MODEL_UNSUPPORTED',
      `The graph's inputs have ${numFeatures} columns; ${MOST_COLUMNS} are read`,
    );
  }
  const featureNames = inputs.flatMap(({ name }, i) =>
    widths[i] === 1 ? [name] : Array.from({ length: widths[i] }, (_, column) => `${name}[${column}]`),
  );
  if (new Set(featureNames).size !== numFeatures) {
    throw new PosternError('MODEL_INVALID', "Two columns of the graph's inputs have the same name");
  }
  const reader = new ColumnReader(model);
  let first = 0;
  inputs.forEach(({ name, elementType }, i) => {
    const columns = Array.from({ length: widths[i] }, (_, column) => ({ feature: first + column, steps: [] }));
    reader.know(name, { elementType, columns });
    first += widths[i];
  });
  const { elementType, columns } = reader.read(tensor, 0);
  const isSingle = inputs.flatMap((input, i) => Array.from({ length: widths[i] }, () => input.elementType === FLOAT));
  return {
    featureNames,
    values: valuesOf(columns, isSingle),
    featureOfColumn: columns.map(({ feature }) => feature),
    elementType,
    seen: reader.seen,
  };
}

function widthOf({ name, elementType, shape }: OnnxValue, open: number | null): number {
  const title = `The input "${shorten(name)}"`;
  if (elementType !== FLOAT && elementType !== DOUBLE) {
    throw new PosternError(
      'MODEL_UNSUPPORTED',
      `${title} is a tensor of ONNX type ${elementType}, which is not supported; export it as floats or doubles`,
    );
  }
  const width = shape === null ? open : shape.length === 2 ? (shape[1] ?? open) : Number.NaN;
  if (width === null) {
    throw new PosternError(
      'MODEL_UNSUPPORTED',
      `${title} does not say how many columns it has; export it with its shape`,
    );
  }
  if (!(width > 0 && Number.isSafeInteger(width))) {
    throw new PosternError('MODEL_INVALID', `${title} should have the shape [rows, columns], got [${shape}]`);
  }
  return width;
}

function openWidth(model: OnnxModel, numColumnsUsed: number): number | null {
  if (model.nodes.some(({ operator }) => operator === 'ArrayFeatureExtractor')) return null;
  return model.nodes.reduce(
    (width, node) => Math.max(width, floatsOf(node, 'offset').length, floatsOf(node, 'imputed_value_floats').length),
    numColumnsUsed,
  );
}

/** Refuses nodes that nothing has read: they would change the answer, or nobody knows what they do. */
export function refuseUnread(model: OnnxModel, seen: ReadonlySet<OnnxNode>): void {
  const stranger = model.nodes.find((node) => !seen.has(node));
  if (stranger === undefined) return;
  throw new PosternError(
    'MODEL_UNSUPPORTED',
    `${titleOf(stranger)} is neither before nor after the trees as far as Postern reads; export the trees without it`,
  );
}
