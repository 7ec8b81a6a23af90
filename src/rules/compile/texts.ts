/** Tests of texts. A constant side is looked up together with all others that are asked of the same text. */
import type { Attribute, Expression } from '../expression.ts';
import { compiledPattern } from '../pattern/compiledPattern.ts';
import { isFoundIn } from '../pattern/compilePattern.ts';
import { spansOf } from './attributes.ts';
import { alike, type Lowering, NotCompiled } from './lowering.ts';
import { keyOf, type Scope } from './scope.ts';
import * as layout from './tableLayout.ts';

type Constant = { readonly kind: 'constant'; readonly value: string };
type Read = { readonly kind: 'read'; readonly attribute: Attribute; readonly fold: boolean };
export type Text = Constant | Read;
/** A text that depends on conditions: what is done with it is done with each of its cases. */
export type TextCases =
  | Text
  | { readonly kind: 'if'; readonly test: Expression; readonly cases: [TextCases, TextCases] };

/** With the flag u, a surrogate matches only where it has no partner. */
const HALF_PAIR = /\p{Cs}/u;
const foldText = (text: string): string => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

/** The cases of an expression of type string. */
export function casesOf(expression: Expression, fold = false): TextCases {
  switch (expression.kind) {
    case 'constant': {
      if (expression.type !== 'string') break;
      if (HALF_PAIR.test(expression.value)) throw new NotCompiled('a text holds half of a surrogate pair');
      return { kind: 'constant', value: fold ? foldText(expression.value) : expression.value };
    }
    case 'lowerAscii':
      return casesOf(expression.of, true);
    case 'if':
      return {
        kind: 'if',
        test: expression.test,
        cases: [casesOf(expression.whenTrue, fold), casesOf(expression.whenFalse, fold)],
      };
    case 'field':
    case 'item':
      return { kind: 'read', attribute: expression, fold };
  }
  throw new NotCompiled(`expected a text, got ${expression.kind}`);
}

/** Applies a test to each case of a text. */
export function eachCase(lowering: Lowering, text: TextCases, scope: Scope, test: (text: Text) => number): number {
  if (text.kind !== 'if') return test(text);
  const { graph } = lowering;
  const [whenTrue, whenFalse] = text.cases.map((each) => eachCase(lowering, each, scope, test));
  const [a, b, c] = alike(graph, [lowering.bool(text.test, scope), whenTrue, whenFalse]);
  return graph.add({ kind: layout.KIND_IF, domain: graph.domainOf(a), a, b, c });
}

/** `of` compared with, or tested for, `argument`; the operator is one of the table's. */
export function textTest(lowering: Lowering, operator: number, of: Text, argument: Text, scope: Scope): number {
  const { graph } = lowering;
  if (of.kind === 'constant' && argument.kind === 'constant') {
    return graph.constant(holds(operator, of.value, argument.value));
  }
  if (operator === layout.IS_NOT_EQUAL) {
    return graph.not(textTest(lowering, layout.IS_EQUAL, of, argument, scope));
  }
  if (operator === layout.IS_EQUAL && of.kind === 'constant') {
    return textTest(lowering, operator, argument, of, scope);
  }
  const isSearch = operator === layout.IS_EQUAL || operator >= layout.STARTS_WITH;
  if (of.kind === 'read' && argument.kind === 'constant' && isSearch) {
    return search(lowering, operator, of, [argument.value], scope);
  }
  return compare(lowering, operator, of, argument, scope);
}

/** True where the text is one of the constants, or starts with, ends with or holds one of them. */
export function search(
  lowering: Lowering,
  operator: number,
  of: Read,
  constants: readonly string[],
  scope: Scope,
): number {
  const { graph, searches } = lowering;
  const spans = spansOf(lowering, of.attribute, scope);
  const flag = scope.present.has(keyOf(of.attribute)) ? 1 : 0;
  if (operator !== layout.IS_EQUAL && constants.includes('')) {
    const present = graph.add({ kind: layout.KIND_PRESENT, domain: graph.domainOf(spans), a: spans });
    // every text holds the empty one; an absent one is an error all the same
    return flag === 1
      ? present
      : graph.add({
          kind: layout.KIND_TEXT_COMPARE,
          domain: graph.domainOf(spans),
          operator,
          a: spans,
          b: constantNode(lowering, ''),
        });
  }
  return searches.add(graph, { spans, operator, fold: of.fold }, constants, flag);
}

/** True where a pattern is found in the text. */
export function matchText(lowering: Lowering, text: Text, pattern: string, scope: Scope): number {
  const { graph, patterns } = lowering;
  if (text.kind === 'constant') return graph.constant(isFoundIn(compiledPattern(pattern), text.value));
  const a = spansOf(lowering, text.attribute, scope);
  const flag = text.fold ? 1 : 0;
  return graph.add({ kind: layout.KIND_MATCHES, domain: graph.domainOf(a), flag, a, b: patterns.put(pattern) });
}

function compare(lowering: Lowering, operator: number, of: Text, argument: Text, scope: Scope): number {
  const { graph } = lowering;
  const [a, b] = alike(
    graph,
    [of, argument].map((text) =>
      text.kind === 'constant' ? constantNode(lowering, text.value) : spansOf(lowering, text.attribute, scope),
    ),
  );
  const flag = (of.kind === 'read' && of.fold ? 1 : 0) | (argument.kind === 'read' && argument.fold ? 2 : 0);
  return graph.add({ kind: layout.KIND_TEXT_COMPARE, domain: graph.domainOf(a), operator, flag, a, b });
}

function constantNode({ graph, searches }: Lowering, value: string): number {
  const { offset, length } = searches.texts.put(value);
  return graph.add({ kind: layout.KIND_TEXT, domain: layout.DOMAIN_ROWS, a: offset, b: length });
}

/** By code points, as the core compares bytes. */
function holds(operator: number, of: string, argument: string): boolean {
  const order = Buffer.compare(Buffer.from(of), Buffer.from(argument));
  switch (operator) {
    case layout.IS_EQUAL:
      return order === 0;
    case layout.IS_NOT_EQUAL:
      return order !== 0;
    case layout.IS_LESS:
      return order < 0;
    case layout.IS_AT_MOST:
      return order <= 0;
    case layout.IS_GREATER:
      return order > 0;
    case layout.IS_AT_LEAST:
      return order >= 0;
    case layout.STARTS_WITH:
      return of.startsWith(argument);
    case layout.ENDS_WITH:
      return of.endsWith(argument);
    default:
      return of.includes(argument);
  }
}
