/**
 * A rule: a condition over one parcel, what it asks for where it holds, and the texts that people read. Rules are
 * data, from the bundle. A rule's number is its place in the bundle's list, which is the order of reasons.
 */
import type { Action } from '../contract/decision.ts';
import type { Expression } from './expression.ts';

/**
 * Who speaks when a rule hits: `risk` is the rule's own knowledge, `data` the quality of the advance data, `list` and
 * `link` what lists and earlier parcels know.
 */
export const ruleKinds = ['risk', 'data', 'list', 'link'] as const;

export type RuleKind = (typeof ruleKinds)[number];

export type Rule = {
  /** Stable name, what reasons carry: 2 to 64 capital letters, digits and _, the first a letter. */
  readonly code: string;
  /** For officers; at most 200 bytes. */
  readonly text: string;
  /** What a carrier may read of it; null: nothing. */
  readonly carrierText: string | null;
  readonly kind: RuleKind;
  /** Raises the parcel to it, or lowers it to that where the rule `lowers`; null: the rule only weighs. */
  readonly action: Action | null;
  /** Log-odds that a hit adds to the score for bands and rank; 0 for none. */
  readonly weight: number;
  /** No shortage of capacity turns its hit into a release. */
  readonly hard: boolean;
  /** An explicit right: its hit caps the action of the parcel, down to release. */
  readonly lowers: boolean;
  /**
   * First day of the rule, YYYY-MM-DD, by the day that the parcel is judged by. Of a parcel without a day, all rules are
   * heard but those that lower and have a first or last day.
   */
  readonly validFrom: string | null;
  /** The day after its last. */
  readonly validUntil: string | null;
  readonly owner: string;
  /** Where the knowledge is from. */
  readonly source: string;
  /** The condition as written, in CEL. */
  readonly when: string;
  /** The same after type checking, and-ed with the validity (`withValidity`). */
  readonly condition: Expression;
  /** `file:line` for messages. */
  readonly place: string;
};

/** Rules of one bundle: their numbers travel as u16 with room for marks. */
export const MAX_RULES = 16_384;
