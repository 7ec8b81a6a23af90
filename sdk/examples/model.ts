/**
 * An engineer brings a model and rows with names and texts; what comes out is what the model's own library gives.
 * Usage: node model.js MODEL.txt|.json|.ubj|.onnx ROWS.json, the rows as {"columns": [...], "rows": [[...], ...]}
 */
import { readFileSync } from 'node:fs';
import { loadModel, PosternError, type Rows } from '@postern/sdk/models';

const [modelPath, rowsPath] = process.argv.slice(2);
try {
  const model = loadModel(readFileSync(modelPath));
  const { source, objective, numTrees, features, textFeatures } = model.info;
  console.log(
    `${source}, ${numTrees} trees, ${features.length} features (${textFeatures.length} of texts), ${objective}`,
  );
  for (const note of model.notes) console.log(`note: ${note}`);

  const rows = JSON.parse(readFileSync(rowsPath, 'utf8')) as Rows;
  for (const output of ['margin', 'prediction'] as const) {
    const { values, numOutputs } = model.scoreRows(rows, { output });
    console.log(`${output}s of the first row: ${values.subarray(0, numOutputs).join(' ')}`);
  }
} catch (error) {
  if (!(error instanceof PosternError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
}
