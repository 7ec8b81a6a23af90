/**
 * The plain reading of conditions, one parcel at a time: what the explained path and rule tests use, and what the
 * core's rule stage must equal. The meaning is CEL's (language definition, sections "Logical operators", "Numeric
 * values" and "Macros"); where that leaves room, it is that of @bufbuild/cel.
 */
import type { Attribute, Expression } from '../expression.ts';
import { compiledPattern } from '../pattern/compiledPattern.ts';
import { isFoundIn } from '../pattern/compilePattern.ts';
import { calculate, compareValues, convertNumber, negate } from './arithmetic.ts';
import type { Facts, LeafValue } from './facts.ts';
import { Failure } from './failure.ts';
import type { Value } from './value.ts';

/** What quantifiers inside a quantifier came to. */
type Known = Map<Expression, boolean | bigint | Failure>;

/** The item that the innermost quantifier stands at. */
type Standing = { readonly list: string; readonly index: number; readonly known: Known } | null;

/** True, false, or why neither. @param condition of type bool */
export function evaluateCondition(condition: Expression, facts: Facts): boolean | Failure {
  return evaluate(condition, facts) as boolean | Failure;
}

/** A value of the expression's type. */
export function evaluate(expression: Expression, facts: Facts): Value | Failure {
  return evaluateAt(expression, facts, null);
}

function evaluateAt(expression: Expression, facts: Facts, standing: Standing): Value | Failure {
  const inner = (part: Expression): Value | Failure => evaluateAt(part, facts, standing);
  switch (expression.kind) {
    case 'constant':
      return expression.value;
    case 'field':
    case 'item':
    case 'feature':
    case 'signal': {
      const value = read(expression, facts, standing);
      if (value === undefined) return new Failure(`${nameOf(expression)} is absent`);
      return expression.type === 'int' ? BigInt(value) : value;
    }
    case 'finding':
      return facts.finding(expression.code);
    case 'score':
      return facts.score;
    case 'day':
      return facts.day === undefined ? new Failure('the day is absent') : BigInt(facts.day);
    case 'has':
      return expression.of.kind === 'day'
        ? facts.day !== undefined
        : read(expression.of, facts, standing) !== undefined;
    case 'length':
      return BigInt(facts.numItems(expression.list));
    case 'and':
    case 'or':
      return hearAll(expression.of, expression.kind === 'or', inner);
    case 'if': {
      const test = inner(expression.test);
      if (test instanceof Failure) return test;
      return inner(test === true ? expression.whenTrue : expression.whenFalse);
    }
    case 'quantified':
    case 'count': {
      if (standing === null) return overItems(expression, facts, new Map());
      // it reads no item but its own, so it comes to the same at each item of the quantifier around it
      const value = standing.known.get(expression) ?? overItems(expression, facts, standing.known);
      standing.known.set(expression, value);
      return value;
    }
    case 'compare':
    case 'arithmetic': {
      const left = inner(expression.left);
      if (left instanceof Failure) return left;
      const right = inner(expression.right);
      if (right instanceof Failure) return right;
      return expression.kind === 'compare'
        ? compareValues(expression.operator, left, right)
        : calculate(expression.operator, left, right);
    }
    case 'textTest': {
      const of = inner(expression.of);
      if (of instanceof Failure) return of;
      const argument = inner(expression.argument);
      if (argument instanceof Failure) return argument;
      return testText(expression.test, of as string, argument as string);
    }
    default: {
      const of = inner(expression.of);
      return of instanceof Failure ? of : ofOne(expression, of);
    }
  }
}

type OneSided = Extract<Expression, { kind: 'size' | 'not' | 'in' | 'matches' | 'lowerAscii' | 'negate' | 'convert' }>;

function ofOne(expression: OneSided, of: Value): Value | Failure {
  switch (expression.kind) {
    case 'size':
      return BigInt(numCodePoints(of as string));
    case 'not':
      return of !== true;
    case 'in':
      return expression.list.some(({ value }) => value === of);
    case 'matches':
      return isFoundIn(compiledPattern(expression.pattern), of as string);
    case 'lowerAscii':
      return lowerAscii(of as string);
    case 'negate':
      return negate(of as bigint | number);
    case 'convert':
      return convertNumber(of as bigint | number);
  }
}

/** A part that decides does so beside any error; else an error is the result; the first one tells why. */
function hearAll(
  parts: readonly Expression[],
  decides: boolean,
  evaluatePart: (part: Expression) => Value | Failure,
): boolean | Failure {
  let failure: Failure | undefined;
  for (const part of parts) {
    const value = evaluatePart(part);
    if (value === decides) return decides;
    if (value instanceof Failure) failure ??= value;
  }
  return failure ?? !decides;
}

function overItems(
  expression: Extract<Expression, { kind: 'quantified' | 'count' }>,
  facts: Facts,
  known: Known,
): boolean | bigint | Failure {
  const { list, body } = expression;
  const mode = expression.kind === 'count' ? 'count' : expression.quantifier;
  const decides = mode === 'exists' ? true : mode === 'all' ? false : undefined;
  let failure: Failure | undefined;
  let numTrue = 0n;
  const numItems = facts.numItems(list);
  for (let index = 0; index < numItems; index++) {
    const value = evaluateAt(body, facts, { list, index, known });
    if (value === decides) return value as boolean;
    if (value === true) numTrue++;
    if (value instanceof Failure) failure ??= value;
  }
  if (failure !== undefined) return failure;
  if (decides !== undefined) return !decides;
  return mode === 'count' ? numTrue : numTrue === 1n;
}

function read(of: Attribute, facts: Facts, standing: Standing): LeafValue {
  switch (of.kind) {
    case 'field':
      return facts.field(of.path);
    case 'item': {
      const index = of.at === 'each' ? standing?.index : of.at;
      if (index === undefined) throw new RangeError(`expected an item of ${of.list} only inside a quantifier over it`);
      return facts.item(of.list, index, of.path);
    }
    case 'feature':
    case 'signal': {
      const value = of.kind === 'feature' ? facts.feature(of.name) : facts.signal(of.name);
      return Number.isNaN(value) ? undefined : value;
    }
  }
}

/** As it is written in CEL. */
function nameOf(of: Attribute): string {
  switch (of.kind) {
    case 'field':
      return `parcel.${of.path}`;
    case 'item': {
      const item = of.at === 'each' ? `an item of parcel.${of.list}` : `parcel.${of.list}[${of.at}]`;
      if (of.path === '') return item;
      return of.at === 'each' ? `${of.path} of ${item}` : `${item}.${of.path}`;
    }
    case 'feature':
    case 'signal':
      return `${of.kind}s.${of.name}`;
  }
}

function testText(test: 'startsWith' | 'endsWith' | 'contains', of: string, argument: string): boolean {
  switch (test) {
    case 'startsWith':
      return of.startsWith(argument) && !splitsPair(of, argument.length);
    case 'endsWith':
      return of.endsWith(argument) && !splitsPair(of, of.length - argument.length);
    case 'contains': {
      let at = of.indexOf(argument);
      while (at >= 0 && (splitsPair(of, at) || splitsPair(of, at + argument.length))) at = of.indexOf(argument, at + 1);
      return at >= 0;
    }
  }
}

/** Texts are found by whole characters: half of a surrogate pair is no part of it. */
function splitsPair(text: string, at: number): boolean {
  return at > 0 && at < text.length && (text.codePointAt(at - 1) ?? 0) > 0xffff;
}

function lowerAscii(text: string): string {
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

function numCodePoints(text: string): number {
  let count = 0;
  for (const _ of text) count++;
  return count;
}
