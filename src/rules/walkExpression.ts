/** Walks over conditions that do not care what the parts mean. */
import type { Expression } from './expression.ts';

/** The expressions directly inside one, in order; constants of a list and the operand of `has` among them. */
export function childrenOf(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'constant':
    case 'field':
    case 'item':
    case 'feature':
    case 'signal':
    case 'finding':
    case 'score':
    case 'day':
    case 'length':
      return [];
    case 'has':
      return expression.of.kind === 'day' ? [] : [expression.of];
    case 'size':
    case 'not':
    case 'matches':
    case 'lowerAscii':
    case 'negate':
    case 'convert':
      return [expression.of];
    case 'and':
    case 'or':
      return expression.of;
    case 'if':
      return [expression.test, expression.whenTrue, expression.whenFalse];
    case 'compare':
    case 'arithmetic':
      return [expression.left, expression.right];
    case 'in':
      return [expression.of, ...expression.list];
    case 'textTest':
      return [expression.of, expression.argument];
    case 'quantified':
    case 'count':
      return [expression.body];
  }
}

/** True where the expression reads the item of a quantifier around it. */
export function readsItem(expression: Expression): boolean {
  switch (expression.kind) {
    case 'item':
      return expression.at === 'each';
    case 'quantified':
    case 'count':
      return false;
    default:
      return childrenOf(expression).some(readsItem);
  }
}

export function numNodes(expression: Expression): number {
  return childrenOf(expression).reduce((sum, child) => sum + numNodes(child), 1);
}
