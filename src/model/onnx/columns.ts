/**
 * From the graph's inputs to the columns that the trees see: which input column each of them is, and what happens to
 * its values on the way. Reads Cast, Identity, Scaler, Imputer, Concat and ArrayFeatureExtractor, nothing else.
 */
import { PosternError } from '../../contract/errors.ts';
import type { Preparation, Values } from '../forest.ts';
import { floatOf, floatsOf, integerOf, invalid, shorten, titleOf, unsupported } from './attributes.ts';
import type { OnnxModel, OnnxNode, OnnxValue } from './scanOnnx.ts';
import { DOUBLE, FLOAT, INT64, readTensor } from './tensor.ts';

/** A declared width costs no bytes in the file, and neither do columns that are named again. */
const MOST_COLUMNS = 65_536;
const MOST_STEPS = 1_000_000;
const DEEPEST = 64;

/** `single`: computed in f32. */
type Step =
  | { readonly kind: 'scale'; readonly offset: number; readonly factor: number; readonly single: boolean }
  | { readonly kind: 'replace'; readonly from: number; readonly to: number }
  | { readonly kind: 'round32' };

/** One column of a tensor: the feature it comes from and the steps since. */
type Column = { readonly feature: number; readonly steps: readonly Step[] };
type Table = { readonly elementType: number; readonly columns: readonly Column[] };

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

class ColumnReader {
  readonly seen = new Set<OnnxNode>();
  private numSteps = 0;
  private readonly model: OnnxModel;
  private readonly known = new Map<string, Table>();
  private readonly producers = new Map<string, OnnxNode>();

  constructor(model: OnnxModel) {
    this.model = model;
    for (const node of model.nodes) for (const output of node.outputs) this.producers.set(output, node);
  }

  know(tensor: string, table: Table): void {
    this.known.set(tensor, table);
  }

  read(tensor: string, depth: number): Table {
    const known = this.known.get(tensor);
    if (known !== undefined) return known;
    const node = this.producers.get(tensor);
    if (node === undefined) {
      throw new PosternError('MODEL_INVALID', `Nothing in the graph makes "${shorten(tensor)}"`);
    }
    if (depth > DEEPEST) unsupported(node, `stands in a chain of more than ${DEEPEST} nodes`, 'fold the preparation');
    this.seen.add(node);
    const table = this.compute(node, depth + 1);
    if (table.columns.length > MOST_COLUMNS) unsupported(node, `gives over ${MOST_COLUMNS} columns`, 'drop some');
    this.known.set(tensor, table);
    return table;
  }

  private compute(node: OnnxNode, depth: number): Table {
    const inputOf = (place: number): Table =>
      place < node.inputs.length ? this.read(node.inputs[place], depth) : invalid(node, `has no input ${place}`);
    switch (`${node.domain}:${node.operator}`) {
      case ':Identity':
        return inputOf(0);
      case ':Cast':
        return this.cast(node, inputOf(0));
      case ':Concat':
        return this.concat(
          node,
          node.inputs.map((_, place) => inputOf(place)),
        );
      case 'ai.onnx.ml:Scaler':
        return this.scale(node, inputOf(0));
      case 'ai.onnx.ml:Imputer':
        return this.impute(node, inputOf(0));
      case 'ai.onnx.ml:ArrayFeatureExtractor':
        return this.extract(node, inputOf(0));
      default:
        return unsupported(
          node,
          'stands before the trees',
          'export the trees without it; Cast, Identity, Scaler, Imputer, Concat and ArrayFeatureExtractor are read',
        );
    }
  }

  private cast(node: OnnxNode, { elementType, columns }: Table): Table {
    const to = integerOf(node, 'to', 0);
    if (to !== FLOAT && to !== DOUBLE) unsupported(node, `casts to ONNX type ${to}`, 'cast to float or double');
    if (to === elementType || to === DOUBLE) return { elementType: to, columns };
    return { elementType: to, columns: columns.map((column) => this.after(column, { kind: 'round32' })) };
  }

  private concat(node: OnnxNode, tables: readonly Table[]): Table {
    const axis = integerOf(node, 'axis', 0);
    if (axis !== 1 && axis !== -1) unsupported(node, `joins along axis ${axis}`, 'join columns, axis 1');
    if (tables.length === 0) invalid(node, 'joins nothing');
    const { elementType } = tables[0];
    if (tables.some((table) => table.elementType !== elementType)) invalid(node, 'joins floats and doubles');
    const width = tables.reduce((sum, { columns }) => sum + columns.length, 0);
    if (width > MOST_COLUMNS) unsupported(node, `gives over ${MOST_COLUMNS} columns`, 'drop some');
    return { elementType, columns: tables.flatMap(({ columns }) => columns) };
  }

  /** `(x - offset) * scale`: in f32 for floats, in f64 for doubles; a float either way. */
  private scale(node: OnnxNode, { elementType, columns }: Table): Table {
    const offsets = this.listFor(node, 'offset', columns.length);
    const factors = this.listFor(node, 'scale', columns.length);
    if (floatsOf(node, 'offset').length !== floatsOf(node, 'scale').length) {
      invalid(node, 'offset and scale should be of one length');
    }
    const single = elementType === FLOAT;
    return {
      elementType: FLOAT,
      columns: columns.map((column, i) => {
        const scaled = this.after(column, { kind: 'scale', offset: offsets(i), factor: factors(i), single });
        return single ? scaled : this.after(scaled, { kind: 'round32' });
      }),
    };
  }

  private impute(node: OnnxNode, { elementType, columns }: Table): Table {
    if (elementType !== FLOAT) {
      unsupported(node, 'takes doubles, which no runtime computes,', 'cast to float before it');
    }
    const values = this.listFor(node, 'imputed_value_floats', columns.length);
    const from = floatOf(node, 'replaced_value_float', 0);
    return {
      elementType,
      columns: columns.map((column, i) => this.after(column, { kind: 'replace', from, to: values(i) })),
    };
  }

  private extract(node: OnnxNode, { elementType, columns }: Table): Table {
    const span = this.model.initializers.get(node.inputs[1] ?? '');
    if (span === undefined) unsupported(node, 'has columns that are computed', 'let them be an initializer');
    const { elementType: indexType, values } = readTensor([span]);
    if (indexType !== INT64) invalid(node, `its columns are of ONNX type ${indexType}, expected int64`);
    if (values.length > MOST_COLUMNS) unsupported(node, `gives over ${MOST_COLUMNS} columns`, 'drop some');
    return {
      elementType,
      columns: Array.from(
        values,
        (place) => columns[place] ?? invalid(node, `takes column ${place} of ${columns.length}`),
      ),
    };
  }

  /** One value a column, or one for all. */
  private listFor(node: OnnxNode, name: string, width: number): (column: number) => number {
    const list = floatsOf(node, name);
    if (list.length !== 1 && list.length !== width) {
      invalid(node, `${name} should hold 1 or ${width} numbers, got ${list.length}`);
    }
    return (column) => list[list.length === 1 ? 0 : column];
  }

  private after({ feature, steps }: Column, step: Step): Column {
    this.numSteps += steps.length + 1;
    if (this.numSteps > MOST_STEPS) {
      throw new PosternError('MODEL_UNSUPPORTED', `The columns are prepared in more than ${MOST_STEPS} steps`);
    }
    return { feature, steps: [...steps, step] };
  }
}

/** @throws MODEL_UNSUPPORTED when a feature reaches the trees in two ways. */
function valuesOf(columns: readonly Column[], isSingle: readonly boolean[]): Values {
  const steps: (readonly Step[])[] = isSingle.map(() => []);
  const reached = new Set<number>();
  for (const column of columns) {
    if (reached.has(column.feature) && !sameSteps(steps[column.feature], column.steps)) {
      throw new PosternError(
        'MODEL_UNSUPPORTED',
        `Column ${column.feature} of the input reaches the trees twice, prepared in two ways; pass it in twice instead`,
      );
    }
    reached.add(column.feature);
    steps[column.feature] = column.steps;
  }
  const precision = steps.every((list, i) => isAllSingle(list, isSingle[i])) ? 'f32' : 'f64';
  const preparation = steps.map((list, i) =>
    precision === 'f32' ? singleSteps(list) : doubleSteps(list, isSingle[i]),
  );
  return {
    preparation: preparation.every((list) => list.length === 0) ? null : preparation,
    precision,
    zeroBand: false,
  };
}

function sameSteps(a: readonly Step[], b: readonly Step[]): boolean {
  return a === b || JSON.stringify(a, exactly) === JSON.stringify(b, exactly);
}

const exactly = (_: string, value: unknown): unknown => (typeof value === 'number' ? String(value) : value);

/** Whether a column is a single from its start, and nothing on its way is computed in f64. */
function isAllSingle(steps: readonly Step[], isSingle: boolean): boolean {
  const starts = isSingle || steps[0]?.kind === 'round32';
  return starts && steps.every((step) => step.kind !== 'scale' || step.single);
}

function singleSteps(steps: readonly Step[]): Preparation[] {
  return steps.flatMap((step) => (step.kind === 'round32' ? [] : [plain(step)]));
}

/** The same in f64 arithmetic: of a difference and of a product of singles, rounding twice is rounding once. */
function doubleSteps(steps: readonly Step[], isSingle: boolean): Preparation[] {
  const round32: Preparation = { kind: 'round32' };
  const prepared = steps.flatMap((step): Preparation[] => {
    if (step.kind !== 'scale' || !step.single) return [plain(step)];
    const { offset, factor } = step;
    return [{ kind: 'scale', offset, factor: 1 }, round32, { kind: 'scale', offset: 0, factor }, round32];
  });
  return isSingle ? [round32, ...prepared] : prepared;
}

function plain(step: Step): Preparation {
  return step.kind === 'scale' ? { kind: 'scale', offset: step.offset, factor: step.factor } : step;
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
