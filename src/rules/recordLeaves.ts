/** The record as conditions see it: its leaves by dotted path, the lists and the leaves of their items. */
import { type Field, parcelFields } from '../contract/fields.ts';
import type { ListName, ValueType } from './expression.ts';

export type Leaf = { readonly path: string; readonly type: ValueType; readonly field: Field };
export type Leaves = ReadonlyMap<string, Leaf>;

type Fields = Readonly<Record<string, Field>>;
type Walk = { leaves: Map<string, Leaf>; lists: Map<string, { maxItems: number; leaves: Leaves }> };

/** A list of the record: the most items it may have, and the leaves of one; a list of texts has the one leaf ''. */
export type RecordList = { readonly maxItems: number; readonly leaves: Leaves };

const walk: Walk = { leaves: new Map(), lists: new Map() };
walkFields(parcelFields, '', walk);

/** Leaves outside lists: `sender.country`, `totalDeclaredValue.currency`. */
export const recordLeaves: Leaves = walk.leaves;

/** In the order of the record. */
export const recordLists: ReadonlyMap<ListName, RecordList> = walk.lists as Map<ListName, RecordList>;

export function leavesOfItem(list: ListName): Leaves {
  return recordLists.get(list)?.leaves ?? new Map();
}

/** The leaves below an object of the record or of an item; none where there is no such object. */
export function leavesBelow(leaves: Leaves, path: string): Leaf[] {
  return [...leaves.values()].filter((leaf) => leaf.path.startsWith(`${path}.`));
}

/** True for the path of an object. */
export function isAbove(leaves: Leaves, path: string): boolean {
  const prefix = `${path}.`;
  for (const leaf of leaves.keys()) if (leaf.startsWith(prefix)) return true;
  return false;
}

function walkFields(fields: Fields, prefix: string, into: Walk): void {
  for (const [key, field] of Object.entries(fields)) {
    const path = prefix === '' ? key : `${prefix}.${key}`;
    switch (field.kind) {
      case 'object':
        walkFields(field.fields, path, into);
        break;
      case 'list': {
        const item: Walk = { leaves: new Map(), lists: new Map() };
        walkFields(field.item, '', item);
        into.lists.set(path, { maxItems: field.maxItems, leaves: item.leaves });
        break;
      }
      case 'texts':
        into.lists.set(path, {
          maxItems: field.maxItems,
          leaves: new Map([['', { path: '', type: 'string', field: { kind: 'text', max: field.max } }]]),
        });
        break;
      default:
        into.leaves.set(path, { path, type: typeOf(field), field });
    }
  }
}

function typeOf(field: Field): ValueType {
  switch (field.kind) {
    case 'uint':
      return 'int';
    case 'flag':
      return 'bool';
    default:
      return 'string';
  }
}
