/**
 * What a team would build without Postern: JSON.parse, features in plain JavaScript, onnxruntime-node, thresholds,
 * JSON.stringify. The features are the engine's own plain reference, so that the answers can be compared.
 */
import type { Parcel } from '../../src/contract/parcel.ts';
import type { OpenBundle } from '../../src/engine/bundle/openBundle.ts';
import { featureTable } from '../../src/features/table.ts';
import { referenceFeatures } from '../../src/features/reference/referenceFeatures.ts';
import type { Forest } from '../../src/model/forest.ts';
import { createOnnxScorer } from './onnxruntime.ts';

export type PlainPipeline = {
  /** NDJSON text in, NDJSON decisions out. */
  screen(ndjson: string): Promise<string>;
  close(): Promise<void>;
};

export async function createPlainPipeline(forest: Forest, bundle: OpenBundle): Promise<PlainPipeline> {
  const scorer = await createOnnxScorer(forest);
  const numColumns = featureTable.length;
  const holdFrom = bundle.decider.bandFrom[0] ?? Number.POSITIVE_INFINITY;
  return {
    screen: async (ndjson) => {
      const lines = ndjson.split('\n');
      if (lines.at(-1) === '') lines.pop();
      const rows = new Float32Array(lines.length * numColumns);
      const ids = lines.map((line, row) => {
        const parcel = JSON.parse(line) as Parcel;
        rows.set(referenceFeatures(parcel, bundle.referenceTables).features, row * numColumns);
        return parcel.itemId;
      });
      const margins = await scorer.score(rows, lines.length);
      let answers = '';
      ids.forEach((itemId, row) => {
        const score = margins[row];
        answers += `${JSON.stringify({ itemId, action: score >= holdFrom ? 'rfs' : 'release', score, reasons: [] })}\n`;
      });
      return answers;
    },
    close: scorer.close,
  };
}
