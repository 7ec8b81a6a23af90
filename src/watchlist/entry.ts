/** One subject on a list, and what of it can be matched. Everything in this folder speaks in these words. */

export type EntryKind = 'person' | 'organisation' | 'vessel' | 'aircraft' | 'goods' | 'unknown';
/** Traffic Light Protocol 2.0 (FIRST, 2022): how far an entry may be passed on. */
export type Handling = 'clear' | 'green' | 'amber' | 'amber+strict' | 'red';
export type NameQuality = 'primary' | 'strong' | 'weak';

export const entryKinds: readonly EntryKind[] = ['person', 'organisation', 'vessel', 'aircraft', 'goods', 'unknown'];

const things: ReadonlySet<EntryKind> = new Set(['vessel', 'aircraft', 'goods']);
/** Neither person nor organisation: nobody who sends or receives. */
export const isThing = (kind: EntryKind): boolean => things.has(kind);
export const handlings: readonly Handling[] = ['clear', 'green', 'amber', 'amber+strict', 'red'];
export const nameQualities: readonly NameQuality[] = ['primary', 'strong', 'weak'];
/** Kinds of indicators that are one text. `document` is a passport, tax or registration number and the like. */
export const textKinds = ['phone', 'email', 'cas', 'phrase', 'handle', 'pgp', 'document'] as const;
type TextKind = (typeof textKinds)[number];

export type NameIndicator = { readonly kind: 'name'; readonly text: string; readonly quality: NameQuality };
export type AddressIndicator = {
  readonly kind: 'address';
  readonly lines: readonly string[];
  readonly city: string | null;
  readonly region: string | null;
  readonly postcode: string | null;
  /** As the source wrote it: a name or a code. */
  readonly country: string | null;
};
export type TextIndicator = { readonly kind: TextKind; readonly text: string };
/** `isChecked`: the address carries a checksum and it is right; false where it is wrong or the chain has none. */
export type WalletIndicator = {
  readonly kind: 'wallet';
  readonly symbol: string;
  readonly address: string;
  readonly isChecked: boolean;
};
export type Indicator = NameIndicator | AddressIndicator | TextIndicator | WalletIndicator;

export type Entry = {
  /** Unique within its list and stable over its versions. */
  readonly id: string;
  /** Name of the list, such as `ofac-sdn`. */
  readonly list: string;
  readonly kind: EntryKind;
  readonly programmes: readonly string[];
  /** YYYY-MM-DD, both included; null: open. */
  readonly validFrom: string | null;
  readonly validUntil: string | null;
  /** 0 to 1, as the source says; null where it does not. */
  readonly confidence: number | null;
  readonly handling: Handling;
  readonly indicators: readonly Indicator[];
  /** Ids of entries of the same list. May be circular, and may name entries that the list does not hold. */
  readonly related: readonly string[];
};

/** An entry of which nothing is known but what is given. */
export function entryWith({ id, list, ...known }: Pick<Entry, 'id' | 'list'> & Partial<Entry>): Entry {
  return {
    id,
    list,
    kind: 'unknown',
    programmes: [],
    validFrom: null,
    validUntil: null,
    confidence: null,
    handling: 'clear',
    indicators: [],
    related: [],
    ...known,
  };
}

/** The one of two that says less may be passed on. */
export function strictest(a: Handling, b: Handling): Handling {
  return handlings.indexOf(a) < handlings.indexOf(b) ? b : a;
}

/** What names an entry among those of several lists. */
export function entryKey(list: string, id: string): string {
  return `${list}\t${id}`;
}
