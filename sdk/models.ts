/** `@postern/sdk/models`: a LightGBM, XGBoost, CatBoost or ONNX model scored in this process, as its library scores it. */
export { loadModel } from '../src/engine/loadModel.ts';
export { PosternError } from '../src/contract/errors.ts';
export type { Model } from '../src/engine/loadModel.ts';
export type { ModelContributions } from '../src/engine/explainModel.ts';
export type { ImportOptions } from '../src/model/importOptions.ts';
export type { ModelInfo, Rows, ScoreOutput, Scores, Vectors } from '../src/contract/screener.ts';
