/**
 * A rule: a condition over findings, the action it asks for, and the text an officer reads. Rules are data, from the
 * bundle; which facts exist is the finding table of the contract. The position of a rule is its bit in `ruleHits`.
 */
import type { Action } from '../contract/decision.ts';

/** The condition: every finding of `all`, at least one of `any` (when given), and none of `none`. */
export type RuleCondition = {
  readonly all?: readonly string[];
  readonly any?: readonly string[];
  readonly none?: readonly string[];
};

export type Rule = {
  /** Stable name; what reasons carry. */
  readonly code: string;
  readonly text: string;
  /** Never `release`: a rule only raises. */
  readonly action: Exclude<Action, 'release'>;
  readonly when: RuleCondition;
};

/** Rule hits travel as one u64 a row. */
export const MAX_RULES = 64;
