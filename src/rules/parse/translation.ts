/** What all translators of a condition share: the state of one translation, and how a part becomes a value. */
import type { ASTNode } from '@marcbachmann/cel-js';
import type { Expression } from '../expression.ts';
import { memberNames, nameOfPlace, type Operand, type Scope } from './operand.ts';
import { Refusal } from './refusal.ts';

export type Translation = {
  /** Reads any part. @throws Refusal */
  readonly translate: (node: ASTNode, scope: Scope, depth: number) => Operand;
  readonly featureNames: ReadonlySet<string>;
  /** Where each expression stands in the source, UTF-16 offset. */
  readonly offsets: WeakMap<Expression, number>;
  /** Throws a PatternRefusal where a pattern of `matches` cannot be compiled. */
  readonly checkPattern: (pattern: string) => unknown;
};

/** A node by its operator. */
export type Node<Op extends ASTNode['op']> = Extract<ASTNode, { op: Op }>;

/** The variables of a condition; a quantifier may not take their names. */
export const variableNames: readonly string[] = ['parcel', 'features', 'signals', 'findings', 'score'];

/** A value of any type. @throws Refusal */
export function translateValue(to: Translation, node: ASTNode, scope: Scope, depth = 0): Expression {
  const operand = to.translate(node, scope, depth);
  switch (operand.kind) {
    case 'value':
      return operand.value;
    case 'object': {
      const members = memberNames(operand.place).join(', ');
      throw refuse(
        node,
        `got ${nameOfPlace(operand.place)} as a whole: a rule reads single values; name one of ${members}`,
      );
    }
    case 'list': {
      const use = 'use exists, all, exists_one, filter(...).size(), size or a constant index';
      throw refuse(node, `got the list parcel.${operand.list} as a value: a rule reads single values; ${use}`);
    }
    case 'constants':
      throw refuse(node, 'got a list as a value: a list may stand only right of in, or before exists and all');
    case 'names':
      throw refuse(node, `got ${operand.of} as a whole: a rule reads single values; write ${operand.of}.NAME`);
  }
}

/** A value of type bool. @param why what needs it, for the message */
export function translateBool(to: Translation, node: ASTNode, scope: Scope, depth: number, why: string): Expression {
  const value = translateValue(to, node, scope, depth);
  if (value.type === 'bool') return value;
  throw refuse(node, `got ${value.type}: ${why} needs bool; compare it, as in x > 0, or ask has(x)`);
}

export function familyOf({ type }: Expression): 'number' | 'string' | 'bool' {
  return type === 'int' || type === 'double' ? 'number' : type;
}

/** @param offset  The node's first character unless given. */
export function refuse(node: ASTNode, message: string, offset: number = node.range.start): Refusal {
  return new Refusal(offset, message);
}
