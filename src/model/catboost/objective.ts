/**
 * The loss of a CatBoost model to its link: what the library's own ordinary prediction of that loss is (Probability for
 * classes, Exponent where its regressor says so by default). Source: catboost/catboost
 * catboost/libs/eval_result/eval_helpers.cpp (PrepareEval), python-package/catboost/core.py (_get_default_prediction_type).
 */
import type { Link } from '../link.ts';

const IDENTITY: Link = { kind: 'identity' };
const SIGMOID: Link = { kind: 'sigmoid', scale: 1, precision: 'f64' };
const EXP: Link = { kind: 'exp', precision: 'f64' };

/** Every loss that a fixture covers. */
const links: Readonly<Record<string, Link>> = {
  RMSE: IDENTITY,
  MAE: IDENTITY,
  Quantile: IDENTITY,
  MAPE: IDENTITY,
  Lq: IDENTITY,
  Huber: IDENTITY,
  Expectile: IDENTITY,
  LogCosh: IDENTITY,
  LogLinQuantile: IDENTITY,
  Cox: IDENTITY,
  SurvivalAft: IDENTITY,
  MultiRMSE: IDENTITY,
  MultiQuantile: IDENTITY,
  YetiRank: IDENTITY,
  PairLogit: IDENTITY,
  QueryRMSE: IDENTITY,
  QuerySoftMax: IDENTITY,
  LambdaMart: IDENTITY,
  Poisson: EXP,
  Tweedie: EXP,
  Logloss: SIGMOID,
  CrossEntropy: SIGMOID,
  Focal: SIGMOID,
  MultiClassOneVsAll: SIGMOID,
  MultiLogloss: SIGMOID,
  MultiCrossEntropy: SIGMOID,
  MultiClass: { kind: 'softmax', precision: 'f64' },
};

/** @returns `unknown` for losses of the user's own and all that no fixture covers: raw margins are exact whatever the loss. */
export function linkOf(loss: string): Link {
  return Object.hasOwn(links, loss) ? links[loss] : { kind: 'unknown' };
}
