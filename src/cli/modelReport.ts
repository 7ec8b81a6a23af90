/** What `postern model inspect` knows of a model, as an object and as text for people. */
import { isWorthEmitting } from '../core/emit/emitForest.ts';
import { vectorScorerBytes } from '../core/scoreVectors.ts';
import { fileVersionOf } from '../model/fileVersion.ts';
import { formatOfModel, importModel } from '../model/importModel.ts';
import type { ImportOptions } from '../model/importOptions.ts';
import type { Link } from '../model/link.ts';
import { libraryTitles } from '../model/libraryTitles.ts';
import { lowerForest } from '../model/lower/lowerForest.ts';
import { listed } from '../model/matchColumns.ts';
import { type ModelSchema, schemaOf } from '../model/modelSchema.ts';
import { numPredictionsOf } from '../model/predict.ts';
import { openForest } from '../model/openForest.ts';
import { printable } from './printable.ts';
import { count } from './progress.ts';

export type ModelReport = ModelSchema & {
  /** As the file says it; null where it says none, or where only the bundle is left. */
  readonly version: string | null;
  readonly numPredictions: number;
  readonly memory: {
    readonly loweredBytes: number;
    /** A scorer's own, beside the model. */
    readonly scratchBytes: number;
    /** All that scoring vectors with it takes. */
    readonly scoringBytes: number;
  };
  /** How the core scores it. */
  readonly kernels: {
    /** Trees by a fixed table, by steps over bit planes, and node by node. */
    readonly numFixed: number;
    readonly numMux: number;
    readonly numWalked: number;
    readonly numPlanes: number;
    readonly numPredicates: number;
    /** A module of the forest's own takes over once it is made. */
    readonly ownModule: boolean;
  };
  /** Null for a model that was lowered before. */
  readonly times: { readonly importMs: number; readonly lowerMs: number } | null;
};

export function reportOfFile(bytes: Uint8Array, options?: ImportOptions): ModelReport {
  const version = fileVersionOf(formatOfModel(bytes), bytes);
  const startedMs = performance.now();
  const forest = importModel(bytes, options);
  const importedMs = performance.now();
  const lowered = lowerForest(forest);
  const times = { importMs: importedMs - startedMs, lowerMs: performance.now() - importedMs };
  return { ...reportOf(schemaOf(forest), lowered), version, times };
}

/** Of a model that lies in a bundle. */
export function reportOf(schema: ModelSchema, lowered: Uint8Array): ModelReport {
  const { bytes, scratchBytes, kernel } = openForest(lowered);
  const { numFixed, numMux, numWalked, numPlanes, numPredicates } = kernel;
  return {
    ...schema,
    version: null,
    numPredictions: numPredictionsOf(schema),
    memory: { loweredBytes: bytes.length, scratchBytes, scoringBytes: vectorScorerBytes(lowered) },
    kernels: { numFixed, numMux, numWalked, numPlanes, numPredicates, ownModule: isWorthEmitting(lowered) },
    times: null,
  };
}

export function describeReport(report: ModelReport): string {
  const { source, version, numTrees, numNodes, numLeaves, mostLeaves, maxDepth } = report;
  const { precision, memory, times, notes, numOutputs, numPredictions, objective, link } = report;
  const predicted = numPredictions === 0 ? 'and no predictions' : `${numPredictions} as predictions: ${wordLink(link)}`;
  const lines: [string, string][] = [
    ['format', libraryTitles[source] + (version === null ? '' : `, written by ${version}`)],
    ['objective', objective || 'not stated'],
    ['outputs', `${numOutputs} a row as margins, ${predicted}`],
    ['trees', `${count(numTrees)} of up to ${count(mostLeaves)} leaves, depth ${count(maxDepth)}`],
    ['nodes', `${count(numNodes)}, leaves ${count(numLeaves)}`],
    ['features', `${count(report.featureNames.length)}: ${listed(report.featureNames)}`],
    ['categories', wordCategories(report)],
    ['missing', wordMissing(report)],
    ['precision', `values are compared as ${precision.values}, leaves are summed in ${precision.sums}`],
    ['kernels', wordKernels(report)],
    [
      'memory',
      `${count(memory.loweredBytes)} bytes lowered, ${count(memory.scratchBytes)} of scratch a thread, ` +
        `${count(memory.scoringBytes)} to score vectors`,
    ],
  ];
  if (times) lines.push(['time', `import ${times.importMs.toFixed(1)} ms, lowering ${times.lowerMs.toFixed(1)} ms`]);
  notes.forEach((note, i) => lines.push([i === 0 ? 'notes' : '', note]));
  return lines.map(([name, text]) => `${name.padEnd(11)} ${printable(text)}\n`).join('');
}

function wordLink(link: Link): string {
  const words: Readonly<Record<Link['kind'], string>> = {
    identity: 'the margin itself',
    signedSquare: 'the signed square of the margin',
    hinge: '1 above 0, else 0',
    argMax: 'the place of the largest margin',
    unknown: 'unknown',
    exp: 'exp of the margin',
    log1pExp: 'log(1 + exp) of the margin',
    softmax: 'softmax of the margins',
    sigmoid: 'sigmoid of the margin',
    softmaxZero: 'softmax of the margins that are not zero',
    logistic: 'logistic of the margin',
    probit: 'probit of the margin',
    complement: '1 less the margin, and the margin',
    negatedPair: 'the margin negated, and the margin',
    logisticPair: 'logistic of the margin negated, and of the margin',
  };
  const scaled = link.kind === 'sigmoid' && link.scale !== 1 ? ` times ${link.scale}` : '';
  return words[link.kind] + scaled + ('precision' in link ? ` in ${link.precision}` : '');
}

function wordCategories({ featureNames, categories, numCategoryNodes, numNodes }: ModelReport): string {
  const texts = featureNames.flatMap((name, feature) => {
    const listedTexts = categories[feature]?.texts;
    return listedTexts === undefined ? [] : [`${name} (${count(listedTexts.length)})`];
  });
  if (texts.length === 0 && numCategoryNodes === 0) return 'none';
  const nodes = `${count(numCategoryNodes)} of ${count(numNodes)} nodes ask for categories`;
  return texts.length === 0 ? `${nodes}, given as numbers` : `${nodes}; texts of ${listed(texts)}`;
}

function wordMissing({ missing: { none, zero, nan } }: ModelReport): string {
  const kinds: readonly [number, string][] = [
    [nan, 'NaN is missing'],
    [zero, 'NaN and zero are missing'],
    [none, 'NaN counts as zero'],
  ];
  const found = kinds.filter(([nodes]) => nodes > 0);
  if (found.length === 0) return 'nothing is asked for';
  return found.map(([nodes, words]) => `${words} at ${count(nodes)} nodes`).join(', ');
}

function wordKernels({ kernels }: ModelReport): string {
  const { numFixed, numMux, numWalked, numPlanes, numPredicates, ownModule } = kernels;
  const kinds: readonly [number, string][] = [
    [numFixed, 'by fixed table'],
    [numMux, ownModule ? 'by steps over planes, then by a module of their own' : 'by steps over planes'],
    [numWalked, 'node by node'],
  ];
  const trees = kinds.flatMap(([trees, words]) => (trees > 0 ? [`${count(trees)} trees ${words}`] : []));
  return `${trees.join(', ')}; ${count(numPlanes)} planes, ${count(numPredicates)} of sets`;
}
