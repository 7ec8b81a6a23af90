/** A condition's source to its expression: parsed, checked, refused where a rule cannot mean it, and simplified. */
import type { Expression } from './expression.ts';
import { type CelReader, createCelReader } from './parse/celReader.ts';
import { foldConstants } from './parse/foldConstants.ts';
import { emptyScope } from './parse/operand.ts';
import { placed, Refusal, type SourcePlace } from './parse/refusal.ts';
import { createTranslation } from './parse/translate.ts';
import { translateBool } from './parse/translation.ts';
import { compiledPattern } from './pattern/compiledPattern.ts';
import { numNodes } from './walkExpression.ts';

/** UTF-16 units of a source. */
export const MAX_SOURCE_LENGTH = 16_384;
/** Parts of a condition, after constants were computed and lists of literals written out. */
export const MAX_CONDITION_NODES = 4_096;

export type ConditionParser = {
  /**
   * @param place  Where the source stands, for messages.
   * @throws PosternError RULE_INVALID with file, line and column.
   */
  parse(source: string, place: SourcePlace): Expression;
};

/** @param featureNames  Of this engine: what `features.NAME` may name. */
export function createConditionParser(featureNames: Iterable<string>): ConditionParser {
  const names = new Set(featureNames);
  const read = createCelReader(names);
  return {
    parse: (source, place) => {
      try {
        return parseSource(source, read, names);
      } catch (cause) {
        throw cause instanceof Refusal ? placed(cause, source, place) : cause;
      }
    },
  };
}

function parseSource(source: string, read: CelReader, featureNames: ReadonlySet<string>): Expression {
  if (source.length > MAX_SOURCE_LENGTH) {
    throw new Refusal(0, `got ${source.length} characters: at most ${MAX_SOURCE_LENGTH} are read; split the rule`);
  }
  const { tree, check } = read(source);
  const to = createTranslation({ featureNames, checkPattern: compiledPattern });
  const translated = translateBool(to, tree, emptyScope, 0, 'a condition');
  check();
  const condition = foldConstants(translated, to.offsets);
  const nodes = numNodes(condition);
  if (nodes <= MAX_CONDITION_NODES) return condition;
  throw new Refusal(0, `got a condition of ${nodes} parts: at most ${MAX_CONDITION_NODES} are read; split the rule`);
}
