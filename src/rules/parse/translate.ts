/**
 * From the parser's tree to an expression: names are looked up, types are checked, and what a rule cannot use is
 * refused at its place. Nothing is computed here; `foldConstants` does that.
 */
import type { ASTNode } from '@marcbachmann/cel-js';
import type { Expression } from '../expression.ts';
import { constantOf, literalOf } from './literals.ts';
import { type Operand, type Scope, valueOperand } from './operand.ts';
import { translateFunction, translateMethod } from './translateCall.ts';
import { translateIndex, translateMember, translateName } from './translateNames.ts';
import {
  translateArithmetic,
  translateChoice,
  translateComparison,
  translateIn,
  translateLogic,
  translateNegation,
} from './translateOperators.ts';
import { refuse, translateBool, translateValue, type Translation } from './translation.ts';

/** Deeper than people write, far from the end of any stack. */
const MAX_DEPTH = 60;
/** A translation of one condition. */
export function createTranslation(about: Pick<Translation, 'featureNames' | 'checkPattern'>): Translation {
  const to: Translation = {
    ...about,
    offsets: new WeakMap(),
    translate: (node, scope, depth) => translateAny(to, node, scope, depth),
  };
  return to;
}

function translateAny(to: Translation, node: ASTNode, scope: Scope, depth: number): Operand {
  if (depth > MAX_DEPTH) throw refuse(node, `nested deeper than ${MAX_DEPTH}: split the rule`);
  const operand = translateNode(to, node, scope, depth);
  if (operand.kind === 'value') to.offsets.set(operand.value, node.range.start);
  return operand;
}

function translateNode(to: Translation, node: ASTNode, scope: Scope, depth: number): Operand {
  const inner = (child: ASTNode): Expression => translateValue(to, child, scope, depth + 1);
  switch (node.op) {
    case 'value':
      return valueOperand(literalOf(node));
    case 'id':
      return translateName(node, node.args, scope);
    case '.':
      return translateMember(to, node, scope, depth);
    case '[]':
      return translateIndex(to, node, scope, depth);
    case 'list':
      return { kind: 'constants', constants: node.args.map((each) => constantOf(each, scope)) };
    case '!_':
      return valueOperand({
        kind: 'not',
        type: 'bool',
        of: translateBool(to, node.args, scope, depth + 1, '!'),
      });
    case '-_':
      return valueOperand(translateNegation(node, inner));
    case '&&':
    case '||':
      return valueOperand(translateLogic(to, node, scope, depth));
    case '?:':
      return valueOperand(translateChoice(to, node, scope, depth));
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return valueOperand(translateComparison(node, inner(node.args[0]), inner(node.args[1])));
    case '+':
    case '-':
    case '*':
    case '/':
    case '%':
      return valueOperand(translateArithmetic(node, inner(node.args[0]), inner(node.args[1])));
    case 'in':
      return valueOperand(translateIn(to, node, scope, depth));
    case 'call':
      return translateFunction(to, node, scope, depth);
    case 'rcall':
      return translateMethod(to, node, scope, depth);
    case 'map':
      throw refuse(node, 'got a map: rules have none; name the cases with ?: or ||');
    default:
      throw refuse(node, `got ${node.op}: rules have no optional values; ask has(x) first`);
  }
}
