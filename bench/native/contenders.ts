/** Who is compared on a trained model, and with whose model: a peer that cannot load LightGBM's has trained its own. */
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createOnnxScorer } from '../peers/onnxruntime.ts';
import { type NativePeer, startPeer, type Timing } from '../peers/native.ts';
import { type OurModel } from './ourModels.ts';

/** Margins are compared on so many rows. */
const COMPARED_ROWS = 10_000;
/** Libraries that add in float32 lose this much a tree. */
const TOLERANCE_A_TREE = 1e-5;

export type ModelFile = 'lightgbm.txt' | 'xgboost.json' | 'catboost.json';

export type Contender = {
  readonly name: string;
  /** The model that ours scores beside it. */
  readonly file: ModelFile;
  readonly answers: string;
  measure(numRows: number, milliseconds: number): Promise<Timing>;
};

/** A process a library and number of threads, for all models. */
export type Processes = readonly { readonly library: Library; readonly threads: number; readonly peer: NativePeer }[];

type Library = { readonly name: string; readonly file: ModelFile; readonly isComparable: boolean };

const LIBRARIES: readonly Library[] = [
  { name: 'lightgbm', file: 'lightgbm.txt', isComparable: true },
  { name: 'lleaves', file: 'lightgbm.txt', isComparable: true },
  { name: 'tl2cgen', file: 'lightgbm.txt', isComparable: true },
  { name: 'onnxruntime', file: 'lightgbm.txt', isComparable: true },
  { name: 'xgboost', file: 'xgboost.json', isComparable: true },
  { name: 'catboost', file: 'catboost.json', isComparable: true },
  // nothing here reads its files: the same data and shape only
  { name: 'ydf', file: 'lightgbm.txt', isComparable: false },
];
const THREADS: readonly number[] = [1, 2];

export function startProcesses(python: string): Processes {
  return LIBRARIES.flatMap((library) =>
    THREADS.map((threads) => ({ library, threads, peer: startPeer(python, library.name) })),
  );
}

/** Each with the models of one folder loaded, and its answers compared. */
export async function loadContenders(
  processes: Processes,
  folder: string,
  shape: string,
  models: Readonly<Record<ModelFile, OurModel>>,
  rows: Float32Array,
): Promise<Contender[]> {
  const contenders = [await onnxruntimeNode(models['lightgbm.txt'], rows)];
  for (const { library, threads, peer } of processes) {
    const { name, file, isComparable } = library;
    const version = await peer.load(folder, shape, threads);
    const label = `${name} ${version}, ${threads === 1 ? 'one thread' : 'two threads'}`;
    const answers = isComparable
      ? compared(models[file], await marginsOf(peer), label)
      : 'own model of the same data and shape';
    contenders.push({ name: label, file, answers, measure: peer.measure });
  }
  return contenders;
}

async function marginsOf(peer: NativePeer): Promise<Float64Array> {
  const file = join(tmpdir(), `postern-bench-${process.pid}.f64`);
  await peer.writeMargins(COMPARED_ROWS, file);
  const { buffer, byteOffset } = readFileSync(file);
  rmSync(file);
  return new Float64Array(buffer, byteOffset, COMPARED_ROWS);
}

async function onnxruntimeNode(model: OurModel, rows: Float32Array): Promise<Contender> {
  const numColumns = model.forest.featureNames.length;
  const scorer = await createOnnxScorer(model.forest);
  const score = async (numRows: number): Promise<Float32Array> =>
    scorer.score(rows.subarray(0, numRows * numColumns), numRows);
  return {
    name: 'onnxruntime-node, one thread',
    file: 'lightgbm.txt',
    answers: compared(model, await score(COMPARED_ROWS), 'onnxruntime-node'),
    measure: (numRows, milliseconds) => timed(() => score(numRows), milliseconds),
  };
}

/** Call again and again for about that long. */
export async function timed(run: () => unknown, milliseconds: number): Promise<Timing> {
  const times: number[] = [];
  const start = performance.now();
  for (let now = start; now - start < milliseconds || times.length === 0; ) {
    const before = performance.now();
    await run();
    now = performance.now();
    times.push(now - before);
  }
  times.sort((a, b) => a - b);
  return { best: times[0], median: times[times.length >> 1] };
}

function compared(model: OurModel, theirs: ArrayLike<number>, peer: string): string {
  const ours = model.score(COMPARED_ROWS);
  let most = 0;
  let numEqual = 0;
  ours.forEach((margin, row) => {
    if (Object.is(margin, theirs[row])) numEqual++;
    most = Math.max(most, Math.abs(margin - theirs[row]));
  });
  if (numEqual === COMPARED_ROWS) return 'equal to the last bit';
  if (!(most <= TOLERANCE_A_TREE * model.forest.trees.length)) throw new Error(`${peer}: margins differ by ${most}`);
  return `within ${most.toExponential(1)}`;
}
