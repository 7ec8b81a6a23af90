/** What surrounds an expression: the items it stands at, and what is known to be there. */
import type { Attribute, Expression, ListName } from '../expression.ts';
import { DOMAIN_CONTENTS, DOMAIN_EVENTS, DOMAIN_WALLETS } from './tableLayout.ts';

export type Scope = {
  /** Lists of texts that a quantifier ranges over, and the place it stands at: written out, place by place. */
  readonly places: ReadonlyMap<ListName, number>;
  /** Keys of attributes that a `has` beside has found, or before it no answer depends on what is said here. */
  readonly present: ReadonlySet<string>;
};

export const OUTERMOST: Scope = { places: new Map(), present: new Set() };

const domains: Readonly<Partial<Record<ListName, number>>> = {
  contents: DOMAIN_CONTENTS,
  'payment.walletAddresses': DOMAIN_WALLETS,
  events: DOMAIN_EVENTS,
};

/** Undefined for a list of texts, which has no table of items. */
export const domainOfList = (list: ListName): number | undefined => domains[list];

/** One text for each thing that may be absent. */
export function keyOf(attribute: Attribute | { readonly kind: 'day' }): string {
  switch (attribute.kind) {
    case 'day':
      return 'day';
    case 'field':
      return `field ${attribute.path}`;
    case 'item':
      return `item ${attribute.list} ${attribute.at} ${attribute.path}`;
    default:
      return `${attribute.kind} ${attribute.name}`;
  }
}

/** What `has` parts of an `and` say to be there; of an `or`, what its `!has` parts do. */
export function foundBy(parts: readonly Expression[], kind: 'and' | 'or'): string[] {
  return parts.flatMap((part) => {
    if (kind === 'and' && part.kind === 'and') return foundBy(part.of, 'and');
    if (kind === 'or' && part.kind === 'or') return foundBy(part.of, 'or');
    const said = kind === 'or' && part.kind === 'not' ? part.of : kind === 'and' ? part : undefined;
    return said?.kind === 'has' ? [keyOf(said.of)] : [];
  });
}

export function withPresent(scope: Scope, keys: readonly string[]): Scope {
  return keys.length === 0 ? scope : { ...scope, present: new Set([...scope.present, ...keys]) };
}

/** The scope inside a quantifier: what was known of another item of the list is not known of this one. */
export function insideOf(scope: Scope, list: ListName, place?: number): Scope {
  const present = new Set([...scope.present].filter((key) => !key.startsWith(`item ${list} each `)));
  const places = new Map(scope.places);
  if (place === undefined) places.delete(list);
  else places.set(list, place);
  return { places, present };
}
