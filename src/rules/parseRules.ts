/** Reads rules from JSON and refuses what is not a rule, naming the file, the position and the fault. */
import { type Action, actions } from '../contract/decision.ts';
import { PosternError } from '../contract/errors.ts';
import { findingBit } from '../contract/findings.ts';
import { conditionOf, MAX_MASK_RULES, type RuleCondition } from './maskRules.ts';
import type { Rule } from './rule.ts';

const CODE = /^[A-Z][A-Z0-9_]{1,63}$/;
const MAX_TEXT_BYTES = 200;
/** Texts go into answers of every format: no control characters. */
const CONTROL = /\p{Cc}/u;
const CONDITION_KEYS = ['all', 'any', 'none'] as const;
const RULE_KEYS = ['code', 'text', 'action', 'when'] as const;
const RULE_ACTIONS = actions.filter((action) => action !== 'release');

/**
 * @param value  Parsed JSON: a list of at most 64 rules; their order is the order of reasons.
 * @param file   Name of the file for messages.
 * @throws PosternError BUNDLE_INVALID on the first fault.
 */
export function parseRules(value: unknown, file: string): Rule[] {
  if (!Array.isArray(value)) throw invalid(file, `expected a list of rules, got ${kindOf(value)}`);
  if (value.length > MAX_MASK_RULES)
    throw invalid(file, `expected at most ${MAX_MASK_RULES} rules, got ${value.length}`);
  const positions = new Map<string, number>();
  return value.map((entry: unknown, i) => {
    const rule = parseRule(entry, `${file}: rule ${i + 1}`);
    const earlier = positions.get(rule.code);
    if (earlier !== undefined) {
      throw invalid(`${file}: rule ${i + 1}`, `code ${rule.code} is taken by rule ${earlier}; give each rule its own`);
    }
    positions.set(rule.code, i + 1);
    return rule;
  });
}

function parseRule(entry: unknown, place: string): Rule {
  const { code, text, action, when } = objectOf(entry, RULE_KEYS, place);
  if (typeof code !== 'string' || !CODE.test(code)) {
    throw invalid(place, 'code: expected 2 to 64 capital letters, digits or _, starting with a letter');
  }
  const named = `${place} (${code})`;
  if (typeof text !== 'string' || text === '' || Buffer.byteLength(text) > MAX_TEXT_BYTES || CONTROL.test(text)) {
    throw invalid(named, `text: expected 1 to ${MAX_TEXT_BYTES} bytes of UTF-8 without control characters`);
  }
  const asked = parseAction(action, named);
  return {
    code,
    text,
    carrierText: null,
    kind: asked === 'rfi' || asked === 'rfa' ? 'data' : 'risk',
    action: asked,
    weight: 0,
    hard: false,
    lowers: false,
    validFrom: null,
    validUntil: null,
    owner: '',
    source: '',
    ...conditionOf(parseCondition(when, named)),
    place: named,
  };
}

function parseAction(value: unknown, place: string): Exclude<Action, 'release'> {
  const action = RULE_ACTIONS.find((known) => known === value);
  if (action === undefined) {
    throw invalid(place, `action: expected one of ${RULE_ACTIONS.join(', ')}, got ${JSON.stringify(value)}`);
  }
  return action;
}

function parseCondition(value: unknown, place: string): RuleCondition {
  const object = objectOf(value, CONDITION_KEYS, `${place}: when`);
  const condition: { all?: string[]; any?: string[]; none?: string[] } = {};
  for (const key of CONDITION_KEYS) {
    if (object[key] !== undefined) condition[key] = parseFindings(object[key], `${place}: when.${key}`);
  }
  if (condition.all === undefined && condition.any === undefined) {
    throw invalid(`${place}: when`, 'expected all or any; a rule that needs no finding would hit every parcel');
  }
  return condition;
}

function parseFindings(value: unknown, place: string): string[] {
  if (!Array.isArray(value) || value.length === 0) throw invalid(place, 'expected a list of finding codes, not empty');
  return value.map((code: unknown, i) => {
    if (typeof code !== 'string' || findingBit(code) === undefined) {
      throw invalid(`${place}[${i}]`, `expected a finding code, got ${JSON.stringify(code)}`);
    }
    return code;
  });
}

function objectOf<K extends string>(value: unknown, keys: readonly K[], place: string): Partial<Record<K, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(place, `expected an object, got ${kindOf(value)}`);
  }
  const stranger = Object.keys(value).find((key) => !(keys as readonly string[]).includes(key));
  if (stranger !== undefined) throw invalid(place, `unknown key ${stranger}; expected ${keys.join(', ')}`);
  return value as Partial<Record<K, unknown>>;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : typeof value;
}

function invalid(place: string, fault: string): PosternError {
  return new PosternError('BUNDLE_INVALID', `${place}: ${fault}`, { details: { place } });
}
