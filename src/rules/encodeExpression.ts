/**
 * Conditions as JSON: how a bundle carries them. The form is the expression itself, without the types that the other
 * members tell, and with every number as text: JSON has no 64-bit integers and neither NaN nor infinity.
 */
import type { Constant, Expression } from './expression.ts';

export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

export function encodeExpression(expression: Expression): Json {
  switch (expression.kind) {
    case 'constant':
      return encodeConstant(expression);
    case 'field':
      return { kind: 'field', path: expression.path };
    case 'item':
      return { kind: 'item', list: expression.list, at: expression.at, path: expression.path };
    case 'feature':
    case 'signal':
      return { kind: expression.kind, name: expression.name };
    case 'finding':
      return { kind: 'finding', code: expression.code };
    case 'score':
    case 'day':
      return { kind: expression.kind };
    case 'has':
      return { kind: 'has', of: expression.of.kind === 'day' ? { kind: 'day' } : encodeExpression(expression.of) };
    case 'length':
      return { kind: 'length', list: expression.list };
    case 'size':
    case 'not':
    case 'lowerAscii':
    case 'negate':
    case 'convert':
      return { kind: expression.kind, of: encodeExpression(expression.of) };
    case 'and':
    case 'or':
      return { kind: expression.kind, of: expression.of.map(encodeExpression) };
    case 'if': {
      const { test, whenTrue, whenFalse } = expression;
      return {
        kind: 'if',
        test: encodeExpression(test),
        whenTrue: encodeExpression(whenTrue),
        whenFalse: encodeExpression(whenFalse),
      };
    }
    case 'compare':
    case 'arithmetic': {
      const { kind, operator, left, right } = expression;
      return { kind, operator, left: encodeExpression(left), right: encodeExpression(right) };
    }
    case 'in':
      return { kind: 'in', of: encodeExpression(expression.of), list: expression.list.map(encodeConstant) };
    case 'textTest': {
      const { test, of, argument } = expression;
      return { kind: 'textTest', test, of: encodeExpression(of), argument: encodeExpression(argument) };
    }
    case 'matches':
      return { kind: 'matches', of: encodeExpression(expression.of), pattern: expression.pattern };
    case 'quantified': {
      const { quantifier, list, body } = expression;
      return { kind: 'quantified', quantifier, list, body: encodeExpression(body) };
    }
    case 'count':
      return { kind: 'count', list: expression.list, body: encodeExpression(expression.body) };
  }
}

function encodeConstant({ type, value }: Constant): Json {
  const isText = type === 'int' || type === 'double';
  return { kind: 'constant', type, value: isText ? textOf(value) : (value as Json) };
}

function textOf(value: Constant['value']): string {
  return Object.is(value, -0) ? '-0' : String(value);
}
