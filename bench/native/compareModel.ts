/** One trained model at every batch size: ours and each peer take turns, and the best of their rounds are compared. */
import { readFileSync, writeFileSync } from 'node:fs';
import { onnxForest } from '../peers/onnxForest.ts';
import { type Contender, loadContenders, type ModelFile, type Processes, timed } from './contenders.ts';
import { MOST_ROWS, ourModel, type OurModel, readRows } from './ourModels.ts';
import type { NativeCase } from './results.ts';

export const MODEL_NAMES: readonly string[] = ['complete', 'leafwise', 'mixed'].flatMap((shape) =>
  [100, 500].map((numTrees) => `${shape}-${numTrees}`),
);

/** How much a comparison takes on itself. */
export type Effort = {
  readonly batches: readonly number[];
  readonly rounds: number;
  readonly roundMs: number;
  /** A peer that would take longer than this for one call on all rows is left out there. */
  readonly longestCallMs: number;
};

export const WHOLE: Effort = { batches: [1, 100, 10_000, MOST_ROWS], rounds: 3, roundMs: 100, longestCallMs: 5_000 };
/** Shows that everything runs; its figures are worth little. */
export const QUICK: Effort = { batches: [1, 100, 10_000], rounds: 1, roundMs: 5, longestCallMs: 0 };

/** What models.py says of the LightGBM model. */
type About = {
  readonly numTrees: number;
  readonly fewestLeaves: number;
  readonly mostLeaves: number;
  readonly categoricalNodes: number;
  readonly missingNodes: number;
};

export async function compareModel(
  processes: Processes,
  name: string,
  folder: string,
  effort: Effort,
): Promise<NativeCase[]> {
  const rows = readRows(folder);
  const files: readonly ModelFile[] = ['lightgbm.txt', 'xgboost.json', 'catboost.json'];
  const models = Object.fromEntries(
    await Promise.all(files.map(async (file) => [file, await ourModel(`${folder}/${file}`, rows)])),
  ) as Record<ModelFile, OurModel>;
  const { forest } = models['lightgbm.txt'];
  writeFileSync(`${folder}/model.onnx`, onnxForest(forest, forest.featureNames.length));
  const about = describe(JSON.parse(readFileSync(`${folder}/about.json`, 'utf8')) as About);
  process.stderr.write(`${name}: ${about}\n`);
  const contenders = await loadContenders(processes, folder, name.split('-')[0], models, rows);
  const cases: NativeCase[] = [];
  for (const batch of effort.batches) {
    cases.push(await compareBatch({ name, about, batch, effort, models, contenders }, cases));
  }
  return cases;
}

type Comparison = {
  readonly name: string;
  readonly about: string;
  readonly batch: number;
  readonly effort: Effort;
  readonly models: Readonly<Record<ModelFile, OurModel>>;
  readonly contenders: readonly Contender[];
};

async function compareBatch(comparison: Comparison, before: readonly NativeCase[]): Promise<NativeCase> {
  const { name, about, batch, effort, models, contenders } = comparison;
  const isLong = batch === MOST_ROWS;
  const skipped: Record<string, string> = {};
  const taking = contenders.filter((contender) => {
    const known = before.at(-1)?.peers[contender.name];
    const expected = known === undefined ? 0 : (batch / known) * 1000;
    if (!isLong || expected <= effort.longestCallMs) return true;
    skipped[contender.name] = `would take ${(expected / 1000).toFixed(0)} s`;
    return false;
  });
  const best = new Map<string, number>();
  const note = (key: string, ms: number): void => void best.set(key, Math.min(ms, best.get(key) ?? Infinity));
  let slowest = 0;
  for (let round = 0; round < (isLong ? 1 : effort.rounds); round++) {
    const budget = isLong ? 0 : effort.roundMs;
    for (const contender of taking) {
      // ours right before each of them, on the same model
      const ours = await timed(() => models[contender.file].score(batch), budget / 3);
      note(contender.file, ours.best);
      if (contender.file === 'lightgbm.txt') slowest = Math.max(slowest, ours.median);
      note(contender.name, (await contender.measure(batch, budget)).best);
    }
  }
  const rate = (key: string): number => (batch / (best.get(key) ?? Number.NaN)) * 1000;
  const ours = rate('lightgbm.txt');
  return {
    name: `native-${name}-batch-${batch}`,
    model: name,
    about,
    batch,
    unit: 'rows/s',
    ours,
    spread: [(batch / slowest) * 1000, ours],
    peers: Object.fromEntries(taking.map((contender) => [contender.name, rate(contender.name)])),
    ratio: Object.fromEntries(taking.map(({ name, file }) => [name, rate(file) / rate(name)])),
    answers: Object.fromEntries(contenders.map(({ name, file, answers }) => [name, `${file}: ${answers}`])),
    skipped,
    checked: true,
  };
}

function describe({ numTrees, fewestLeaves, mostLeaves, categoricalNodes, missingNodes }: About): string {
  const leaves = fewestLeaves === mostLeaves ? `${mostLeaves}` : `${fewestLeaves} to ${mostLeaves}`;
  const percent = (share: number): string => `${(100 * share).toFixed(0)} %`;
  const special = categoricalNodes + missingNodes;
  const nodes =
    special === 0 ? '' : `, ${percent(missingNodes)} of the nodes with NaN, ${percent(categoricalNodes)} categorical`;
  return `${numTrees} trees of ${leaves} leaves${nodes}`;
}
