/** Literals of a condition as constants. */
import type { ASTNode } from '@marcbachmann/cel-js';
import type { Constant } from '../expression.ts';
import type { Scope } from './operand.ts';
import { Refusal } from './refusal.ts';

const MAX_INT = 2n ** 63n - 1n;

export function isInt64(value: bigint): boolean {
  return value <= MAX_INT && value >= -MAX_INT - 1n;
}

/** @throws Refusal for literals of types that rules do not have */
export function literalOf(node: Extract<ASTNode, { op: 'value' }>): Constant {
  const value = node.args;
  const at = node.range.start;
  switch (typeof value) {
    case 'boolean':
      return { kind: 'constant', type: 'bool', value };
    case 'string':
      return { kind: 'constant', type: 'string', value };
    case 'number':
      return { kind: 'constant', type: 'double', value };
    case 'bigint':
      if (isInt64(value)) return { kind: 'constant', type: 'int', value };
      throw new Refusal(at, `got ${value}: a whole number has 64 bits; write ${value}.0 for a double`);
  }
  if (value === null) {
    throw new Refusal(at, 'got null: what a parcel does not hold is absent, never null; write has(x) or !has(x)');
  }
  if (value instanceof Uint8Array)
    throw new Refusal(at, "got bytes: the record holds texts; write 'x' instead of b'x'");
  throw new Refusal(at, 'got an unsigned number: whole numbers are int; leave the u out');
}

/** An element of a list: a literal, a negative number, or the name of a constant. @throws Refusal */
export function constantOf(node: ASTNode, scope: Scope): Constant {
  if (node.op === 'value') return literalOf(node);
  if (node.op === '-_' && node.args.op === 'value') {
    const { args: value } = node.args;
    if (typeof value === 'number') return { kind: 'constant', type: 'double', value: -value };
    if (typeof value === 'bigint' && isInt64(-value)) return { kind: 'constant', type: 'int', value: -value };
  }
  const binding = node.op === 'id' ? scope.get(node.args) : undefined;
  if (binding?.kind === 'constant') return binding.constant;
  throw new Refusal(
    node.range.start,
    'got an element that is no constant: lists hold literals only; join cases with ||',
  );
}
