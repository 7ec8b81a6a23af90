/**
 * The objective to its link, and `base_score` to the margin that sums start at. The file holds base_score on the scale of
 * the output. Source: dmlc/xgboost src/objective/*, ProbToMargin and PredTransform; each line compared with the library.
 */
import { PosternError } from '../../contract/errors.ts';
import type { Link } from '../link.ts';
import { logf } from './logf.ts';

type Objective = { readonly base: 'identity' | 'logit' | 'log'; readonly link: Link };

const plain: Objective = { base: 'identity', link: { kind: 'identity' } };
// common/math.h: Sigmoid takes the exponential of min(-x, 88.7)
const least = Math.fround(-88.7);
const logistic: Objective = { base: 'logit', link: { kind: 'sigmoid', scale: 1, precision: 'f32', least } };
const positive: Objective = { base: 'log', link: { kind: 'exp', precision: 'f32' } };

const objectives: Readonly<Record<string, Objective>> = {
  'reg:squarederror': plain,
  'reg:linear': plain,
  'reg:squaredlogerror': plain,
  'reg:pseudohubererror': plain,
  'reg:absoluteerror': plain,
  'reg:quantileerror': plain,
  'reg:expectileerror': plain,
  'reg:logistic': logistic,
  'binary:logistic': logistic,
  // the base score of raw logits is a margin already, in every release compared (1.7 to 3.4)
  'binary:logitraw': plain,
  'binary:hinge': { base: 'identity', link: { kind: 'hinge' } },
  'count:poisson': positive,
  'reg:gamma': positive,
  'reg:tweedie': positive,
  'survival:cox': positive,
  'survival:aft': positive,
  'multi:softmax': { base: 'identity', link: { kind: 'argMax' } },
  'multi:softprob': { base: 'identity', link: { kind: 'softmax', precision: 'f32' } },
  'rank:pairwise': plain,
  'rank:ndcg': plain,
  'rank:map': plain,
};

/** Releases from 3.2 on bring a probability into these bounds; earlier ones refuse 0 and 1. */
const LEAST_PROBABILITY = Math.fround(1e-6);

/** @throws MODEL_UNSUPPORTED for an objective that is not known. */
export function objectiveOf(name: string): Objective {
  if (Object.hasOwn(objectives, name)) return objectives[name];
  throw new PosternError(
    'MODEL_UNSUPPORTED',
    `The objective "${name.slice(0, 40)}" is not known; known are ${Object.keys(objectives).join(', ')}`,
  );
}

/**
 * Margin of one base score, f32. XGBoost calls the C library's logf: here it is that of Linux, and `isPlatformBound` says
 * when XGBoost on another system may have another last bit.
 */
export function baseMargin(
  { base }: Objective,
  score: number,
  isClamped: boolean,
): { margin: number; isPlatformBound: boolean } {
  const value = Math.fround(score);
  if (base === 'identity') return { margin: value, isPlatformBound: false };
  const odds = base === 'log' ? value : Math.fround(Math.fround(1 / probability(value, isClamped)) - 1);
  const log = logf(odds);
  return { margin: base === 'log' ? log : -log, isPlatformBound: odds !== 1 };
}

function probability(value: number, isClamped: boolean): number {
  if (!isClamped) return value;
  return Math.min(Math.max(value, LEAST_PROBABILITY), Math.fround(1 - LEAST_PROBABILITY));
}
