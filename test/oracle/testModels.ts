/** Models with features of their own, as real libraries wrote them, for bundles of tests. */
import type { Forest } from '../../src/model/forest.ts';
import { importModel } from '../../src/model/importModel.ts';
import { readModel } from '../model/golden.ts';

/** By the names that they have in the bundle. */
export function testModels(): Readonly<Record<string, Forest>> {
  return {
    amounts: importModel(readModel('lightgbm', 'regression')),
    odds: importModel(readModel('lightgbm', 'binary')),
  };
}
