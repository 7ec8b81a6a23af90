/** Conditions to nodes of masks. */
import type { Attribute, Expression } from '../expression.ts';
import { numberOf, reaches } from './attributes.ts';
import { alike, type Lowering, NotCompiled } from './lowering.ts';
import { countOf, presenceOf, toKind } from './numbers.ts';
import { domainOfList, foundBy, insideOf, keyOf, type Scope, withPresent } from './scope.ts';
import * as layout from './tableLayout.ts';
import { casesOf, eachCase, matchText, search, textTest } from './texts.ts';

type Of<K extends string> = Extract<Expression, { kind: K }>;
type And = Expression & { readonly of: readonly Expression[] };

const COMPARISONS = {
  '==': layout.IS_EQUAL,
  '!=': layout.IS_NOT_EQUAL,
  '<': layout.IS_LESS,
  '<=': layout.IS_AT_MOST,
  '>': layout.IS_GREATER,
  '>=': layout.IS_AT_LEAST,
} as const;
/** The same comparison with its sides exchanged. */
const MIRRORED = [
  layout.IS_EQUAL,
  layout.IS_NOT_EQUAL,
  layout.IS_GREATER,
  layout.IS_AT_LEAST,
  layout.IS_LESS,
  layout.IS_AT_MOST,
];
const TEXT_TESTS = {
  startsWith: layout.STARTS_WITH,
  endsWith: layout.ENDS_WITH,
  contains: layout.CONTAINS,
} as const;

/** The node of an expression of type bool. */
export function lowerBool(lowering: Lowering, expression: Expression, scope: Scope): number {
  const { graph } = lowering;
  switch (expression.kind) {
    case 'constant':
      return graph.constant(expression.value === true);
    case 'field':
    case 'item':
      return numberTest(lowering, numberOf(lowering, expression, scope), layout.IS_EQUAL, 1, flagOf(expression, scope));
    case 'finding':
      return lowering.finding(expression.code);
    case 'has':
      return presenceOf(lowering, expression.of, scope);
    case 'not':
      return graph.not(lowering.bool(expression.of, scope));
    case 'and':
      return lowerAnd(lowering, expression, scope);
    case 'or': {
      const within = withPresent(scope, foundBy(expression.of, 'or'));
      return graph.or(expression.of.map((part) => lowering.bool(part, within)));
    }
    case 'if': {
      const whenTrue = withPresent(scope, foundBy([expression.test], 'and'));
      const [a, b, c] = alike(graph, [
        lowering.bool(expression.test, scope),
        lowering.bool(expression.whenTrue, whenTrue),
        lowering.bool(expression.whenFalse, scope),
      ]);
      return graph.add({ kind: layout.KIND_IF, domain: graph.domainOf(a), a, b, c });
    }
    case 'compare':
      return lowerCompare(lowering, expression, scope);
    case 'in':
      return lowerIn(lowering, expression, scope);
    case 'textTest': {
      const operator = TEXT_TESTS[expression.test];
      return eachCase(lowering, casesOf(expression.of), scope, (of) =>
        eachCase(lowering, casesOf(expression.argument), scope, (argument) =>
          textTest(lowering, operator, of, argument, scope),
        ),
      );
    }
    case 'quantified':
      return lowerQuantified(lowering, expression, scope);
    case 'matches':
      return eachCase(lowering, casesOf(expression.of), scope, (text) =>
        matchText(lowering, text, expression.pattern, scope),
      );
    default:
      throw new NotCompiled(`expected a condition, got ${expression.kind}`);
  }
}

function flagOf(of: Expression, scope: Scope): number {
  const isAttribute = of.kind === 'field' || of.kind === 'item' || of.kind === 'feature' || of.kind === 'signal';
  if (of.kind !== 'day' && !isAttribute) return 0;
  return scope.present.has(keyOf(of as Attribute | { kind: 'day' })) ? 1 : 0;
}

/**
 * Where a `has` stands beside a test of the same attribute, the test takes absent for false: beside the `has` that says
 * the same. A test that needs the attribute to be there makes the `has` itself needless.
 */
function lowerAnd(lowering: Lowering, { of }: And, scope: Scope): number {
  const { graph } = lowering;
  const within = withPresent(scope, foundBy(of, 'and'));
  const flat = of.flatMap(function flatten(part: Expression): readonly Expression[] {
    return part.kind === 'and' ? part.of.flatMap(flatten) : [part];
  });
  const nodes = flat.map((part) => lowering.bool(part, within));
  const implied = new Set(nodes.flatMap((node) => impliedBy(lowering, node)));
  return graph.and(nodes.filter((node) => graph.nodes[node].kind !== layout.KIND_PRESENT || !implied.has(node)));
}

/** The presence that a test of its own is false without. */
function impliedBy({ graph, searches }: Lowering, node: number): number[] {
  const { kind, flag = 0, a = 0, domain } = graph.nodes[node];
  if (flag !== 1 || (kind !== layout.KIND_FOUND && kind !== layout.KIND_NUMBER_TEST)) return [];
  const read = kind === layout.KIND_FOUND ? searches.all[a].spans : a;
  return [graph.add({ kind: layout.KIND_PRESENT, domain, a: read })];
}

function lowerCompare(lowering: Lowering, { operator, left, right }: Of<'compare'>, scope: Scope): number {
  const { graph } = lowering;
  const comparison = COMPARISONS[operator];
  if (left.type === 'string') {
    return eachCase(lowering, casesOf(left), scope, (of) =>
      eachCase(lowering, casesOf(right), scope, (argument) => textTest(lowering, comparison, of, argument, scope)),
    );
  }
  if (left.type === 'bool') {
    const [a, b] = alike(
      graph,
      [left, right].map((side) => lowering.bool(side, scope)),
    );
    return graph.add({ kind: layout.KIND_BOOL_COMPARE, domain: graph.domainOf(a), operator: comparison, a, b });
  }
  if (left.kind === 'constant' && right.kind !== 'constant') {
    const mirrored = (Object.keys(COMPARISONS) as (keyof typeof COMPARISONS)[]).find(
      (each) => COMPARISONS[each] === MIRRORED[comparison],
    );
    return lowerCompare(
      lowering,
      { kind: 'compare', type: 'bool', operator: mirrored ?? operator, left: right, right: left },
      scope,
    );
  }
  return compareNumbers(lowering, comparison, left, right, scope);
}

/** Integers compare as integers; with a double beside them, as doubles. */
function compareNumbers(
  lowering: Lowering,
  operator: number,
  left: Expression,
  right: Expression,
  scope: Scope,
): number {
  const { graph } = lowering;
  const sides = [left, right].map((side) => lowering.number(side, scope));
  const areInts = left.type === 'int' && right.type === 'int';
  const as = areInts && sides.some((side) => side.as === 'i64') ? 'i64' : 'f64';
  const nodes = sides.map((side) => toKind(lowering, side, as));
  const constant = graph.nodes[nodes[1]].f64;
  if (as === 'f64' && constant !== undefined) {
    return numberTest(lowering, nodes[0], operator, constant, flagOf(left, scope));
  }
  const [a, b] = alike(graph, nodes);
  const flag = as === 'i64' ? 1 : 0;
  return graph.add({ kind: layout.KIND_NUMBER_COMPARE, domain: graph.domainOf(a), operator, flag, a, b });
}

function numberTest({ graph }: Lowering, a: number, operator: number, f64: number, flag: number): number {
  return graph.add({ kind: layout.KIND_NUMBER_TEST, domain: graph.domainOf(a), operator, flag, a, f64 });
}

function lowerIn(lowering: Lowering, { of, list }: Of<'in'>, scope: Scope): number {
  const { graph } = lowering;
  const constants = list.filter((each) => each.type === of.type);
  if (of.type === 'string') {
    const values = constants.map(({ value }) => value as string);
    return eachCase(lowering, casesOf(of), scope, (text) =>
      text.kind === 'constant'
        ? graph.constant(values.includes(text.value))
        : search(lowering, layout.IS_EQUAL, text, values, scope),
    );
  }
  if (of.type === 'bool') {
    const node = lowering.bool(of, scope);
    const parts = constants.map(({ value }) => (value === true ? node : graph.not(node)));
    // even of an empty list, an error stays one
    return graph.or([...parts, graph.and([node, graph.not(node)])]);
  }
  const parts = constants.map((constant) => compareNumbers(lowering, layout.IS_EQUAL, of, constant, scope));
  // even of an empty list, an error stays one: nothing is less than itself
  return parts.length > 0 ? graph.or(parts) : compareNumbers(lowering, layout.IS_LESS, of, of, scope);
}

function lowerQuantified(lowering: Lowering, { quantifier, list, body }: Of<'quantified'>, scope: Scope): number {
  const { graph, places } = lowering;
  const domain = domainOfList(list);
  if (domain !== undefined) {
    const a = graph.expand(lowering.bool(body, insideOf(scope, list)), domain);
    const kind = { exists: layout.KIND_EXISTS, all: layout.KIND_ALL, existsOne: layout.KIND_EXISTS_ONE }[quantifier];
    return graph.add({ kind, domain: layout.DOMAIN_ROWS, a, c: domain });
  }
  if (quantifier === 'existsOne') {
    const count = countOf(lowering, { kind: 'count', type: 'int', list, body }, scope);
    return numberTest(lowering, count, layout.IS_EQUAL, 1, 0);
  }
  const parts = Array.from({ length: places.maxTexts.get(list) ?? 0 }, (_, place) => {
    const isThere = reaches(lowering, list, place);
    const holds = lowering.bool(body, insideOf(scope, list, place));
    return quantifier === 'exists' ? graph.and([isThere, holds]) : graph.or([graph.not(isThere), holds]);
  });
  return quantifier === 'exists' ? graph.or(parts) : graph.and(parts);
}
