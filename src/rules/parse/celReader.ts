/**
 * The CEL library's own reading of a condition: its parser, and its type checker over the same variables as a second
 * opinion, so that nothing passes here that another CEL would not understand.
 */
import { type ASTNode, Environment, ParseError, TypeError } from '@marcbachmann/cel-js';
import { findings } from '../../contract/findings.ts';
import { historySignalNames, signalNames } from '../../contract/signals.ts';
import type { ValueType } from '../expression.ts';
import { type Leaves, recordLeaves, recordLists } from '../recordLeaves.ts';
import { Refusal } from './refusal.ts';

/** A parsed source, and the check of its types, to be asked for once. */
export type CelSource = {
  readonly tree: ASTNode;
  /** @throws Refusal */
  check(): void;
};

/** @throws Refusal */
export type CelReader = (source: string) => CelSource;

const MAX_NODES = 20_000;
const MAX_DEPTH = 200;
const MAX_LIST = 5_000;

type Schema = { [name: string]: string | Schema };

export function createCelReader(featureNames: Iterable<string>): CelReader {
  const limits = { maxAstNodes: MAX_NODES, maxDepth: MAX_DEPTH, maxListElements: MAX_LIST };
  const environment = new Environment({ limits });
  const record = schemaOf(recordLeaves);
  for (const [list, { leaves }] of recordLists) {
    const text = leaves.get('');
    const item = `Item_${list.replaceAll('.', '_')}`;
    if (text === undefined) environment.registerType(item, { schema: schemaOf(leaves) });
    place(record, list, `list<${text === undefined ? item : text.type}>`);
  }
  environment.registerVariable('parcel', { schema: record });
  environment.registerVariable('features', { schema: namesAs('double', featureNames) });
  environment.registerVariable('signals', { schema: namesAs('double', [...signalNames, ...historySignalNames]) });
  environment.registerVariable('findings', {
    schema: namesAs(
      'bool',
      findings.map(({ code }) => code),
    ),
  });
  environment.registerVariable('score', 'double');
  return (source) => {
    const parsed = parseBy(environment, source);
    return {
      tree: parsed.ast,
      check: () => {
        const { valid, error } = parsed.check();
        // its has() takes no indexed fields, which CEL allows; arguments of macros were checked before
        if (!valid && error?.code !== 'invalid_macro_argument') throw refusalOf(error);
      },
    };
  };
}

function parseBy(environment: Environment, source: string): ReturnType<Environment['parse']> {
  try {
    return environment.parse(source);
  } catch (cause) {
    throw otherLanguage(source, cause) ?? refusalOf(cause);
  }
}

const otherWords: readonly (readonly [got: RegExp, write: string])[] = [
  [/^=(?!=)/, '=='],
  [/^(and\b|&(?!&))/i, '&&'],
  [/^(or\b|\|(?!\|))/i, '||'],
  [/^not\b/i, '!'],
];

/** A word of another language, at which the parser stops. */
function otherLanguage(source: string, cause: unknown): Refusal | undefined {
  if (!(cause instanceof ParseError)) return undefined;
  const stop = cause.range?.start ?? 0;
  // a name before another value: the parser stops at the value
  const start = stop - (/\bnot\s+$/i.exec(source.slice(0, stop))?.[0].length ?? 0);
  for (const [got, write] of otherWords) {
    const word = got.exec(source.slice(start))?.[0];
    if (word !== undefined) return new Refusal(start, `got ${word}: write ${write}`);
  }
  return undefined;
}

function schemaOf(leaves: Leaves): Schema {
  const schema: Schema = {};
  for (const [path, { type }] of leaves) place(schema, path, type);
  return schema;
}

function place(schema: Schema, path: string, type: string): void {
  const keys = path.split('.');
  let object = schema;
  for (const key of keys.slice(0, -1)) object = (object[key] ??= {}) as Schema;
  object[keys[keys.length - 1]] = type;
}

function namesAs(type: ValueType, names: Iterable<string>): Schema {
  return Object.fromEntries([...names].map((name) => [name, type]));
}

function refusalOf(cause: unknown): unknown {
  if (!(cause instanceof ParseError || cause instanceof TypeError)) return cause;
  const { summary, range, code } = cause;
  const does = code === 'limit_exceeded' ? 'split the rule' : 'see the CEL language definition';
  return new Refusal(range?.start ?? 0, `${summary.replace(/\.$/, '')}; ${does}`);
}
