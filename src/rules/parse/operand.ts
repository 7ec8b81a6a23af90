/** What a part of a condition stands for before it is known how it is used: a value, or what only leads to values. */
import type { Constant, Expression, ListName } from '../expression.ts';
import { isAbove, leavesBelow, leavesOfItem, type Leaves, recordLeaves, recordLists } from '../recordLeaves.ts';

/** An object of the record, or of an item of a list; the empty path is the whole. */
export type ObjectPlace = {
  readonly list: ListName | null;
  readonly at: 'each' | number;
  readonly path: string;
};

export type Operand =
  | { readonly kind: 'value'; readonly value: Expression }
  | { readonly kind: 'object'; readonly place: ObjectPlace }
  /** A list of the record, or the items of it that a filter keeps. */
  | { readonly kind: 'list'; readonly list: ListName; readonly filter: Expression | null }
  | { readonly kind: 'constants'; readonly constants: readonly Constant[] }
  | { readonly kind: 'names'; readonly of: NameGroup };

export type NameGroup = 'features' | 'signals' | 'findings';

/** What a name inside a quantifier stands for. `outer`: an item that an inner quantifier hides. */
export type Binding =
  | { readonly kind: 'item'; readonly list: ListName }
  | { readonly kind: 'outer'; readonly list: ListName }
  | { readonly kind: 'constant'; readonly constant: Constant };

export type Scope = ReadonlyMap<string, Binding>;

export const emptyScope: Scope = new Map();

/** The scope inside a quantifier over a list of the record: items of outer lists are out of reach there. */
export function scopeWithItem(scope: Scope, name: string, list: ListName): Scope {
  const inner = new Map<string, Binding>();
  for (const [each, binding] of scope)
    inner.set(each, binding.kind === 'item' ? { ...binding, kind: 'outer' } : binding);
  return inner.set(name, { kind: 'item', list });
}

export function scopeWithConstant(scope: Scope, name: string, constant: Constant): Scope {
  return new Map(scope).set(name, { kind: 'constant', constant });
}

export const valueOperand = (value: Expression): Operand => ({ kind: 'value', value });

/** An item of a list; of a list of texts, the text. */
export function itemOperand(list: ListName, at: 'each' | number): Operand {
  const text = leavesOf(list).get('');
  if (text === undefined) return { kind: 'object', place: { list, at, path: '' } };
  return valueOperand({ kind: 'item', type: text.type, list, at, path: '' });
}

/** A member of an object; undefined where it has none of that name. */
export function memberOf(place: ObjectPlace, key: string): Operand | undefined {
  const { list, at } = place;
  const path = place.path === '' ? key : `${place.path}.${key}`;
  const leaf = leavesOf(list).get(path);
  if (leaf !== undefined) {
    const { type } = leaf;
    return valueOperand(list === null ? { kind: 'field', type, path } : { kind: 'item', type, list, at, path });
  }
  if (list === null && recordLists.has(path as ListName)) return { kind: 'list', list: path as ListName, filter: null };
  return isAbove(leavesOf(list), path) ? { kind: 'object', place: { list, at, path } } : undefined;
}

/** Names of the members of an object, in the order of the record. */
export function memberNames({ list, path }: ObjectPlace): string[] {
  const prefix = path === '' ? '' : `${path}.`;
  const paths = [...leavesOf(list).keys(), ...(list === null ? recordLists.keys() : [])];
  const below = paths.filter((each) => each.startsWith(prefix)).map((each) => each.slice(prefix.length).split('.')[0]);
  return [...new Set(below)];
}

/** True where anything of the object is there. */
export function presenceOf({ list, at, path }: ObjectPlace): Expression {
  const leaves = path === '' ? [...leavesOf(list).values()] : leavesBelow(leavesOf(list), path);
  const parts: Expression[] = leaves.map(({ type, path: leaf }) => ({
    kind: 'has',
    type: 'bool',
    of: list === null ? { kind: 'field', type, path: leaf } : { kind: 'item', type, list, at, path: leaf },
  }));
  if (list === null) {
    const lists = [...recordLists.keys()].filter((each) => each.startsWith(`${path}.`));
    parts.push(...lists.map(isNotEmpty));
  }
  return { kind: 'or', type: 'bool', of: parts };
}

export function isNotEmpty(list: ListName): Expression {
  const none: Constant = { kind: 'constant', type: 'int', value: 0n };
  return { kind: 'compare', type: 'bool', operator: '>', left: { kind: 'length', type: 'int', list }, right: none };
}

/** As it is written in CEL. */
export function nameOfPlace({ list, at, path }: ObjectPlace): string {
  const of = list === null ? 'parcel' : at === 'each' ? `an item of parcel.${list}` : `parcel.${list}[${at}]`;
  if (path === '') return of;
  return list !== null && at === 'each' ? `${path} of ${of}` : `${of}.${path}`;
}

function leavesOf(list: ListName | null): Leaves {
  return list === null ? recordLeaves : leavesOfItem(list);
}
