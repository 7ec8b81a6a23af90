/** The `objective=` line of a LightGBM model to its link. Source: microsoft/LightGBM src/objective/*.hpp (ToString, ConvertOutput). */
import { PosternError } from '../../contract/errors.ts';
import type { Link } from '../link.ts';

const IDENTITY: Link = { kind: 'identity' };

const links: Readonly<Record<string, Link>> = {
  regression: IDENTITY,
  regression_l1: IDENTITY,
  huber: IDENTITY,
  fair: IDENTITY,
  quantile: IDENTITY,
  mape: IDENTITY,
  lambdarank: IDENTITY,
  rank_xendcg: IDENTITY,
  poisson: { kind: 'exp', precision: 'f64' },
  gamma: { kind: 'exp', precision: 'f64' },
  tweedie: { kind: 'exp', precision: 'f64' },
  cross_entropy: { kind: 'sigmoid', scale: 1, precision: 'f64' },
  cross_entropy_lambda: { kind: 'log1pExp', precision: 'f64' },
};

/** @param line What stands after `objective=`; undefined for a custom objective, of which only raw margins are known. */
export function linkOf(line: string | undefined): Link {
  if (line === undefined || line === '' || line === 'custom') return { kind: 'unknown' };
  const [name, ...options] = line.split(' ');
  if (name === 'binary') return { kind: 'sigmoid', scale: sigmoidScale(options), precision: 'f64' };
  if (name === 'multiclass' || name === 'multiclassova') {
    throw new PosternError(
      'MODEL_UNSUPPORTED',
      `The objective "${name}" gives several margins a row; train one binary model, or one a class`,
    );
  }
  const link = Object.hasOwn(links, name) ? links[name] : undefined;
  if (link === undefined) {
    throw new PosternError(
      'MODEL_UNSUPPORTED',
      `The objective "${name.slice(0, 40)}" is not known; known are binary, ${Object.keys(links).join(', ')}`,
    );
  }
  return name.startsWith('regression') && options.includes('sqrt') ? { kind: 'signedSquare' } : link;
}

function sigmoidScale(options: readonly string[]): number {
  const option = options.find((word) => word.startsWith('sigmoid:'));
  const scale = option === undefined ? 1 : Number(option.slice('sigmoid:'.length));
  if (scale > 0 && scale < Infinity) return scale;
  throw new PosternError('MODEL_INVALID', 'The objective "binary" has a sigmoid scale that is not a positive number');
}
