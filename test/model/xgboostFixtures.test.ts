/** XGBoost itself is the oracle: leaves, margins and outputs that five releases gave, for models that they wrote. */
import { importXgboost } from '../../src/model/xgboost/importXgboost.ts';
import { checkGolden } from './golden.ts';

checkGolden('xgboost', importXgboost);
