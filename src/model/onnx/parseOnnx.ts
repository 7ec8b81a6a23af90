/**
 * ONNX, second step: a graph to a Forest. One tree ensemble, what prepares its columns, and what only passes its scores
 * on; a graph with anything else is refused by the operator's name.
 */
import { PosternError } from '../../contract/errors.ts';
import type { Forest } from '../forest.ts';
import { integerOf, invalid, titleOf, unsupported } from './attributes.ts';
import { type BuiltTrees, buildTrees } from './buildTrees.ts';
import { inputColumns, refuseUnread } from './columns.ts';
import type { Ensemble } from './nodeTable.ts';
import { readEnsembleV3 } from './readEnsembleV3.ts';
import { readEnsembleV5 } from './readEnsembleV5.ts';
import type { OnnxModel, OnnxNode } from './scanOnnx.ts';
import { type Scoring, scoringOf } from './scoring.ts';
import { DOUBLE, FLOAT } from './tensor.ts';

const ENSEMBLES: readonly string[] = ['TreeEnsembleClassifier', 'TreeEnsembleRegressor', 'TreeEnsemble'];
const LATEST_TREES = 5;

/** @throws MODEL_INVALID when malformed, MODEL_UNSUPPORTED naming the node that is not supported. */
export function parseOnnx(model: OnnxModel): Forest {
  const node = ensembleNode(model);
  const ensemble = node.operator === 'TreeEnsemble' ? readEnsembleV5(node) : readEnsembleV3(model, node);
  const { table } = ensemble;
  const numColumnsUsed = table.column.reduce((most, column) => Math.max(most, column + 1), 1);
  const input = inputColumns(model, node.inputs[0] ?? '', numColumnsUsed);
  const inputType = input.elementType;
  if (ensemble.tensorTypes.some((type) => type !== inputType)) {
    invalid(node, `its tensors should be of its input's type, ${inputType === DOUBLE ? 'double' : 'float'}`);
  }
  const after = new Set<OnnxNode>();
  const scoring = scoringOf(node, ensemble, inputType);
  const castToSingle = readAfter(model, node, after);
  refuseUnread(model, new Set([node, ...input.seen, ...after]));

  const { numOutputs, aggregation, link } = scoring;
  const built = buildTrees(table, {
    featureOfColumn: input.featureOfColumn,
    numFeatures: input.featureNames.length,
    numOutputs,
    fill: scoring.fill,
    valueForMissingWeight: scoring.valueForMissingWeight,
  });
  checkGiven(node, built, scoring);
  const isDouble = aggregation.precision === 'f64';
  return {
    source: 'onnx',
    featureNames: input.featureNames,
    categories: input.featureNames.map(() => null),
    values: input.values,
    trees: built.trees,
    sets: built.sets,
    numOutputs,
    aggregation: {
      ...aggregation,
      bias: biasOf(scoring, built),
      roundResult: aggregation.roundResult || (isDouble && castToSingle),
    },
    objective: ensemble.postTransform,
    link,
    linkDivisor: null,
    notes: notesOf(ensemble, inputType),
  };
}

function ensembleNode({ nodes, operatorSets }: OnnxModel): OnnxNode {
  const found = nodes.filter(({ domain, operator }) => domain === 'ai.onnx.ml' && ENSEMBLES.includes(operator));
  if (found.length !== 1) {
    const others = nodes.slice(0, 3).map(titleOf).join(', ');
    throw new PosternError(
      'MODEL_UNSUPPORTED',
      found.length === 0
        ? `The graph has no tree ensemble (its nodes: ${others}); export a model of trees`
        : `The graph has ${found.length} tree ensembles, ${titleOf(found[0])} and ${titleOf(found[1])}; export one at a time`,
    );
  }
  const version = operatorSets.get('ai.onnx.ml') ?? 0;
  if (!(version >= 1 && version <= LATEST_TREES)) {
    unsupported(found[0], `is of ai.onnx.ml ${version}`, `export it with a version of 1 to ${LATEST_TREES}`);
  }
  return found[0];
}

/** Nodes behind the trees: they may pass on and name, not compute. @returns whether the scores are cast to singles. */
function readAfter(model: OnnxModel, ensemble: OnnxNode, seen: Set<OnnxNode>): boolean {
  const users = new Map<string, OnnxNode[]>();
  for (const node of model.nodes) {
    for (const input of new Set(node.inputs)) {
      const list = users.get(input);
      if (list === undefined) users.set(input, [node]);
      else list.push(node);
    }
  }
  const isClassifier = ensemble.operator === 'TreeEnsembleClassifier';
  // a classifier gives labels, then scores
  const pending = ensemble.outputs.map((tensor, place) => ({ tensor, isScore: !isClassifier || place === 1 }));
  const followed = new Set<string>();
  let castToSingle = false;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { tensor, isScore } = next;
    if (followed.has(tensor)) continue;
    followed.add(tensor);
    for (const node of users.get(tensor) ?? []) {
      if (node === ensemble) invalid(node, 'takes what it gives');
      if (seen.has(node)) continue;
      castToSingle = passesOn(node, isScore) || castToSingle;
      seen.add(node);
      pending.push(...node.outputs.map((output) => ({ tensor: output, isScore })));
    }
  }
  return castToSingle;
}

/** @returns whether the node makes singles of scores. */
function passesOn(node: OnnxNode, isScore: boolean): boolean {
  const name = `${node.domain}:${node.operator}`;
  if (node.inputs.length !== 1 || ![':Identity', ':Cast', 'ai.onnx.ml:ZipMap'].includes(name)) {
    unsupported(node, 'stands after the trees', 'export the trees without it; Cast, Identity and ZipMap are read');
  }
  if (name !== ':Cast' || !isScore) return false;
  const to = integerOf(node, 'to', 0);
  if (to !== FLOAT && to !== DOUBLE)
    unsupported(node, `casts scores to ONNX type ${to}`, 'keep them floats or doubles');
  return to === FLOAT;
}

/** What runtimes do for rows that no leaf gives an output for cannot be said in a Forest; no library writes such trees. */
function checkGiven(node: OnnxNode, built: BuiltTrees, { neededOutput, aggregation, baseNeedsWeight }: Scoring): void {
  const { alwaysGiven, everGiven, filled } = built;
  const { kind, bias } = aggregation;
  const isNeeded = (output: number): boolean => {
    if (output === neededOutput) return true;
    if (kind !== 'sum' && filled[output] === 1) return true;
    return baseNeedsWeight && bias !== null && bias[output] !== 0 && everGiven[output] === 1;
  };
  const missing = alwaysGiven.findIndex((always, output) => always === 0 && isNeeded(output));
  if (missing < 0) return;
  unsupported(node, `has rows that no leaf gives output ${missing} for`, 'give each leaf of a tree all its weights');
}

/** Base values without those of targets that no leaf speaks for. */
function biasOf({ aggregation, baseNeedsWeight }: Scoring, { everGiven }: BuiltTrees): Float64Array | null {
  if (!baseNeedsWeight || aggregation.bias === null) return aggregation.bias;
  return aggregation.bias.map((base, output) => (everGiven[output] === 1 ? base : 0));
}

function notesOf({ singleThresholds, notes }: Ensemble, inputType: number): string[] {
  if (!singleThresholds) return [...notes];
  const from = inputType === DOUBLE ? 'takes doubles and ' : '';
  return [
    ...notes,
    `The file ${from}holds thresholds as 32-bit floats: scores are exactly those of the ONNX file, which may differ from the library that trained the model for values next to a threshold`,
  ];
}
