/** The columns of a tensor, through the nodes that make it. Reads Cast, Identity, Scaler, Imputer, Concat and ArrayFeatureExtractor. */
import { PosternError } from '../../contract/errors.ts';
import { floatOf, floatsOf, integerOf, invalid, shorten, unsupported } from './attributes.ts';
import type { Column, Step, Table } from './columnSteps.ts';
import type { OnnxModel, OnnxNode } from './scanOnnx.ts';
import { DOUBLE, FLOAT, INT64, readTensor } from './tensor.ts';

/** Columns and steps that are named again cost no bytes in the file. */
export const MOST_COLUMNS = 65_536;
const MOST_STEPS = 1_000_000;
const DEEPEST = 64;

export class ColumnReader {
  readonly seen: Set<OnnxNode> = new Set();
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
