/** Where the facts of a parcel lie in the core's memory: told to the compiler, which knows no memory. */
import type { ListName } from '../expression.ts';

/** Byte offsets inside a row's struct or an item's; `num` where the core keeps an f64. */
export type LeafPlace = { readonly span: number; readonly num?: number };

export type Places = {
  /** By the leaf's path, texts of lists as `sender.addressLines.0`. */
  readonly row: ReadonlyMap<string, LeafPlace>;
  readonly items: ReadonlyMap<ListName, ReadonlyMap<string, LeafPlace>>;
  /** Texts that a list of texts holds at most. */
  readonly maxTexts: ReadonlyMap<ListName, number>;
  /** Columns by name. */
  readonly features: ReadonlyMap<string, number>;
  readonly signals: ReadonlyMap<string, number>;
};
