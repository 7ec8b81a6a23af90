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

/** Objectives of several outputs, `num_class` of them. */
const CLASSES: readonly string[] = ['multiclass', 'multiclassova'];

/** @param line What stands after `objective=`; undefined for a custom objective, of which only raw margins are known. */
export function linkOf(line: string | undefined, numOutputs: number): Link {
  if (line === undefined || line === '' || line === 'custom') return { kind: 'unknown' };
  const [name, ...options] = line.split(' ');
  if (CLASSES.includes(name)) {
    const classes = option(options, 'num_class') ?? '';
    if (classes !== String(numOutputs)) {
      throw new PosternError(
        'MODEL_INVALID',
        `The objective "${name}" says num_class "${classes.slice(0, 20)}", the model has ${numOutputs} outputs`,
      );
    }
    return name === 'multiclass'
      ? { kind: 'softmax', precision: 'f64' }
      : { kind: 'sigmoid', scale: sigmoidScale(name, options), precision: 'f64' };
  }
  if (numOutputs !== 1) {
    throw new PosternError('MODEL_INVALID', `The objective "${name.slice(0, 40)}" has one output, got ${numOutputs}`);
  }
  if (name === 'binary') return { kind: 'sigmoid', scale: sigmoidScale(name, options), precision: 'f64' };
  const link = Object.hasOwn(links, name) ? links[name] : undefined;
  if (link === undefined) {
    throw new PosternError(
      'MODEL_UNSUPPORTED',
      `The objective "${name.slice(0, 40)}" is not known; known are binary, ${[...CLASSES, ...Object.keys(links)].join(', ')}`,
    );
  }
  return name.startsWith('regression') && options.includes('sqrt') ? { kind: 'signedSquare' } : link;
}

function option(options: readonly string[], key: string): string | undefined {
  return options.find((word) => word.startsWith(`${key}:`))?.slice(key.length + 1);
}

function sigmoidScale(name: string, options: readonly string[]): number {
  const scale = Number(option(options, 'sigmoid') ?? 1);
  if (scale > 0 && scale < Infinity) return scale;
  throw new PosternError('MODEL_INVALID', `The objective "${name}" has a sigmoid scale that is not a positive number`);
}
