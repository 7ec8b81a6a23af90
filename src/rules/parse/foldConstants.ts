/**
 * Computes what does not depend on the parcel. Exact: the folded condition is true, false or in error on the same
 * parcels. What would be in error on every parcel, such as a division by zero, is refused.
 */
import type { Constant, Expression } from '../expression.ts';
import { evaluate } from '../reference/evaluate.ts';
import { Failure } from '../reference/failure.ts';
import { noFacts } from '../reference/facts.ts';
import { childrenOf } from '../walkExpression.ts';
import { Refusal } from './refusal.ts';

/** @throws Refusal */
export function foldConstants(expression: Expression, offsets: WeakMap<Expression, number>): Expression {
  const fold = (part: Expression): Expression => {
    const folded = foldParts(part, fold);
    const at = offsets.get(part);
    if (dividesBy(folded, 0n)) throw new Refusal(at ?? 0, 'got a division by zero: it is an error on every parcel');
    if (dividesBy(folded, 0)) {
      throw new Refusal(at ?? 0, 'got a division by 0.0: it is no finite number on every parcel; correct the divisor');
    }
    if (folded.kind === 'constant' || !isConstant(folded)) return folded;
    const value = evaluate(folded, noFacts);
    if (value instanceof Failure) {
      throw new Refusal(at ?? 0, `got ${value.why} of constants: it is an error on every parcel; correct the numbers`);
    }
    return { kind: 'constant', type: folded.type, value } as Constant;
  };
  return fold(expression);
}

function dividesBy(expression: Expression, zero: bigint | number): boolean {
  if (expression.kind !== 'arithmetic' || (expression.operator !== '/' && expression.operator !== '%')) return false;
  return expression.right.kind === 'constant' && expression.right.value === zero;
}

function isConstant(expression: Expression): boolean {
  switch (expression.kind) {
    case 'constant':
    case 'field':
    case 'item':
    case 'feature':
    case 'signal':
    case 'finding':
    case 'score':
    case 'day':
    case 'has':
    case 'length':
    case 'quantified':
    case 'count':
      return expression.kind === 'constant';
    default:
      return childrenOf(expression).every((child) => child.kind === 'constant');
  }
}

/** The same expression of folded parts; parts that decide nothing are left out. */
function foldParts(expression: Expression, fold: (part: Expression) => Expression): Expression {
  switch (expression.kind) {
    case 'size':
    case 'not':
    case 'matches':
    case 'lowerAscii':
    case 'negate':
    case 'convert':
    case 'in':
      return { ...expression, of: fold(expression.of) };
    case 'and':
    case 'or':
      return foldLogic(expression, fold);
    case 'if': {
      const test = fold(expression.test);
      const [whenTrue, whenFalse] = [fold(expression.whenTrue), fold(expression.whenFalse)];
      if (test.kind === 'constant') return test.value === true ? whenTrue : whenFalse;
      return { ...expression, test, whenTrue, whenFalse };
    }
    case 'compare':
    case 'arithmetic':
      return { ...expression, left: fold(expression.left), right: fold(expression.right) };
    case 'textTest':
      return { ...expression, of: fold(expression.of), argument: fold(expression.argument) };
    case 'quantified':
    case 'count':
      return { ...expression, body: fold(expression.body) };
    default:
      return expression;
  }
}

/** A deciding part decides, errors or not; parts that decide nothing go; chains in chains become one. */
function foldLogic(
  expression: Extract<Expression, { kind: 'and' | 'or' }>,
  fold: (part: Expression) => Expression,
): Expression {
  const { kind } = expression;
  const decides = kind === 'or';
  const parts: Expression[] = [];
  let isDecided = false;
  for (const part of expression.of.map(fold)) {
    if (part.kind === 'constant') isDecided ||= part.value === decides;
    else if (part.kind === kind) parts.push(...part.of);
    else parts.push(part);
  }
  if (isDecided || parts.length === 0) return { kind: 'constant', type: 'bool', value: isDecided === decides };
  return parts.length === 1 ? parts[0] : { kind, type: 'bool', of: parts };
}
