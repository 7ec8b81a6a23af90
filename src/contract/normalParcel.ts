/**
 * The record after it was read and found good: what was missing (null, an empty text, an empty object or list) is
 * absent, everything else is as sent. Dates are still text; numbers are never -0.
 *
 * Two places keep what is missing, because their position means something: an item of a list stays although it may
 * be empty (`{}`), and `addressLines` holds '' for a missing line before a given one.
 */
import type { Parcel } from './parcel.ts';

/** `T` with null taken out at every depth; keys that were optional stay optional. */
type Normal<T> = T extends readonly (infer Item)[]
  ? readonly Normal<NonNullable<Item>>[]
  : T extends object
    ? { readonly [Key in keyof T]: Normal<NonNullable<T[Key]>> }
    : T;

export type NormalParcel = Normal<Parcel>;
