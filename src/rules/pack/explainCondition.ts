/** How each part of a condition came out on one parcel. */
import type { Expression } from '../expression.ts';
import { evaluate } from '../reference/evaluate.ts';
import type { Facts } from '../reference/facts.ts';
import { Failure } from '../reference/failure.ts';
import type { Value } from '../reference/value.ts';
import { childrenOf } from '../walkExpression.ts';
import { dateOfDay, writeExpression } from './writeExpression.ts';

export type ExplainedPart = {
  readonly text: string;
  /** What it came to; texts as sent by the parcel only by their length, because they may be a person's. */
  readonly outcome: string;
  /** Parts of it, where they are conditions or values of the parcel of their own. */
  readonly parts: readonly ExplainedPart[];
};

/** Items of a list whose parts are told, the one that decides among them. */
const MOST_ITEMS = 20;

type Quantifier = Extract<Expression, { kind: 'quantified' | 'count' }>;

export function explainCondition(expression: Expression, facts: Facts): ExplainedPart {
  return explainPart(expression, facts, new Set());
}

/** @param told  Quantifiers inside others, which come to the same at each item and whose parts are told once. */
function explainPart(expression: Expression, facts: Facts, told: Set<Expression>): ExplainedPart {
  const text = writeExpression(expression);
  const outcome = outcomeText(expression, evaluate(expression, facts));
  if (told.has(expression)) return { text, outcome, parts: [] };
  if (expression.kind === 'quantified' || expression.kind === 'count') told.add(expression);
  return { text, outcome, parts: partsOf(expression, facts, told) };
}

function partsOf(expression: Expression, facts: Facts, told: Set<Expression>): ExplainedPart[] {
  switch (expression.kind) {
    case 'has':
      return [];
    case 'quantified':
    case 'count':
      return itemsOf(expression, facts, told);
    default: {
      const inner = childrenOf(expression).filter((child) => child.kind !== 'constant');
      return inner.map((child) => explainPart(child, facts, told));
    }
  }
}

function itemsOf(expression: Quantifier, facts: Facts, told: Set<Expression>): ExplainedPart[] {
  const { list, body } = expression;
  const items = Array.from({ length: facts.numItems(list) }, (_, index) => atItem(body, list, index));
  const shown = items.slice(0, MOST_ITEMS);
  const decides = expression.kind === 'quantified' && expression.quantifier !== 'all';
  const deciding = items.find((item) => evaluate(item, facts) === decides);
  if (deciding !== undefined && !shown.includes(deciding)) shown.splice(-1, 1, deciding);
  const parts = shown.map((item) => explainPart(item, facts, told));
  const more = items.length - shown.length;
  return more === 0 ? parts : [...parts, { text: `and ${more} more`, outcome: '', parts: [] }];
}

/** The body of a quantifier as it stands at one item; quantifiers inside it have items of their own. */
function atItem(body: Expression, list: string, index: number): Expression {
  const replaced = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replaced);
    if (typeof value !== 'object' || value === null) return value;
    const part = value as Readonly<Record<string, unknown>>;
    if (part.kind === 'quantified' || part.kind === 'count') return part;
    if (part.kind === 'item' && part.at === 'each' && part.list === list) return { ...part, at: index };
    return Object.fromEntries(Object.entries(part).map(([key, inner]) => [key, replaced(inner)]));
  };
  return replaced(body) as Expression;
}

const CODE = /^[A-Za-z0-9_-]{1,12}$/;

function outcomeText(expression: Expression, value: Value | Failure): string {
  if (value instanceof Failure) return `not evaluated: ${value.why}`;
  if (expression.kind === 'day') return dateOfDay(value);
  if (typeof value === 'string') {
    return CODE.test(value) && isCoded(expression) ? `'${value}'` : `a text of ${[...value].length} characters`;
  }
  return typeof value === 'number' ? String(Number(value.toPrecision(9))) : String(value);
}

/** Fields whose values are codes of a list and identify nobody. */
function isCoded(expression: Expression): boolean {
  if (expression.kind !== 'field' && expression.kind !== 'item') return false;
  return /(^|\.)(country|originCountry|currency|serviceClass|mailCategory|mailSubclass|natureOfTransaction|personType|addressType|nonDeliveryInstruction|hsCode|code)$/.test(
    expression.path,
  );
}
