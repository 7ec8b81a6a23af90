/** Models with features of their own, as real libraries wrote them, for bundles of tests. */
import type { Forest } from '../../src/model/forest.ts';
import { importModel } from '../../src/model/importModel.ts';
import { readModel } from '../model/golden.ts';

type Name = 'amounts' | 'frames' | 'codes' | 'counts' | 'classes' | 'texts' | 'scaled' | 'pairs';

/** By the names that they have in the bundle: numbers, texts, preparation, several outputs, pairs of one margin. */
export function testModels(): Readonly<Record<Name, Forest>> {
  return {
    amounts: importModel(readModel('lightgbm', 'regression')),
    frames: importModel(readModel('lightgbm', 'data_frame')),
    codes: importModel(readModel('lightgbm', 'categorical_multiclass')),
    counts: importModel(readModel('xgboost', '3.1-poisson')),
    classes: importModel(readModel('xgboost', '3.4-multiclass')),
    texts: importModel(readModel('catboost', 'one_hot')),
    scaled: importModel(readModel('onnx', 'sklearn_pipeline')),
    pairs: importModel(readModel('onnx', 'sklearn_forest_binary')),
  };
}
