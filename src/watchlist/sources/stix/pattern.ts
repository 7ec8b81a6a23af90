/**
 * The subset of STIX 2.1 patterns that names parties: `[type:property = 'value' OR ...]`. Everything else is refused
 * by its name: other operators, several observations, qualifiers, and kinds of objects that no parcel has.
 */
import type { Indicator } from '../../entry.ts';
import { walletOfSomeChain } from '../wallet.ts';

const PATH = /([a-z][a-z0-9-]*):([A-Za-z_][\w.'-]*)/y;
const OPERATOR = /\s*(NOT\s+)?(=|!=|<=|>=|<|>|IN|LIKE|MATCHES|ISSUBSET|ISSUPERSET)\s*/y;
const VALUE = /'((?:[^'\\]|\\.)*)'/y;
const MOST_VALUES = 10_000;

type Maker = (value: string) => Indicator;
const makers: Readonly<Record<string, Maker>> = {
  'email-addr:value': (text) => ({ kind: 'email', text }),
  'email-message:from_ref.value': (text) => ({ kind: 'email', text }),
  'phone-number:value': (text) => ({ kind: 'phone', text }),
  'x-phone-number:value': (text) => ({ kind: 'phone', text }),
  'user-account:user_id': (text) => ({ kind: 'handle', text }),
  'user-account:account_login': (text) => ({ kind: 'handle', text }),
  'user-account:display_name': (text) => ({ kind: 'handle', text }),
  'identity:name': (text) => ({ kind: 'name', text, quality: 'primary' }),
  'cryptocurrency-wallet:value': walletOfSomeChain,
  'cryptocurrency-wallet:address': walletOfSomeChain,
  'x-cryptocurrency-wallet:value': walletOfSomeChain,
  'x-cryptocurrency-wallet:address': walletOfSomeChain,
};

export function readPattern(pattern: string): { indicators: Indicator[] } | { reason: string } {
  const text = pattern.trim();
  if (!text.startsWith('[')) return { reason: 'pattern: expected [ at its beginning' };
  const indicators: Indicator[] = [];
  let at = 1;
  for (;;) {
    at += blanks(text, at);
    const path = take(PATH, text, at);
    if (path === null) return { reason: 'pattern: expected type:property' };
    at += path[0].length;
    const key = `${path[1]}:${path[2]}`;
    const operator = take(OPERATOR, text, at);
    if (operator === null) return { reason: 'pattern: expected an operator' };
    at += operator[0].length;
    if (operator[1] !== undefined || operator[2] !== '=') {
      return { reason: `pattern: operator ${operator[1] === undefined ? '' : 'NOT '}${operator[2]} is not supported` };
    }
    const value = take(VALUE, text, at);
    if (value === null) return { reason: 'pattern: expected a text in single quotes' };
    at += value[0].length;
    const maker = makers[key];
    if (maker === undefined) return { reason: `pattern: ${key.slice(0, 80)} is not supported` };
    if (indicators.length >= MOST_VALUES) return { reason: `pattern: expected at most ${MOST_VALUES} values` };
    indicators.push(maker(value[1].replaceAll(/\\(.)/g, '$1')));
    at += blanks(text, at);
    if (text[at] === ']') break;
    if (/^AND\b/.test(text.slice(at, at + 4))) return { reason: 'pattern: AND is not supported' };
    if (!/^OR\b/.test(text.slice(at, at + 3))) return { reason: 'pattern: expected OR or ]' };
    at += 2;
  }
  if (text.slice(at + 1).trim() !== '')
    return { reason: 'pattern: several observations and qualifiers are not supported' };
  return { indicators };
}

function blanks(text: string, at: number): number {
  return (/^\s*/.exec(text.slice(at, at + 1000)) as RegExpExecArray)[0].length;
}

function take(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
