/**
 * Rules as a bundle for carriers has them: what decides and what carriers read, without a name. Fields, findings,
 * features and signals stand as numbers of this engine's vocabulary, texts in UTF-16, and all of it is packed. That
 * hides nothing from one who takes it apart, but holds no more than the compiled table does, and no word for officers.
 *
 *   deflate of: vocabulary 8 bytes · list of rules, each a list of `MEMBERS` and the condition
 */
import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { actions } from '../contract/decision.ts';
import { PosternError } from '../contract/errors.ts';
import { findings } from '../contract/findings.ts';
import { signalTexts } from '../contract/signalTexts.ts';
import { encodeExpression, type Json } from './encodeExpression.ts';
import { decodeRules } from './encodeRules.ts';
import { readNumbered, writeNumbered } from './numberedJson.ts';
import { recordLeaves, recordLists } from './recordLeaves.ts';
import { type Rule, ruleKinds } from './rule.ts';

const MEMBERS = ['carrierText', 'kind', 'action', 'weight', 'hard', 'lowers'] as const;
const VOCABULARY_BYTES = 8;
const MOST_BYTES = 256 << 20;
const WITHHELD = 'withheld';

/** What rules for carriers are called. */
export function numberedCode(rule: number): string {
  return `R${rule + 1}`;
}

/** Lists and links are not told from other knowledge; data is, for waivers are of data. */
export function encodeNumberedRules(rules: readonly Rule[], featureNames: ReadonlySet<string>): Uint8Array {
  const words = vocabularyOf(featureNames);
  const told = rules.map((rule): Json => {
    const kind = rule.kind === 'data' ? 'data' : 'risk';
    return [...MEMBERS.map((key) => (key === 'kind' ? kind : rule[key])), encodeExpression(rule.condition)];
  });
  return deflateRawSync(Buffer.concat([fingerprintOf(words), writeNumbered(told, words)]));
}

/**
 * @param featureNames  Of this engine.
 * @throws PosternError BUNDLE_INVALID where it holds anything else, or was made with other names.
 */
export function decodeNumberedRules(bytes: Uint8Array, place: string, featureNames: ReadonlySet<string>): Rule[] {
  const words = vocabularyOf(featureNames);
  const told = unpack(bytes, place, words);
  if (!Array.isArray(told)) throw invalid(place, 'expected a list of rules');
  const members = told.map((entry: unknown, i) => {
    if (!Array.isArray(entry) || entry.length !== MEMBERS.length + 1)
      throw invalid(place, `rule ${i + 1}: expected a list`);
    const [condition] = entry.slice(MEMBERS.length) as unknown[];
    return {
      code: numberedCode(i),
      text: WITHHELD,
      ...Object.fromEntries(MEMBERS.map((key, at) => [key, entry[at] as unknown])),
      validFrom: null,
      validUntil: null,
      owner: WITHHELD,
      source: WITHHELD,
      when: WITHHELD,
      condition,
      place: WITHHELD,
    };
  });
  return decodeRules(members, place, featureNames);
}

function unpack(bytes: Uint8Array, place: string, words: readonly string[]): unknown {
  let plain: Buffer;
  try {
    // a copy, for memory that threads share is not taken
    plain = inflateRawSync(Buffer.from(new Uint8Array(bytes)), { maxOutputLength: MOST_BYTES });
  } catch (cause) {
    throw invalid(place, 'cannot be unpacked', cause);
  }
  if (!plain.subarray(0, VOCABULARY_BYTES).equals(fingerprintOf(words))) {
    throw invalid(place, 'made with the names of another version; redact the bundle again with this one');
  }
  try {
    return readNumbered(plain.subarray(VOCABULARY_BYTES), words);
  } catch (cause) {
    throw invalid(place, 'is damaged', cause);
  }
}

/** All names that the JSON of a condition may hold. A name not in it is written out as a text, so none is left out. */
function vocabularyOf(featureNames: ReadonlySet<string>): string[] {
  const names = [
    ...STRUCTURE,
    ...actions,
    ...ruleKinds,
    ...recordLeaves.keys(),
    ...[...recordLists].flatMap(([list, { leaves }]) => [list, ...leaves.keys()]),
    ...findings.map(({ code }) => code),
    ...Object.keys(signalTexts),
    ...featureNames,
  ];
  return [...new Set(names)];
}

/** Members, kinds, types and operators of expressions. */
const STRUCTURE: readonly string[] = (
  'kind path list at name code of test whenTrue whenFalse operator left right argument pattern quantifier body type value ' +
  'constant field item feature signal finding score day has length size not lowerAscii negate convert and or if compare ' +
  'arithmetic in textTest matches quantified count each exists all existsOne startsWith endsWith contains bool int ' +
  'double string == != < <= > >= + - * / %'
).split(' ');

function fingerprintOf(words: readonly string[]): Buffer {
  return createHash('sha256').update(words.join('\n')).digest().subarray(0, VOCABULARY_BYTES);
}

function invalid(place: string, fault: string, cause?: unknown): PosternError {
  return new PosternError('BUNDLE_INVALID', `${place}: ${fault}`, { details: { place }, cause });
}
