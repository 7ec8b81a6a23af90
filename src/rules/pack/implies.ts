/**
 * Whether one condition shows another by its form alone: wherever the first is true, so is the second. Sound and not
 * complete: what it does not see, a sample may show.
 */
import { encodeExpression } from '../encodeExpression.ts';
import type { Attribute, Expression } from '../expression.ts';

type Comparison = Extract<Expression, { kind: 'compare' }>;

export function implies(first: Expression, second: Expression): boolean {
  return impliesTurned(turned(first), turned(second));
}

const operatorFromRight = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

/** `50 < x` is `x > 50`. */
function turned(expression: Expression): Expression {
  if (expression.kind !== 'compare' || expression.left.kind !== 'constant') return expression;
  const { left, right, operator } = expression;
  return { ...expression, operator: operatorFromRight[operator], left: right, right: left };
}

function impliesTurned(first: Expression, second: Expression): boolean {
  if (textOf(first) === textOf(second)) return true;
  if (second.kind === 'constant') return second.value === true;
  // what is true of all parts, or of each case, is true of the whole
  if (second.kind === 'and') return second.of.every((part) => implies(first, part));
  if (first.kind === 'or') return first.of.every((part) => implies(part, second));
  if (second.kind === 'or' && second.of.some((part) => implies(first, part))) return true;
  if (first.kind === 'and') return first.of.some((part) => implies(part, second));
  if (second.kind === 'has') return readsFor(first, second.of);
  return impliesValues(first, second);
}

/** A comparison or test that is true has read its operand. */
function readsFor(first: Expression, attribute: Attribute | { readonly kind: 'day' }): boolean {
  const operand = textOf(attribute.kind === 'day' ? { kind: 'day', type: 'int' } : attribute);
  switch (first.kind) {
    case 'compare':
      return textOf(first.left) === operand || textOf(first.right) === operand;
    case 'in':
    case 'textTest':
      return textOf(first.of) === operand;
    default:
      return false;
  }
}

/** Of one operand: an interval within another, a value or list within a list. */
function impliesValues(first: Expression, second: Expression): boolean {
  const known = valuesOf(first);
  const asked = valuesOf(second);
  if (known !== null && asked !== null && known.operand === asked.operand) {
    return [...known.values].every((value) => asked.values.has(value));
  }
  if (first.kind !== 'compare' || second.kind !== 'compare' || textOf(first.left) !== textOf(second.left)) return false;
  return impliesBound(first, second);
}

/** The values that an equality or a list leaves to an operand. */
function valuesOf(expression: Expression): { operand: string; values: Set<string> } | null {
  if (expression.kind === 'in') {
    return { operand: textOf(expression.of), values: new Set(expression.list.map(textOf)) };
  }
  if (expression.kind !== 'compare' || expression.operator !== '==' || expression.right.kind !== 'constant')
    return null;
  return { operand: textOf(expression.left), values: new Set([textOf(expression.right)]) };
}

function impliesBound(first: Comparison, second: Comparison): boolean {
  const [known, asked] = [numberOf(first.right), numberOf(second.right)];
  if (known === null || asked === null) return false;
  const isExact = first.operator === '==';
  switch (second.operator) {
    case '>':
      return (first.operator === '>' && known >= asked) || ((first.operator === '>=' || isExact) && known > asked);
    case '>=':
      return (first.operator === '>' || first.operator === '>=' || isExact) && known >= asked;
    case '<':
      return (first.operator === '<' && known <= asked) || ((first.operator === '<=' || isExact) && known < asked);
    case '<=':
      return (first.operator === '<' || first.operator === '<=' || isExact) && known <= asked;
    default:
      return false;
  }
}

function numberOf(expression: Expression): number | null {
  if (expression.kind !== 'constant') return null;
  return expression.type === 'int' || expression.type === 'double' ? Number(expression.value) : null;
}

const texts = new WeakMap<Expression, string>();

/** Two conditions of one text are one condition. */
function textOf(expression: Expression): string {
  const known = texts.get(expression);
  if (known !== undefined) return known;
  const text = JSON.stringify(encodeExpression(expression));
  texts.set(expression, text);
  return text;
}
