/** onnxruntime-node, installed from this folder's own manifest on first use. One thread, like the figure beside it. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Forest } from '../../src/model/forest.ts';
import { onnxForest } from './onnxForest.ts';

type Tensor = { data: Float32Array };
type Session = { run(feeds: Record<string, Tensor>): Promise<Record<string, Tensor>>; release(): Promise<void> };
type Runtime = {
  Tensor: new (type: 'float32', data: Float32Array, shape: readonly number[]) => Tensor;
  InferenceSession: { create(model: Uint8Array, options: object): Promise<Session> };
};

export type OnnxScorer = {
  /** Margins of row-major float32 rows. */
  score(rows: Float32Array, numRows: number): Promise<Float32Array>;
  close(): Promise<void>;
};

/** The folder of the manifest, from the compiled file or from its source. */
function peersFolder(): string {
  const compiled = import.meta.url.endsWith('.js');
  return fileURLToPath(new URL(compiled ? '../../../bench/peers/' : './', import.meta.url));
}

async function load(): Promise<Runtime> {
  const folder = peersFolder();
  if (!existsSync(`${folder}node_modules/onnxruntime-node`)) {
    process.stderr.write('installing the peers of bench/peers/package.json\n');
    // its install step would fetch a CUDA build
    const env = { ...process.env, ONNXRUNTIME_NODE_INSTALL_CUDA: 'skip' };
    execFileSync('npm', ['ci', '--no-audit', '--no-fund'], {
      cwd: folder,
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  }
  const path = createRequire(`${folder}package.json`).resolve('onnxruntime-node');
  const loaded = (await import(pathToFileURL(path).href)) as { default: Runtime };
  return loaded.default;
}

export async function createOnnxScorer(forest: Forest): Promise<OnnxScorer> {
  const { Tensor, InferenceSession } = await load();
  const numColumns = forest.featureNames.length;
  const session = await InferenceSession.create(onnxForest(forest, numColumns), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    executionProviders: ['cpu'],
  });
  return {
    score: async (rows, numRows) => {
      const answer = await session.run({ rows: new Tensor('float32', rows, [numRows, numColumns]) });
      return answer.margins.data;
    },
    close: () => session.release(),
  };
}
