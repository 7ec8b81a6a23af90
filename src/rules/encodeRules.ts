/** Rules as JSON: how a bundle carries them, each with its condition beside the source it was parsed from. */
import { type Action, actions } from '../contract/decision.ts';
import { PosternError } from '../contract/errors.ts';
import { decodeExpression } from './decodeExpression.ts';
import { encodeExpression, type Json } from './encodeExpression.ts';
import { MAX_RULES, type Rule, ruleKinds } from './rule.ts';

export function encodeRules(rules: readonly Rule[]): Json {
  return rules.map((rule): Json => ({ ...rule, condition: encodeExpression(rule.condition) }));
}

/**
 * @param value         Parsed JSON of `encodeRules`.
 * @param featureNames  Of this engine.
 * @throws PosternError BUNDLE_INVALID where it holds anything else.
 */
export function decodeRules(value: unknown, place: string, featureNames: ReadonlySet<string>): Rule[] {
  if (!Array.isArray(value)) throw invalid(place, 'expected a list of rules');
  if (value.length > MAX_RULES) throw invalid(place, `expected at most ${MAX_RULES} rules, got ${value.length}`);
  const codes = new Set<string>();
  return value.map((entry: unknown, i) => {
    const rule = decodeRule(entry, `${place}: rule ${i + 1}`, featureNames);
    if (codes.has(rule.code)) throw invalid(place, `two rules have the code ${rule.code}`);
    codes.add(rule.code);
    return rule;
  });
}

function decodeRule(entry: unknown, place: string, featureNames: ReadonlySet<string>): Rule {
  if (typeof entry !== 'object' || entry === null) throw invalid(place, 'expected an object');
  const members = entry as Readonly<Record<string, unknown>>;
  const text = (key: string): string => check(members[key], isText, key);
  const textOrNull = (key: string): string | null => check(members[key], (v) => v === null || isText(v), key);
  const flag = (key: string): boolean => check(members[key], (v) => typeof v === 'boolean', key);
  function check<T>(value: unknown, isGood: (value: unknown) => boolean, key: string): T {
    if (isGood(value)) return value as T;
    throw invalid(place, `${key}: not what a rule has there`);
  }
  return {
    code: text('code'),
    text: text('text'),
    carrierText: textOrNull('carrierText'),
    kind: check(members.kind, (v) => ruleKinds.some((kind) => kind === v), 'kind'),
    action: check<Action | null>(members.action, (v) => v === null || actions.some((a) => a === v), 'action'),
    weight: check(members.weight, Number.isFinite, 'weight'),
    hard: flag('hard'),
    lowers: flag('lowers'),
    validFrom: textOrNull('validFrom'),
    validUntil: textOrNull('validUntil'),
    owner: text('owner'),
    source: text('source'),
    when: text('when'),
    condition: checkBool(decodeExpression(members.condition, place, featureNames), place),
    place: text('place'),
  };
}

function checkBool(condition: Rule['condition'], place: string): Rule['condition'] {
  if (condition.type === 'bool') return condition;
  throw invalid(place, `condition: expected a bool, got ${condition.type}`);
}

const isText = (value: unknown): boolean => typeof value === 'string';

function invalid(place: string, fault: string): PosternError {
  return new PosternError('BUNDLE_INVALID', `${place}: ${fault}`, { details: { place } });
}
