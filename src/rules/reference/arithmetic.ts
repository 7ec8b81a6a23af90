/** Numbers as CEL has them: int is a 64-bit integer that never wraps, double is IEEE 754. */
import type { Expression } from '../expression.ts';
import { Failure } from './failure.ts';
import type { Value } from './value.ts';

type Operator<Kind> = Extract<Expression, { kind: Kind; operator: string }>['operator'];

const MAX_INT = 2n ** 63n - 1n;
const TWO_63 = 2 ** 63;

/** @param left,right  Both bigint or both number. */
export function calculate(operator: Operator<'arithmetic'>, left: Value, right: Value): bigint | number | Failure {
  if (typeof left === 'bigint' && typeof right === 'bigint') return calculateInt(operator, left, right);
  const [a, b] = [left as number, right as number];
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    default:
      return a / b;
  }
}

function calculateInt(operator: Operator<'arithmetic'>, left: bigint, right: bigint): bigint | Failure {
  switch (operator) {
    case '+':
      return checked(left + right);
    case '-':
      return checked(left - right);
    case '*':
      return checked(left * right);
    case '/':
      return right === 0n ? new Failure('division by zero') : checked(left / right);
    case '%':
      return right === 0n ? new Failure('remainder by zero') : left % right;
  }
}

export function negate(value: bigint | number): bigint | number | Failure {
  return typeof value === 'bigint' ? checked(-value) : -value;
}

/** int to double rounds to the nearest; double to int drops the fraction and must lie between -2^63 and 2^63. */
export function convertNumber(value: bigint | number): bigint | number | Failure {
  if (typeof value === 'bigint') return Number(value);
  if (value > -TWO_63 && value < TWO_63) return BigInt(Math.trunc(value));
  return new Failure('integer overflow');
}

/** Numbers of different kinds compare as doubles, texts by code points. */
export function compareValues(operator: Operator<'compare'>, left: Value, right: Value): boolean {
  let [a, b] = [left, right];
  if (typeof a === 'bigint' && typeof b === 'number') a = Number(a);
  if (typeof b === 'bigint' && typeof a === 'number') b = Number(b);
  if (typeof a === 'string' && typeof b === 'string' && a !== b) {
    a = compareCodePoints(a, b);
    b = 0;
  }
  switch (operator) {
    case '==':
      return a === b;
    case '!=':
      return a !== b;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    case '>=':
      return a >= b;
  }
}

/** The order of UTF-8 bytes: where UTF-16 units differ, surrogates are above all others. */
function compareCodePoints(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  for (let i = 0; i < shorter; i++) {
    const [a, b] = [left.charCodeAt(i), right.charCodeAt(i)];
    if (a !== b) return rankOf(left, i) - rankOf(right, i);
  }
  return left.length - right.length;
}

/** Units of a pair stand for code points from 0x10000; one without a partner stands for itself. */
function rankOf(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const isHigh = unit >= 0xd800 && unit < 0xdc00;
  const isLow = unit >= 0xdc00 && unit < 0xe000;
  const isPaired = isHigh
    ? (text.codePointAt(at) ?? 0) > 0xffff
    : isLow && at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff;
  return isPaired ? unit + 0x10000 : unit;
}

function checked(value: bigint): bigint | Failure {
  return value <= MAX_INT && value >= -MAX_INT - 1n ? value : new Failure('integer overflow');
}
