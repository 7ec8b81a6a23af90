/** Functions, methods and macros of conditions. What is not listed here is refused. */
import type { ASTNode } from '@marcbachmann/cel-js';
import type { Expression, ListName } from '../expression.ts';
import { PatternRefusal } from '../pattern/patternTree.ts';
import { leavesOfItem } from '../recordLeaves.ts';
import { readsItem } from '../walkExpression.ts';
import { hint } from './nearestName.ts';
import {
  isNotEmpty,
  type Operand,
  presenceOf,
  type Scope,
  scopeWithConstant,
  scopeWithItem,
  valueOperand,
} from './operand.ts';
import { type Node, refuse, translateBool, translateValue, type Translation, variableNames } from './translation.ts';

type Call = Node<'call'>;
type Method = Node<'rcall'>;

const functionNames = ['has', 'size', 'int', 'double'];
const textMethods = ['startsWith', 'endsWith', 'contains', 'lowerAscii', 'matches', 'size'];
const listMethods = ['exists', 'all', 'exists_one', 'filter', 'size'];

/** What else CEL has under these names, and what to write here. */
const instead: Readonly<Record<string, string>> = {
  string: 'compare numbers as numbers',
  timestamp: "compare dates as texts, as in parcel.postingDate >= '2026-01-01', and instants as epoch milliseconds",
  duration: 'write epoch milliseconds; an hour is 3600000',
  uint: 'whole numbers are int',
  dyn: 'every field has one type; use int(x) or double(x)',
  type: 'every field has one type; postern rules fields lists them',
  bytes: 'compare texts',
  bool: 'compare, as in x == 1',
  matches: "write x.matches('...')",
  upperAscii: 'use lowerAscii() and small letters',
  map: 'use exists, all or filter(...).size() on the list itself',
};

/** `f(x)`. @throws Refusal */
export function translateFunction(to: Translation, node: Call, scope: Scope, depth: number): Operand {
  const [name, args] = node.args;
  if (!functionNames.includes(name)) throw unknown(node, `function ${name}`, name, functionNames);
  if (args.length !== 1) throw refuse(node, `got ${args.length} arguments of ${name}: it takes one`);
  const [argument] = args;
  switch (name) {
    case 'has':
      return valueOperand(translateHas(to, argument, scope, depth));
    case 'size':
      return valueOperand(sizeOf(node, to.translate(argument, scope, depth + 1)));
    default:
      return valueOperand(convert(node, name, translateValue(to, argument, scope, depth + 1)));
  }
}

/** `x.f(y)`. @throws Refusal */
export function translateMethod(to: Translation, node: Method, scope: Scope, depth: number): Operand {
  const [name, receiver, args] = node.args;
  const of = to.translate(receiver, scope, depth + 1);
  if (of.kind === 'list' || of.kind === 'constants') {
    if (!listMethods.includes(name)) throw unknown(node, `method ${name} of a list`, name, listMethods);
    if (name === 'size') return valueOperand(sizeOf(node, of));
    return of.kind === 'list'
      ? translateQuantifier(to, node, of, scope, depth)
      : valueOperand(unrollQuantifier(to, node, of, scope, depth));
  }
  const text = translateValue(to, receiver, scope, depth + 1);
  if (!textMethods.includes(name)) throw unknown(node, `method ${name}`, name, textMethods);
  if (text.type !== 'string') throw refuse(node, `got ${text.type}.${name}(): only texts have it`);
  const arity = name === 'size' || name === 'lowerAscii' ? 0 : 1;
  if (args.length !== arity) throw refuse(node, `got ${args.length} arguments of ${name}: it takes ${arity || 'none'}`);
  return valueOperand(textMethod(to, name, text, args, scope, depth));
}

function textMethod(
  to: Translation,
  name: string,
  of: Expression,
  args: readonly ASTNode[],
  scope: Scope,
  depth: number,
): Expression {
  if (name === 'size') return { kind: 'size', type: 'int', of };
  if (name === 'lowerAscii') return { kind: 'lowerAscii', type: 'string', of };
  const argument = translateValue(to, args[0], scope, depth + 1);
  if (argument.type !== 'string') throw refuse(args[0], `got ${name}(${argument.type}): it takes a text`);
  if (name !== 'matches') {
    return { kind: 'textTest', type: 'bool', test: name as 'startsWith' | 'endsWith' | 'contains', of, argument };
  }
  if (argument.kind !== 'constant' || typeof argument.value !== 'string') {
    throw refuse(
      args[0],
      'got a pattern that is no literal: patterns are compiled with the bundle; write it in quotes',
    );
  }
  try {
    to.checkPattern(argument.value);
  } catch (fault) {
    if (!(fault instanceof PatternRefusal)) throw fault;
    throw refuse(args[0], `got ${fault.message}; patterns have the syntax of RE2`);
  }
  return { kind: 'matches', type: 'bool', of, pattern: argument.value };
}

function translateHas(to: Translation, argument: ASTNode, scope: Scope, depth: number): Expression {
  if (argument.op !== '.') throw refuse(argument, 'got has() of what is no field: write has(parcel.x.y)');
  const operand = to.translate(argument, scope, depth + 1);
  switch (operand.kind) {
    case 'object':
      return presenceOf(operand.place);
    case 'list':
      return isNotEmpty(operand.list);
    case 'value': {
      const { value } = operand;
      if (value.kind === 'finding') {
        throw refuse(
          argument,
          `got has(findings.${value.code}): a finding is never absent; write findings.${value.code}`,
        );
      }
      if (value.kind === 'field' || value.kind === 'item' || value.kind === 'feature' || value.kind === 'signal') {
        return { kind: 'has', type: 'bool', of: value };
      }
      break;
    }
    default:
  }
  throw refuse(argument, 'got has() of what is no field: write has(parcel.x.y)');
}

function sizeOf(node: ASTNode, operand: Operand): Expression {
  switch (operand.kind) {
    case 'list':
      if (operand.filter === null) return { kind: 'length', type: 'int', list: operand.list };
      return { kind: 'count', type: 'int', list: operand.list, body: operand.filter };
    case 'constants':
      return { kind: 'constant', type: 'int', value: BigInt(operand.constants.length) };
    case 'value':
      if (operand.value.type === 'string') return { kind: 'size', type: 'int', of: operand.value };
      throw refuse(node, `got size of ${operand.value.type}: only texts and lists have one`);
    default:
      throw refuse(node, 'got size of an object: only texts and lists have one');
  }
}

function convert(node: ASTNode, name: string, of: Expression): Expression {
  if (of.type !== 'int' && of.type !== 'double') {
    const use = of.type === 'string' ? 'compare texts with texts' : 'write x ? 1 : 0';
    throw refuse(node, `got ${name}(${of.type}): only numbers convert; ${use}`);
  }
  return of.type === name ? of : { kind: 'convert', type: of.type === 'int' ? 'double' : 'int', of };
}

type ListOperand = Extract<Operand, { kind: 'list' }>;

function translateQuantifier(to: Translation, node: Method, of: ListOperand, scope: Scope, depth: number): Operand {
  const [name] = node.args;
  const { list } = of;
  if (of.filter !== null) {
    throw refuse(node, `got filter(...).${name}: join the conditions in one, as in ${name}(x, a && b)`);
  }
  const [variable, bodyNode] = quantifierArguments(node);
  const body = translateBool(to, bodyNode, scopeWithItem(scope, variable, list), depth + 1, `the condition of ${name}`);
  if (name === 'filter') return { kind: 'list', list, filter: body };
  return valueOperand({ kind: 'quantified', type: 'bool', quantifier: quantifierOf(name), list, body });
}

/** Over a list of literals there is nothing to range over: the body is written out once for each. */
function unrollQuantifier(
  to: Translation,
  node: Method,
  { constants }: Extract<Operand, { kind: 'constants' }>,
  scope: Scope,
  depth: number,
): Expression {
  const [name] = node.args;
  if (name !== 'exists' && name !== 'all') {
    throw refuse(node, `got ${name} of a list of literals: only exists and all go over one`);
  }
  const [variable, bodyNode] = quantifierArguments(node);
  const of = constants.map((constant) =>
    translateBool(to, bodyNode, scopeWithConstant(scope, variable, constant), depth + 1, `the condition of ${name}`),
  );
  return { kind: name === 'exists' ? 'or' : 'and', type: 'bool', of };
}

function quantifierArguments(node: Method): [variable: string, body: ASTNode] {
  const [name, , args] = node.args;
  if (args.length !== 2)
    throw refuse(node, `got ${args.length} arguments of ${name}: write ${name}(x, condition on x)`);
  const [variable, body] = args;
  if (variable.op !== 'id') throw refuse(variable, `got no name: write ${name}(x, condition on x)`);
  if (variableNames.includes(variable.args)) {
    throw refuse(variable, `got the name ${variable.args}, which is taken; choose another, such as x`);
  }
  return [variable.args, body];
}

function quantifierOf(name: string): 'exists' | 'all' | 'existsOne' {
  return name === 'exists' || name === 'all' ? name : 'existsOne';
}

/** `x in list` for a list of texts. @throws Refusal */
export function isIn(node: ASTNode, of: Expression, list: ListName): Expression {
  if (!leavesOfItem(list).has('')) {
    throw refuse(node, `got in parcel.${list}: its items are objects; write parcel.${list}.exists(x, ...)`);
  }
  if (of.type !== 'string') throw refuse(node, `got ${of.type} in a list of texts: they are never equal`);
  if (readsItem(of)) {
    const why = 'the inner list is asked by itself';
    throw refuse(
      node,
      `got an item of one list sought in another: ${why}; compare with [0], [1], ... of parcel.${list}`,
    );
  }
  const text: Expression = { kind: 'item', type: 'string', list, at: 'each', path: '' };
  const body: Expression = { kind: 'compare', type: 'bool', operator: '==', left: text, right: of };
  const found: Expression = { kind: 'quantified', type: 'bool', quantifier: 'exists', list, body };
  if (of.kind === 'constant') return found;
  // what is sought is read even where the list is empty
  const isRead: Expression = { kind: 'compare', type: 'bool', operator: '==', left: of, right: of };
  return {
    kind: 'if',
    type: 'bool',
    test: isRead,
    whenTrue: found,
    whenFalse: { kind: 'constant', type: 'bool', value: false },
  };
}

function unknown(node: ASTNode, what: string, name: string, known: readonly string[]): Error {
  const use = instead[name] ?? `rules have ${known.join(', ')}`;
  const meant = hint(name, known);
  return refuse(node, `unsupported ${what}${meant === '' ? `: ${use}` : meant}`);
}
