/** A condition as CEL again, for tables and explanations; short, and with the fewest brackets that keep its meaning. */
import type { Attribute, Constant, Expression } from '../expression.ts';

/** How tightly a form binds; a part that binds less stands in brackets. */
const BINDS = { if: 0, or: 1, and: 2, compare: 3, sum: 4, product: 5, unary: 6, whole: 7 } as const;

export function writeExpression(expression: Expression): string {
  return write(expression).text;
}

type Written = { readonly text: string; readonly binds: number };

const whole = (text: string): Written => ({ text, binds: BINDS.whole });

function write(expression: Expression): Written {
  switch (expression.kind) {
    case 'constant':
      return whole(constantText(expression));
    case 'field':
    case 'item':
    case 'feature':
    case 'signal':
      return whole(attributeText(expression));
    case 'finding':
      return whole(`findings.${expression.code}`);
    case 'score':
      return whole('score');
    case 'day':
      return whole('day');
    case 'has':
      return whole(`has(${expression.of.kind === 'day' ? 'day' : attributeText(expression.of)})`);
    case 'length':
      return whole(`size(parcel.${expression.list})`);
    case 'size':
      return whole(`size(${write(expression.of).text})`);
    case 'not':
      return { text: `!${inside(expression.of, BINDS.unary)}`, binds: BINDS.unary };
    case 'negate':
      return { text: `-${inside(expression.of, BINDS.unary)}`, binds: BINDS.unary };
    case 'and':
      return { text: expression.of.map((part) => inside(part, BINDS.and + 1)).join(' && '), binds: BINDS.and };
    case 'or':
      return { text: expression.of.map((part) => inside(part, BINDS.or + 1)).join(' || '), binds: BINDS.or };
    case 'if': {
      const [test, yes, no] = [expression.test, expression.whenTrue, expression.whenFalse].map((part) =>
        inside(part, BINDS.or),
      );
      return { text: `${test} ? ${yes} : ${no}`, binds: BINDS.if };
    }
    case 'compare':
      if (expression.left.kind === 'day' && expression.right.kind === 'constant') {
        return { text: `day ${expression.operator} ${dateOfDay(expression.right.value)}`, binds: BINDS.compare };
      }
      return infix(expression.left, expression.operator, expression.right, BINDS.compare);
    case 'arithmetic': {
      const binds = expression.operator === '+' || expression.operator === '-' ? BINDS.sum : BINDS.product;
      return infix(expression.left, expression.operator, expression.right, binds);
    }
    case 'in': {
      const list = expression.list.map(constantText).join(', ');
      return { text: `${inside(expression.of, BINDS.compare + 1)} in [${list}]`, binds: BINDS.compare };
    }
    case 'textTest':
      return whole(`${inside(expression.of, BINDS.whole)}.${expression.test}(${write(expression.argument).text})`);
    case 'matches':
      return whole(`${inside(expression.of, BINDS.whole)}.matches(${JSON.stringify(expression.pattern)})`);
    case 'lowerAscii':
      return whole(`${inside(expression.of, BINDS.whole)}.lowerAscii()`);
    case 'convert':
      return whole(`${expression.type}(${write(expression.of).text})`);
    case 'quantified': {
      const name = expression.quantifier === 'existsOne' ? 'exists_one' : expression.quantifier;
      return whole(`parcel.${expression.list}.${name}(item, ${write(expression.body).text})`);
    }
    case 'count':
      return whole(`size(parcel.${expression.list}.filter(item, ${write(expression.body).text}))`);
  }
}

/** YYYY-MM-DD. @param day  Days since 1970-01-01. */
export function dateOfDay(day: Constant['value']): string {
  return new Date(Number(day) * 86_400_000).toISOString().slice(0, 10);
}

function infix(left: Expression, operator: string, right: Expression, binds: number): Written {
  return { text: `${inside(left, binds)} ${operator} ${inside(right, binds + 1)}`, binds };
}

function inside(expression: Expression, least: number): string {
  const { text, binds } = write(expression);
  return binds < least ? `(${text})` : text;
}

function attributeText(of: Attribute): string {
  switch (of.kind) {
    case 'field':
      return `parcel.${of.path}`;
    case 'item': {
      const item = of.at === 'each' ? 'item' : `parcel.${of.list}[${of.at}]`;
      return of.path === '' ? item : `${item}.${of.path}`;
    }
    default:
      return `${of.kind}s.${of.name}`;
  }
}

function constantText(constant: Constant): string {
  if (constant.type === 'string') return `'${constant.value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  if (constant.type !== 'double') return String(constant.value);
  if (!Number.isFinite(constant.value)) return endlessText(constant.value);
  const text = Object.is(constant.value, -0) ? '-0' : String(constant.value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

/** CEL has no literals for these. */
function endlessText(value: number): string {
  if (Number.isNaN(value)) return '(0.0 / 0.0)';
  return value > 0 ? '(1.0 / 0.0)' : '(-1.0 / 0.0)';
}
