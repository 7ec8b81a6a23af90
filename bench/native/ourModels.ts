/** Our scorers of the trained models, one a model file, and the rows as each file's features count them. */
import { readFileSync } from 'node:fs';
import { createForestScorer } from '../forestScorer.ts';
import type { Forest } from '../../src/model/forest.ts';
import { importModel } from '../../src/model/importModel.ts';

export const MOST_ROWS = 1_000_000;
const NUM_COLUMNS = 32;

export type OurModel = {
  readonly forest: Forest;
  /** Margins of the first rows; the next call overwrites them. */
  score(numRows: number): Float64Array;
};

export function readRows(folder: string): Float32Array {
  const { buffer, byteOffset } = readFileSync(`${folder}/rows.f32`);
  return new Float32Array(buffer, byteOffset, MOST_ROWS * NUM_COLUMNS);
}

export async function ourModel(file: string, rows: Float32Array): Promise<OurModel> {
  const forest = importModel(readFileSync(file));
  const coded = codedRows(forest, rows);
  const scorer = await createForestScorer(forest, MOST_ROWS);
  return { forest, score: (numRows) => scorer.score(coded.subarray(0, numRows * NUM_COLUMNS)) };
}

/** Features of texts (CatBoost) take the place of the category's number in the model's own list. */
function codedRows(forest: Forest, rows: Float32Array): Float32Array {
  if (forest.categories.every((categories) => categories === null)) return rows;
  const coded = rows.slice();
  forest.categories.forEach((categories, feature) => {
    if (categories === null) return;
    const codes = new Map(categories.texts.map((text, code) => [Number(text), code]));
    for (let at = feature; at < coded.length; at += NUM_COLUMNS) {
      coded[at] = codes.get(coded[at]) ?? categories.unknown;
    }
  });
  return coded;
}
