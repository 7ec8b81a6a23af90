/** Operators of conditions, with CEL's rules of what goes with what. */
import type { ASTNode } from '@marcbachmann/cel-js';
import type { Constant, Expression } from '../expression.ts';
import { checkPossible } from './checkPossible.ts';
import type { Scope } from './operand.ts';
import { isIn } from './translateCall.ts';
import { familyOf, type Node, refuse, translateBool, translateValue, type Translation } from './translation.ts';

/** @throws Refusal */
export function translateNegation(node: Node<'-_'>, inner: (child: ASTNode) => Expression): Expression {
  const { args } = node;
  // the one integer whose digits are none: -2^63
  if (args.op === 'value' && args.args === 2n ** 63n) return { kind: 'constant', type: 'int', value: -(2n ** 63n) };
  const of = inner(args);
  if (of.type === 'int' || of.type === 'double') return { kind: 'negate', type: of.type, of };
  throw refuse(node, `got -${of.type}: only numbers have a sign${of.type === 'bool' ? '; write ! for not' : ''}`);
}

/** Chains lean to the left and are as long as people like: they become one list. @throws Refusal */
export function translateLogic(to: Translation, node: Node<'&&' | '||'>, scope: Scope, depth: number): Expression {
  const nodes: ASTNode[] = [];
  let left: ASTNode = node;
  while (left.op === node.op) {
    nodes.push(left.args[1]);
    left = left.args[0];
  }
  nodes.push(left);
  const of = nodes.reverse().map((each) => translateBool(to, each, scope, depth + 1, node.op));
  return { kind: node.op === '&&' ? 'and' : 'or', type: 'bool', of };
}

/** @throws Refusal */
export function translateChoice(to: Translation, node: Node<'?:'>, scope: Scope, depth: number): Expression {
  const [testNode, ...branches] = node.args;
  const test = translateBool(to, testNode, scope, depth + 1, 'the left of ?');
  const [whenTrue, whenFalse] = branches.map((branch) => translateValue(to, branch, scope, depth + 1));
  if (whenTrue.type === whenFalse.type) return { kind: 'if', type: whenTrue.type, test, whenTrue, whenFalse };
  throw refuse(
    node,
    `got ${whenTrue.type} and ${whenFalse.type} on the sides of the colon: both must be of one type${mixing(whenTrue, whenFalse)}`,
  );
}

/** @throws Refusal */
export function translateComparison(
  node: Node<'==' | '!=' | '<' | '<=' | '>' | '>='>,
  left: Expression,
  right: Expression,
): Expression {
  const operator = node.op;
  const isOrdered = operator !== '==' && operator !== '!=';
  if (isOrdered && left.type === 'bool' && right.type === 'bool') {
    throw refuse(node, `got bool ${operator} bool: yes and no have no order; use == or !=`);
  }
  if (familyOf(left) !== familyOf(right)) {
    throw refuse(node, `got ${left.type} ${operator} ${right.type}: they never compare${quoting(left, right)}`);
  }
  if (!isOrdered && left.type !== right.type) {
    throw refuse(
      node,
      `got ${left.type} ${operator} ${right.type}: CEL asks them only with < and >${mixing(left, right)}`,
    );
  }
  checkPossible(node.range.start, left, right, isOrdered);
  checkPossible(node.range.start, right, left, isOrdered);
  return { kind: 'compare', type: 'bool', operator, left, right };
}

/** @throws Refusal */
export function translateArithmetic(
  node: Node<'+' | '-' | '*' | '/' | '%'>,
  left: Expression,
  right: Expression,
): Expression {
  const operator = node.op;
  const [first, second] = [left.type, right.type];
  if (first === 'string' && second === 'string' && operator === '+') {
    throw refuse(node, 'got string + string: rules do not join texts; compare each text by itself');
  }
  if (familyOf(left) !== 'number' || familyOf(right) !== 'number') {
    throw refuse(node, `got ${first} ${operator} ${second}: only numbers are calculated with`);
  }
  if (operator === '%' && (first === 'double' || second === 'double')) {
    throw refuse(node, `got ${first} % ${second}: remainders are of whole numbers; write int(x) % int(y)`);
  }
  if (first !== second)
    throw refuse(node, `got ${first} ${operator} ${second}: CEL does not mix them${mixing(left, right)}`);
  return { kind: 'arithmetic', type: first === 'int' ? 'int' : 'double', operator, left, right };
}

/** @throws Refusal */
export function translateIn(to: Translation, node: Node<'in'>, scope: Scope, depth: number): Expression {
  const of = translateValue(to, node.args[0], scope, depth + 1);
  const list = to.translate(node.args[1], scope, depth + 1);
  if (list.kind === 'constants') {
    const stranger = list.constants.find((each) => each.type !== of.type);
    if (stranger !== undefined) {
      const hints = `${mixing(of, stranger)}${quoting(of, stranger)}`;
      throw refuse(node, `got ${of.type} in a list with ${stranger.type}: all must be of one type${hints}`);
    }
    for (const each of list.constants) checkPossible(node.range.start, of, each, false);
    return { kind: 'in', type: 'bool', of, list: withoutRepeats(list.constants) };
  }
  if (list.kind === 'list' && list.filter === null) return isIn(node, of, list.list);
  throw refuse(
    node.args[1],
    'got no list of values right of in: write [a, b, c], or use exists for lists of the record',
  );
}

function withoutRepeats(constants: readonly Constant[]): Constant[] {
  return constants.filter((each, i) => constants.findIndex(({ value }) => value === each.value) === i);
}

function mixing(left: Expression, right: Expression): string {
  const constant = [left, right].find((each) => each.kind === 'constant' && each.type === 'int');
  if (constant?.kind === 'constant') return `; write ${constant.value}.0 for ${constant.value}`;
  return familyOf(left) === 'number' && familyOf(right) === 'number' ? '; write double(x) around the int' : '';
}

function quoting(left: Expression, right: Expression): string {
  const isNumber = familyOf(left) === 'number' || familyOf(right) === 'number';
  const isText = left.type === 'string' || right.type === 'string';
  return isNumber && isText ? '; put texts in quotes and numbers outside' : '';
}
