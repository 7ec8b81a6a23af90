/** What conditions ask of one parcel. */
import type { ListName } from '../expression.ts';

/** A leaf as the record has it: whole numbers are numbers, dates texts; undefined is absent. */
export type LeafValue = string | number | boolean | undefined;

export type Facts = {
  /** @param path  Dotted, as in `recordLeaves`. */
  field(path: string): LeafValue;
  /** Items of a list, 0 where the parcel has none. */
  numItems(list: ListName): number;
  /** @param path  Relative to the item; empty for texts of a list. Undefined beyond the list too. */
  item(list: ListName, index: number, path: string): LeafValue;
  /** NaN is absent. */
  feature(name: string): number;
  /** NaN is absent. */
  signal(name: string): number;
  finding(code: string): boolean;
  /** Raw margin of the model. */
  readonly score: number;
  /** Days since 1970-01-01 of the day the parcel is judged by; undefined where it tells none. */
  readonly day: number | undefined;
};

/** Of a parcel that holds nothing: what constant expressions are computed with. */
export const noFacts: Facts = {
  field: () => undefined,
  numItems: () => 0,
  item: () => undefined,
  feature: () => Number.NaN,
  signal: () => Number.NaN,
  finding: () => false,
  score: Number.NaN,
  day: undefined,
};
