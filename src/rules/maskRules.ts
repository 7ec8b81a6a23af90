/**
 * Conditions over findings alone, as three lists of codes: the form in which rules are written as JSON, and the only
 * one that the mask table holds.
 */
import type { Expression } from './expression.ts';

/** Mask hits travel as one u64 a row. */
export const MAX_MASK_RULES = 64;

/** Every finding of `all`, at least one of `any` (when given), and none of `none`. */
export type RuleCondition = {
  readonly all?: readonly string[];
  readonly any?: readonly string[];
  readonly none?: readonly string[];
};

/** The condition as CEL and as what it means. */
export function conditionOf({ all = [], any, none = [] }: RuleCondition): { when: string; condition: Expression } {
  const written = [
    ...all.map(nameOf),
    ...(any === undefined ? [] : [any.length === 1 ? nameOf(any[0]) : `(${any.map(nameOf).join(' || ')})`]),
    ...none.map((code) => `!${nameOf(code)}`),
  ];
  const of: Expression[] = [
    ...all.map(findingOf),
    ...(any === undefined ? [] : [{ kind: 'or', type: 'bool', of: any.map(findingOf) } as const]),
    ...none.map((code): Expression => ({ kind: 'not', type: 'bool', of: findingOf(code) })),
  ];
  return { when: written.join(' && '), condition: { kind: 'and', type: 'bool', of } };
}

/** The way back. @throws RangeError for a condition that is not of `conditionOf`'s form */
export function masksOf(condition: Expression): RuleCondition {
  const parts = condition.kind === 'and' ? condition.of : [condition];
  const all = parts.flatMap((part) => (part.kind === 'finding' ? [part.code] : []));
  const any = parts.flatMap((part) => (part.kind === 'or' ? [part.of.map(codeOf)] : []));
  const none = parts.flatMap((part) => (part.kind === 'not' ? [codeOf(part.of)] : []));
  if (any.length > 1 || all.length + any.length + none.length < parts.length) throw notFindings(condition);
  return { ...(all.length > 0 && { all }), ...(any.length > 0 && { any: any[0] }), ...(none.length > 0 && { none }) };
}

const nameOf = (code: string): string => `findings.${code}`;
const findingOf = (code: string): Expression => ({ kind: 'finding', type: 'bool', code });

function codeOf(expression: Expression): string {
  if (expression.kind === 'finding') return expression.code;
  throw notFindings(expression);
}

function notFindings({ kind }: Expression): RangeError {
  return new RangeError(`expected a condition over findings as all, any and none, got ${kind}`);
}
