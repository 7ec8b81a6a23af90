/** LightGBM itself is the oracle: leaves, margins and outputs that it gave, for models and rows that it wrote. */
import { importLightgbm } from '../../src/model/lightgbm/importLightgbm.ts';
import { checkGolden } from './golden.ts';

checkGolden('lightgbm', importLightgbm);
