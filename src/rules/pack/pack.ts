/** A rule pack after reading: the rules, and what belongs to them but not into a bundle. */
import type { Rule } from '../rule.ts';
import type { JsonObject } from './changes.ts';

export type PackText = {
  /** For messages: the name of the file, as people would type it. */
  readonly file: string;
  /** Null: the file is not UTF-8. */
  readonly text: string | null;
};

export type RuleTest = {
  readonly rule: string;
  readonly fires: boolean;
  /** The base parcel with the test's changes. */
  readonly parcel: JsonObject;
  readonly signals: Readonly<Record<string, number>>;
  /** The base parcel's name, or what the author says the test shows. */
  readonly why: string;
  /** `file:line`. */
  readonly place: string;
};

/** A subject that the pack means to cover. */
export type Topic = { readonly name: string; readonly title: string; readonly limits: string | null };

export type PackRule = {
  readonly rule: Rule;
  /** Topics of the catalogue. */
  readonly covers: readonly string[];
  /** What it reads that may not be known; null: nothing. */
  readonly needs: string | null;
  readonly tests: readonly RuleTest[];
};

export type Pack = {
  readonly rules: readonly PackRule[];
  readonly catalogue: readonly Topic[];
};
