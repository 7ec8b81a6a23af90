/** JSON back to a condition. What it reads comes from outside, so every member, name and type is checked. */
import { PosternError } from '../contract/errors.ts';
import { findingBit } from '../contract/findings.ts';
import { signalTexts } from '../contract/signalTexts.ts';
import type { Attribute, Constant, Expression, ListName, ValueType } from './expression.ts';
import { compiledPattern } from './pattern/compiledPattern.ts';
import { recordLeaves, recordLists } from './recordLeaves.ts';

/** Deeper than any condition that a parser lets through. */
const MAX_DEPTH = 200;
const INT_TEXT = /^(0|-?[1-9][0-9]{0,18})$/;
const MAX_INT = 2n ** 63n - 1n;

type Members = Readonly<Record<string, unknown>>;
type Reading = { readonly place: string; readonly featureNames: ReadonlySet<string> };

/**
 * @param place         What the messages call it.
 * @param featureNames  Of this engine.
 * @throws PosternError BUNDLE_INVALID
 */
export function decodeExpression(value: unknown, place: string, featureNames: ReadonlySet<string>): Expression {
  return decode({ place, featureNames }, value, 0, null);
}

/** @param inside  The list whose items the expression may speak of. */
function decode(reading: Reading, value: unknown, depth: number, inside: ListName | null): Expression {
  if (depth > MAX_DEPTH) throw invalid(reading, `nested deeper than ${MAX_DEPTH}`);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw invalid(reading, 'expected an object');
  const members = value as Members;
  const child = (key: string): Expression => decode(reading, members[key], depth + 1, inside);
  const typed = (key: string, ...types: ValueType[]): Expression => {
    const found = child(key);
    if (types.includes(found.type)) return found;
    throw invalid(reading, `${key} of ${String(members.kind)}: expected ${types.join(' or ')}, got ${found.type}`);
  };
  switch (members.kind) {
    case 'constant':
      return decodeConstant(reading, members);
    case 'field':
    case 'item':
    case 'feature':
    case 'signal':
      return decodeAttribute(reading, members, inside);
    case 'finding':
      return { kind: 'finding', type: 'bool', code: known(reading, 'finding', members.code, isFinding) };
    case 'score':
      return { kind: 'score', type: 'double' };
    case 'day':
      return { kind: 'day', type: 'int' };
    case 'has': {
      const of = child('of');
      if (of.kind === 'day') return { kind: 'has', type: 'bool', of: { kind: 'day' } };
      if (isAttribute(of)) return { kind: 'has', type: 'bool', of };
      throw invalid(reading, `has: expected what may be absent, got ${of.kind}`);
    }
    case 'length':
      return { kind: 'length', type: 'int', list: listOf(reading, members) };
    case 'size':
      return { kind: 'size', type: 'int', of: typed('of', 'string') };
    case 'not':
      return { kind: 'not', type: 'bool', of: typed('of', 'bool') };
    case 'lowerAscii':
      return { kind: 'lowerAscii', type: 'string', of: typed('of', 'string') };
    case 'negate': {
      const of = typed('of', 'int', 'double');
      return { kind: 'negate', type: numberType(of), of };
    }
    case 'convert': {
      const of = typed('of', 'int', 'double');
      return { kind: 'convert', type: of.type === 'int' ? 'double' : 'int', of };
    }
    case 'and':
    case 'or': {
      const parts = arrayOf(reading, members.of).map((part) => decode(reading, part, depth + 1, inside));
      if (parts.some((part) => part.type !== 'bool')) throw invalid(reading, `${members.kind}: expected bools`);
      return { kind: members.kind, type: 'bool', of: parts };
    }
    case 'if': {
      const whenTrue = child('whenTrue');
      const whenFalse = typed('whenFalse', whenTrue.type);
      return { kind: 'if', type: whenTrue.type, test: typed('test', 'bool'), whenTrue, whenFalse };
    }
    case 'compare': {
      const left = child('left');
      const right = child('right');
      const operators = left.type === 'bool' ? (['==', '!='] as const) : COMPARISONS;
      if (familyOf(left.type) !== familyOf(right.type)) throw invalid(reading, `compares ${left.type}, ${right.type}`);
      return { kind: 'compare', type: 'bool', operator: oneOf(reading, members.operator, operators), left, right };
    }
    case 'arithmetic': {
      const left = typed('left', 'int', 'double');
      const operator = oneOf(reading, members.operator, left.type === 'int' ? INT_OPERATORS : DOUBLE_OPERATORS);
      return { kind: 'arithmetic', type: numberType(left), operator, left, right: typed('right', left.type) };
    }
    case 'in': {
      const of = child('of');
      const list = arrayOf(reading, members.list).map((each) => decodeConstant(reading, each as Members));
      if (list.some(({ type }) => type !== of.type)) throw invalid(reading, `in: expected a list of ${of.type}`);
      return { kind: 'in', type: 'bool', of, list };
    }
    case 'textTest':
      return {
        kind: 'textTest',
        type: 'bool',
        test: oneOf(reading, members.test, ['startsWith', 'endsWith', 'contains'] as const),
        of: typed('of', 'string'),
        argument: typed('argument', 'string'),
      };
    case 'matches':
      return { kind: 'matches', type: 'bool', of: typed('of', 'string'), pattern: patternOf(reading, members) };
    case 'quantified':
    case 'count': {
      const list = listOf(reading, members);
      const body = decode(reading, members.body, depth + 1, list);
      if (body.type !== 'bool') throw invalid(reading, `${members.kind}: expected a bool, got ${body.type}`);
      if (members.kind === 'count') return { kind: 'count', type: 'int', list, body };
      const quantifier = oneOf(reading, members.quantifier, ['exists', 'all', 'existsOne'] as const);
      return { kind: 'quantified', type: 'bool', quantifier, list, body };
    }
    default:
      throw invalid(reading, `unknown kind ${JSON.stringify(members.kind)}`);
  }
}

const COMPARISONS = ['==', '!=', '<', '<=', '>', '>='] as const;
const DOUBLE_OPERATORS = ['+', '-', '*', '/'] as const;
const INT_OPERATORS = [...DOUBLE_OPERATORS, '%'] as const;

function decodeConstant(reading: Reading, members: Members): Constant {
  const { type, value } = (members ?? {}) as Members;
  if (type === 'bool' && typeof value === 'boolean') return { kind: 'constant', type, value };
  if (type === 'string' && typeof value === 'string') return { kind: 'constant', type, value };
  if (type === 'double' && typeof value === 'string') {
    const number = Number(value);
    if (value === 'NaN' || (value !== '' && !Number.isNaN(number))) return { kind: 'constant', type, value: number };
  }
  if (type === 'int' && typeof value === 'string' && INT_TEXT.test(value)) {
    const integer = BigInt(value);
    if (integer <= MAX_INT && integer >= -MAX_INT - 1n) return { kind: 'constant', type, value: integer };
  }
  throw invalid(reading, `constant: expected a value of its type, which is ${JSON.stringify(type)}`);
}

function decodeAttribute(reading: Reading, members: Members, inside: ListName | null): Attribute {
  switch (members.kind) {
    case 'field': {
      const path = known(reading, 'field', members.path, (name) => recordLeaves.has(name));
      return { kind: 'field', type: recordLeaves.get(path)?.type ?? 'string', path };
    }
    case 'item': {
      const list = listOf(reading, members);
      if (members.at === 'each' && list !== inside) throw invalid(reading, `no item of ${list} at this place`);
      const leaves = recordLists.get(list)?.leaves;
      const path = known(reading, `field of ${list}`, members.path, (name) => leaves?.has(name) === true);
      return { kind: 'item', type: leaves?.get(path)?.type ?? 'string', list, at: placeOf(reading, members.at), path };
    }
    case 'feature': {
      const name = known(reading, 'feature', members.name, (each) => reading.featureNames.has(each));
      return { kind: 'feature', type: 'double', name };
    }
    default: {
      const name = known(reading, 'signal', members.name, (each) => Object.hasOwn(signalTexts, each));
      return { kind: 'signal', type: 'double', name };
    }
  }
}

function placeOf(reading: Reading, at: unknown): 'each' | number {
  if (at === 'each' || (typeof at === 'number' && Number.isSafeInteger(at) && at >= 0)) return at;
  throw invalid(reading, 'at: expected each or an index from 0');
}

function listOf(reading: Reading, { list }: Members): ListName {
  return known(reading, 'list', list, (name) => recordLists.has(name as ListName)) as ListName;
}

function known(reading: Reading, what: string, name: unknown, isKnown: (name: string) => boolean): string {
  if (typeof name === 'string' && isKnown(name)) return name;
  throw invalid(reading, `unknown ${what} ${JSON.stringify(name)}`);
}

function oneOf<const T extends string>(reading: Reading, value: unknown, choices: readonly T[]): T {
  const choice = choices.find((each) => each === value);
  if (choice !== undefined) return choice;
  throw invalid(reading, `expected one of ${choices.join(' ')}, got ${JSON.stringify(value)}`);
}

function textOf(reading: Reading, value: unknown): string {
  if (typeof value === 'string') return value;
  throw invalid(reading, 'expected a text');
}

function patternOf(reading: Reading, { pattern }: Members): string {
  const text = textOf(reading, pattern);
  try {
    compiledPattern(text);
  } catch (cause) {
    throw invalid(reading, `matches: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
  return text;
}

function arrayOf(reading: Reading, value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  throw invalid(reading, 'expected a list');
}

const isFinding = (code: string): boolean => findingBit(code) !== undefined;
const numberType = ({ type }: Expression): 'int' | 'double' => (type === 'int' ? 'int' : 'double');
const familyOf = (type: ValueType): string => (type === 'int' || type === 'double' ? 'number' : type);

function isAttribute(expression: Expression): expression is Attribute {
  return ['field', 'item', 'feature', 'signal'].includes(expression.kind);
}

function invalid({ place }: Reading, fault: string): PosternError {
  return new PosternError('BUNDLE_INVALID', `${place}: condition: ${fault}`, { details: { place } });
}
