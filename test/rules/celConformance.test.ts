import type { SimpleTest } from '@bufbuild/cel-spec/cel/expr/conformance/test/simple_pb.js';
import { getConformanceSuite, type IncrementalTestSuite } from '@bufbuild/cel-spec/testdata/tests.js';
import { expect, test } from 'vitest';
import type { Constant, Expression } from '../../src/rules/expression.ts';
import { createCelReader } from '../../src/rules/parse/celReader.ts';
import { foldConstants } from '../../src/rules/parse/foldConstants.ts';
import type { Binding, Scope } from '../../src/rules/parse/operand.ts';
import { Refusal } from '../../src/rules/parse/refusal.ts';
import { createTranslation } from '../../src/rules/parse/translate.ts';
import { translateValue } from '../../src/rules/parse/translation.ts';
import { compilePattern } from '../../src/rules/pattern/compilePattern.ts';
import { evaluate } from '../../src/rules/reference/evaluate.ts';
import { noFacts } from '../../src/rules/reference/facts.ts';
import { Failure } from '../../src/rules/reference/failure.ts';
import type { Value } from '../../src/rules/reference/value.ts';

type Case = { readonly suite: string; readonly test: SimpleTest };
type Outcome = Value | 'error' | 'refused';

/** Fewer would mean that the language lost something. */
const LEAST_RUN = 400;
const read = createCelReader([]);

function casesOf(suite: IncrementalTestSuite, path = ''): Case[] {
  const own = suite.tests.map(({ original }): Case => ({ suite: path, test: original }));
  return [...own, ...suite.suites.flatMap((each) => casesOf(each, `${path}/${each.name}`))];
}

/** Variables of a test as constants; undefined where one is of a type that rules do not have, or in a namespace. */
function scopeOf({ bindings, container }: SimpleTest): Scope | undefined {
  if (container !== '') return undefined;
  const scope = new Map<string, Binding>();
  for (const [name, { kind }] of Object.entries(bindings)) {
    const constant = kind.case === 'value' ? constantOf(kind.value.kind) : undefined;
    if (constant === undefined) return undefined;
    scope.set(name, { kind: 'constant', constant });
  }
  return scope;
}

function constantOf(kind: { case: string | undefined; value?: unknown }): Constant | undefined {
  switch (kind.case) {
    case 'boolValue':
      return { kind: 'constant', type: 'bool', value: kind.value as boolean };
    case 'int64Value':
      return { kind: 'constant', type: 'int', value: kind.value as bigint };
    case 'doubleValue':
      return { kind: 'constant', type: 'double', value: kind.value as number };
    case 'stringValue':
      return { kind: 'constant', type: 'string', value: kind.value as string };
    default:
      return undefined;
  }
}

/** What the test expects, `error` among it; undefined for types that rules do not have. */
function expectedOf({ resultMatcher }: SimpleTest): Outcome | undefined {
  switch (resultMatcher.case) {
    case undefined:
      return true;
    case 'evalError':
      return 'error';
    case 'value':
      return constantOf(resultMatcher.value.kind)?.value;
    case 'typedResult':
      return resultMatcher.value.result === undefined ? undefined : constantOf(resultMatcher.value.result.kind)?.value;
    default:
      return undefined;
  }
}

/** The value without folding and with it; a refusal as its message. What `dyn` hides of a type is told openly. */
function run({ expr }: SimpleTest, scope: Scope): { plain: Outcome; folded: Outcome } | string {
  const to = createTranslation({ featureNames: new Set(), checkPattern: compilePattern });
  let translated: Expression;
  try {
    translated = translateValue(to, read(expr.replaceAll('dyn(', '(')).tree, scope);
  } catch (cause) {
    if (cause instanceof Refusal) return cause.message;
    throw new Error(expr, { cause });
  }
  return { plain: outcomeOf(translated), folded: foldedOutcome(translated, to.offsets) };
}

function outcomeOf(expression: Expression): Outcome {
  const value = evaluate(expression, noFacts);
  return value instanceof Failure ? 'error' : value;
}

function foldedOutcome(expression: Expression, offsets: WeakMap<Expression, number>): Outcome {
  try {
    return outcomeOf(foldConstants(expression, offsets));
  } catch (cause) {
    if (cause instanceof Refusal) return 'refused';
    throw cause;
  }
}

/** The message without what stands in the source. */
const groupOf = (message: string): string =>
  message
    .replace(/; .*$/s, '')
    .replace(/unknown name .*/s, 'unknown name')
    .replace(/: .*$/s, '')
    .replace(/-?\d[\d.e+-]*/g, 'N');

test('what rules can say of the CEL conformance suite comes out as it says', () => {
  const refused = new Map<string, number>();
  const bySuite = new Map<string, number>();
  const wrong: unknown[] = [];
  let numRun = 0;
  let numCases = 0;
  const refuse = (why: string): unknown => refused.set(why, (refused.get(why) ?? 0) + 1);
  for (const { suite, test: each } of casesOf(getConformanceSuite())) {
    numCases++;
    const scope = scopeOf(each);
    const expected = expectedOf(each);
    if (scope === undefined || expected === undefined) {
      refuse('(a namespace, or a variable or result of another type)');
      continue;
    }
    const result = run(each, scope);
    if (typeof result === 'string') {
      refuse(groupOf(result));
      continue;
    }
    numRun++;
    const name = suite.split('/')[1];
    bySuite.set(name, (bySuite.get(name) ?? 0) + 1);
    const { plain, folded } = result;
    // a constant that ends in an error is refused where it would be folded, even beside a part that decides
    const isFoldedRight = Object.is(folded, expected) || folded === 'refused';
    if (!Object.is(plain, expected) || !isFoldedRight) wrong.push({ suite, expr: each.expr, expected, plain, folded });
  }
  const numRefused = numCases - numRun;
  const most = [...refused].sort((a, b) => b[1] - a[1]);
  console.log(`CEL conformance: ${numCases} tests, ${numRun} ran, ${numRefused} refused`);
  console.log([...bySuite].map(([name, count]) => `${name} ${count}`).join(', '));
  console.log(most.map(([why, count]) => `${String(count).padStart(5)}  ${why}`).join('\n'));
  expect(wrong).toEqual([]);
  expect(numRun).toBeGreaterThanOrEqual(LEAST_RUN);
});
