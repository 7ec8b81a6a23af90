/** Numbers to columns. Integers that a double holds exactly travel as doubles; computed ones as 64-bit integers. */
import type { Expression } from '../expression.ts';
import { dayOf, numberOf, reaches, readingOf, spansOf } from './attributes.ts';
import { alike, type Lowering, NotCompiled, type NumberNode } from './lowering.ts';
import { domainOfList, insideOf, type Scope } from './scope.ts';
import * as layout from './tableLayout.ts';
import { casesOf, type TextCases } from './texts.ts';

const ARITHMETIC = {
  '+': layout.ADD,
  '-': layout.SUBTRACT,
  '*': layout.MULTIPLY,
  '/': layout.DIVIDE,
  '%': layout.REMAINDER,
} as const;

/** The node of an expression of type int or double. */
export function lowerNumber(lowering: Lowering, expression: Expression, scope: Scope): NumberNode {
  const { graph } = lowering;
  const rows = layout.DOMAIN_ROWS;
  switch (expression.kind) {
    case 'constant':
      return lowerConstant(lowering, expression.value);
    case 'field':
    case 'item':
    case 'feature':
    case 'signal':
      return { node: numberOf(lowering, expression, scope), as: 'f64' };
    case 'score':
      return { node: graph.add({ kind: layout.KIND_SCORE, domain: rows }), as: 'f64' };
    case 'day':
      return { node: dayOf(lowering), as: 'f64' };
    case 'length':
      return { node: lengthOf(lowering, expression.list), as: 'f64' };
    case 'size':
      return lowerSize(lowering, casesOf(expression.of), scope);
    case 'count':
      return { node: countOf(lowering, expression, scope), as: 'f64' };
    case 'if': {
      const cases = [expression.whenTrue, expression.whenFalse].map((each) => lowering.number(each, scope));
      return choose(lowering, lowering.bool(expression.test, scope), cases[0], cases[1]);
    }
    case 'arithmetic': {
      const { operator, type } = expression;
      const sides = [expression.left, expression.right].map((side) => lowering.number(side, scope));
      return calculate(lowering, ARITHMETIC[operator], type === 'int' ? 'i64' : 'f64', sides);
    }
    case 'negate': {
      const as = expression.type === 'int' ? 'i64' : 'f64';
      const a = toKind(lowering, lowering.number(expression.of, scope), as);
      const kind = as === 'i64' ? layout.KIND_NEGATE_I64 : layout.KIND_NEGATE_F64;
      return { node: graph.add({ kind, domain: graph.domainOf(a), a }), as };
    }
    case 'convert': {
      const of = lowering.number(expression.of, scope);
      if (expression.type === 'double') return { node: toKind(lowering, of, 'f64'), as: 'f64' };
      if (expression.of.type === 'int') return of;
      return {
        node: graph.add({ kind: layout.KIND_TRUNCATE, domain: graph.domainOf(of.node), a: of.node }),
        as: 'i64',
      };
    }
    default:
      throw new NotCompiled(`expected a number, got ${expression.kind}`);
  }
}

/** The same value as the other kind of number. */
export function toKind({ graph }: Lowering, { node, as }: NumberNode, wanted: 'f64' | 'i64'): number {
  if (as === wanted) return node;
  const kind = wanted === 'i64' ? layout.KIND_TO_I64 : layout.KIND_TO_F64;
  return graph.add({ kind, domain: graph.domainOf(node), a: node });
}

export function lowerConstant({ graph }: Lowering, value: unknown): NumberNode {
  const constant = { kind: layout.KIND_NUMBER, domain: layout.DOMAIN_ROWS };
  if (typeof value === 'number') return { node: graph.add({ ...constant, f64: value }), as: 'f64' };
  if (typeof value !== 'bigint') throw new NotCompiled(`expected a number, got ${typeof value}`);
  const isExact = value >= -(2n ** 53n) && value <= 2n ** 53n;
  return isExact
    ? { node: graph.add({ ...constant, f64: Number(value) }), as: 'f64' }
    : { node: graph.add({ ...constant, i64: value }), as: 'i64' };
}

/** Items of a list; of a list of texts, up to the last one given. */
export function lengthOf(lowering: Lowering, list: Parameters<typeof domainOfList>[0]): number {
  const { graph, places } = lowering;
  const domain = domainOfList(list);
  if (domain !== undefined) return graph.add({ kind: layout.KIND_LENGTH, domain: layout.DOMAIN_ROWS, a: domain });
  const numPlaces = places.maxTexts.get(list) ?? 0;
  const parts = Array.from({ length: numPlaces }, (_, i) => oneWhere(lowering, reaches(lowering, list, i)));
  return sum(lowering, parts);
}

function lowerSize(lowering: Lowering, text: TextCases, scope: Scope): NumberNode {
  const { graph } = lowering;
  if (text.kind === 'constant') return lowerConstant(lowering, [...text.value].length);
  if (text.kind === 'if') {
    const cases = text.cases.map((each) => lowerSize(lowering, each, scope));
    return choose(lowering, lowering.bool(text.test, scope), cases[0], cases[1]);
  }
  const spans = spansOf(lowering, text.attribute, scope);
  return { node: graph.add({ kind: layout.KIND_SIZE, domain: graph.domainOf(spans), a: spans }), as: 'f64' };
}

/** Items for which a body holds. */
export function countOf(
  lowering: Lowering,
  { list, body }: Extract<Expression, { kind: 'count' }>,
  scope: Scope,
): number {
  const { graph, places } = lowering;
  const domain = domainOfList(list);
  if (domain !== undefined) {
    const a = graph.expand(lowering.bool(body, insideOf(scope, list)), domain);
    return graph.add({ kind: layout.KIND_COUNT, domain: layout.DOMAIN_ROWS, a, c: domain });
  }
  const parts = Array.from({ length: places.maxTexts.get(list) ?? 0 }, (_, place) => {
    const holds = lowering.bool(body, insideOf(scope, list, place));
    return oneWhere(lowering, graph.and([reaches(lowering, list, place), holds]));
  });
  return sum(lowering, parts);
}

function oneWhere(lowering: Lowering, a: number): NumberNode {
  const [b, c] = [1, 0].map((value) => lowerConstant(lowering, value).node);
  return choose(lowering, a, { node: b, as: 'f64' }, { node: c, as: 'f64' });
}

function sum(lowering: Lowering, parts: readonly NumberNode[]): number {
  return parts.reduce((a, b) => calculate(lowering, layout.ADD, 'f64', [a, b])).node;
}

function calculate(lowering: Lowering, operator: number, as: 'f64' | 'i64', sides: readonly NumberNode[]): NumberNode {
  const { graph } = lowering;
  const [a, b] = alike(
    graph,
    sides.map((side) => toKind(lowering, side, as)),
  );
  const kind = as === 'i64' ? layout.KIND_ARITHMETIC_I64 : layout.KIND_ARITHMETIC_F64;
  return { node: graph.add({ kind, domain: graph.domainOf(a), operator, a, b }), as };
}

function choose(lowering: Lowering, test: number, whenTrue: NumberNode, whenFalse: NumberNode): NumberNode {
  const { graph } = lowering;
  const as = whenTrue.as === whenFalse.as ? whenTrue.as : 'i64';
  const [a, b, c] = alike(graph, [test, toKind(lowering, whenTrue, as), toKind(lowering, whenFalse, as)]);
  return { node: graph.add({ kind: layout.KIND_CHOOSE, domain: graph.domainOf(a), a, b, c }), as };
}

/** Where an attribute is there. */
export function presenceOf(lowering: Lowering, of: Extract<Expression, { kind: 'has' }>['of'], scope: Scope): number {
  const { graph } = lowering;
  const a = of.kind === 'day' ? dayOf(lowering) : readingOf(lowering, of, scope);
  return graph.add({ kind: layout.KIND_PRESENT, domain: graph.domainOf(a), a });
}
