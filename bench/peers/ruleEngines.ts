/**
 * The rules of a mix in json-rules-engine and in ZEN. Both get parsed objects with features and findings already in
 * them, which Postern has to make of bytes within its own time.
 */
import type { MixedRule, Question } from '../ruleMix.ts';
import { importPeer } from './installed.ts';

/** What is known of one parcel: the record with `features` and `findings` beside its fields. */
export type PeerFacts = Readonly<Record<string, unknown>>;

/** Codes of the rules that hit. */
export type PeerRules = (facts: PeerFacts) => Promise<readonly string[]>;

type Condition = { readonly fact: string; readonly operator: string; readonly value: unknown };
type JsonRulesEngine = {
  Engine: new (
    rules: readonly object[],
    options: object,
  ) => {
    addOperator(name: string, test: (fact: unknown, value: never) => boolean): void;
    run(facts: PeerFacts): Promise<{ events: { type: string }[] }>;
  };
};
type Zen = { evaluateExpressionSync(expression: string, context: PeerFacts): unknown };

/** Conditions as trees of `all`; facts are flat names, for paths within facts are slower. */
export async function createJsonRules(rules: readonly MixedRule[]): Promise<PeerRules> {
  const { Engine } = await importPeer<JsonRulesEngine>('json-rules-engine');
  const engine = new Engine(
    rules.map(({ code, questions }) => ({ conditions: { all: questions.map(condition) }, event: { type: code } })),
    { allowUndefinedFacts: true },
  );
  engine.addOperator('startsWith', (fact, value: string) => typeof fact === 'string' && fact.startsWith(value));
  engine.addOperator('someLine', (fact, questions: readonly Question[]) =>
    (fact as PeerFacts[]).some((line) => questions.every((question) => holdsOfLine(question, line))),
  );
  return async (facts) => (await engine.run(flat(facts))).events.map(({ type }) => type);
}

function condition(question: Question): Condition {
  switch (question.kind) {
    case 'is':
      return { fact: question.path, operator: 'equal', value: question.value };
    case 'in':
      return { fact: question.path, operator: 'in', value: question.values };
    case 'startsWith':
      return { fact: question.path, operator: 'startsWith', value: question.value };
    case 'atLeast':
      return { fact: question.path, operator: 'greaterThanInclusive', value: question.value };
    case 'below':
      return { fact: question.path, operator: 'lessThan', value: question.value };
    case 'feature':
      return { fact: `features.${question.name}`, operator: 'greaterThan', value: question.value };
    case 'finding':
      return { fact: `findings.${question.code}`, operator: 'equal', value: true };
    case 'line':
      return { fact: 'contents', operator: 'someLine', value: question.of };
    case 'holds':
      throw new RangeError('expected a question of descriptions inside a line');
  }
}

/** Lines carry `lowered`, made once a parcel. */
function holdsOfLine(question: Question, line: PeerFacts): boolean {
  switch (question.kind) {
    case 'holds':
      return typeof line.lowered === 'string' && line.lowered.includes(question.value);
    case 'startsWith':
      return typeof line[question.path] === 'string' && (line[question.path] as string).startsWith(question.value);
    case 'atLeast':
      return typeof line[question.path] === 'number' && (line[question.path] as number) >= question.value;
    default:
      throw new RangeError(`expected a question of a line, got ${question.kind}`);
  }
}

function flat(facts: PeerFacts): PeerFacts {
  const sides = ['sender', 'recipient', 'features', 'findings'].flatMap((side) =>
    Object.entries((facts[side] ?? {}) as PeerFacts).map(([name, value]) => [`${side}.${name}`, value] as const),
  );
  return { ...facts, ...Object.fromEntries(sides) };
}

/** All rules as one expression, a list of numbers: a call for each, or a graph of expressions, took longer. */
export async function createZenRules(rules: readonly MixedRule[]): Promise<PeerRules> {
  const zen = await importPeer<Zen>('@gorules/zen-engine');
  const parts = rules.map(
    ({ questions }, i) => `(${questions.map((each) => zenOf(each, '')).join(' and ')}) ? ${i} : -1`,
  );
  const expression = `[${parts.join(', ')}]`;
  return async (facts) => {
    const found = zen.evaluateExpressionSync(expression, facts) as number[];
    return found.flatMap((rule) => (rule >= 0 ? [rules[rule].code] : []));
  };
}

function zenOf(question: Question, prefix: string): string {
  const given = (test: (name: string) => string): string => {
    const name = prefix + ('path' in question ? question.path : '');
    return `(${name} != null and ${test(name)})`;
  };
  switch (question.kind) {
    case 'is':
      return `${prefix}${question.path} == ${JSON.stringify(question.value)}`;
    case 'in':
      return given((name) => `${name} in ${JSON.stringify(question.values)}`);
    case 'startsWith':
      return given((name) => `startsWith(${name}, ${JSON.stringify(question.value)})`);
    case 'holds':
      return `(#.lowered != null and contains(#.lowered, ${JSON.stringify(question.value)}))`;
    case 'atLeast':
      return given((name) => `${name} >= ${question.value}`);
    case 'below':
      return given((name) => `${name} < ${question.value}`);
    case 'feature':
      return `(features.${question.name} != null and features.${question.name} > ${question.value})`;
    case 'finding':
      return `findings.${question.code} == true`;
    case 'line':
      return `some(contents, ${question.of.map((each) => zenOf(each, '#.')).join(' and ')})`;
  }
}
