/** onnxruntime-node, installed from this folder's own manifest on first use. One thread, like the figure beside it. */
import type { Forest } from '../../src/model/forest.ts';
import { importPeer } from './installed.ts';
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

export async function createOnnxScorer(forest: Forest): Promise<OnnxScorer> {
  const { Tensor, InferenceSession } = await importPeer<Runtime>('onnxruntime-node');
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
