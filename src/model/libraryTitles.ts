/** The libraries as they write themselves. */
import type { Forest } from './forest.ts';

export const libraryTitles: Readonly<Record<Forest['source'], string>> = {
  lightgbm: 'LightGBM',
  xgboost: 'XGBoost',
  catboost: 'CatBoost',
  onnx: 'ONNX',
};
