/** Graph, searches and groups to the bytes that the core reads. */
import type { NodeFields } from './graph.ts';
import type { PatternPool } from './patternPool.ts';
import type { Scratch } from './scratch.ts';
import { type Lists, searchTable, type SearchTable } from './searchTables.ts';
import type { Searches } from './searches.ts';
import * as layout from './tableLayout.ts';

export type TableParts = {
  readonly nodes: readonly NodeFields[];
  readonly roots: readonly number[];
  readonly searches: Searches;
  readonly patterns: PatternPool;
  readonly scratch: Scratch;
  /** Rules by the node that guards them. */
  readonly groups: ReadonlyMap<number, readonly number[]>;
  readonly always: readonly number[];
  /** Searches that must run before any rule is asked. */
  readonly starts: readonly number[];
  /** Node of each finding that guards rules. */
  readonly findingNodes: readonly number[];
};

const ALIGN = 16;

/** The same parts give the same bytes. */
export function writeTable(parts: TableParts): Uint8Array<ArrayBuffer> {
  const { nodes, roots, searches, patterns: patternPool, scratch, groups, always, starts, findingNodes } = parts;
  const pool: number[] = [];
  const lists: Lists = {
    put: (values) => {
      const first = pool.length;
      for (const value of values) pool.push(value);
      return first;
    },
  };
  const chunks: { readonly at: number; readonly bytes: Uint8Array }[] = [];
  let next = layout.HEADER_BYTES;
  const put = (values: Uint8Array | Uint16Array | Uint32Array): number => {
    const at = next;
    chunks.push({ at, bytes: new Uint8Array(values.buffer, values.byteOffset, values.byteLength) });
    next = Math.ceil((next + values.byteLength) / ALIGN) * ALIGN;
    return at;
  };

  const header = new Uint32Array(layout.HEADER_BYTES / 4);
  const set = (word: number, value: number): void => {
    header[word / 4] = value;
  };
  const texts = put(searches.texts.toBytes());
  const patterns = put(patternPool.toBytes());
  set(layout.HEADER_NODES, put(nodeRecords(nodes, scratch, { texts, patterns }, lists)));
  const tables = searches.all.map((search) => searchTable(search, lists));
  const records = new Uint32Array((searches.all.length * layout.SEARCH_BYTES) / 4);
  searches.all.forEach(({ spans, operator, fold }, i) => {
    records.set([spans, operator, fold ? 1 : 0, ...placeSearch(tables[i], texts, put)], (i * layout.SEARCH_BYTES) / 4);
  });
  const members: number[] = [];
  const groupStarts = Uint32Array.from({ length: nodes.length + 1 }, (_, node) => {
    const first = members.length;
    for (const rule of groups.get(node) ?? []) members.push(rule);
    return first;
  });
  set(layout.HEADER_NUM_RULES, roots.length);
  set(layout.HEADER_NUM_NODES, nodes.length);
  set(layout.HEADER_ROOTS, put(Uint32Array.from(roots)));
  set(layout.HEADER_GROUPS, put(groupStarts));
  set(layout.HEADER_MEMBERS, put(Uint16Array.from(members)));
  set(layout.HEADER_ALWAYS, put(Uint16Array.from(always)));
  set(layout.HEADER_NUM_ALWAYS, always.length);
  set(layout.HEADER_STARTS, put(Uint32Array.from(starts)));
  set(layout.HEADER_NUM_STARTS, starts.length);
  set(layout.HEADER_SEARCHES, put(records));
  set(layout.HEADER_NUM_SEARCHES, searches.all.length);
  if (findingNodes.some((node) => node !== layout.NO_NODE)) {
    set(layout.HEADER_FINDING_NODES, put(Uint32Array.from(findingNodes)));
  }
  set(layout.HEADER_SCRATCH_STATES, scratch.states);
  set(layout.HEADER_SCRATCH_TOUCHED, scratch.touched);
  set(layout.HEADER_SCRATCH_BYTES, scratch.bytes);
  set(layout.HEADER_LISTS, put(Uint32Array.from(pool)));

  const table = new Uint8Array(next);
  table.set(new Uint8Array(header.buffer));
  for (const { at, bytes } of chunks) table.set(bytes, at);
  return table;
}

function nodeRecords(
  nodes: readonly NodeFields[],
  scratch: Scratch,
  pools: { readonly texts: number; readonly patterns: number },
  lists: Lists,
): Uint8Array {
  const records = new Uint8Array(nodes.length * layout.NODE_BYTES);
  const view = new DataView(records.buffer);
  nodes.forEach((node, i) => {
    const { kind, domain, operator = 0, flag = 0, parts, f64, i64 } = node;
    const isList = kind === layout.KIND_AND || kind === layout.KIND_OR;
    const [a, b] = isList ? [lists.put(parts ?? []), parts?.length ?? 0] : [node.a ?? 0, node.b ?? 0];
    const at = i * layout.NODE_BYTES;
    view.setUint8(at + layout.NODE_KIND, kind);
    view.setUint8(at + layout.NODE_DOMAIN, domain);
    view.setUint8(at + layout.NODE_OPERATOR, operator);
    view.setUint8(at + layout.NODE_FLAG, flag);
    view.setUint32(at + layout.NODE_AT, scratch.places[i], true);
    view.setUint32(at + layout.NODE_A, kind === layout.KIND_TEXT ? pools.texts + a : a, true);
    view.setUint32(at + layout.NODE_B, kind === layout.KIND_MATCHES ? pools.patterns + b : b, true);
    view.setUint32(at + layout.NODE_C, node.c ?? 0, true);
    if (i64 !== undefined) view.setBigInt64(at + layout.NODE_CONSTANT, i64, true);
    else view.setFloat64(at + layout.NODE_CONSTANT, f64 ?? 0, true);
  });
  return records;
}

/** The rest of a search's record: offsets from the table's start, places in lists. */
function placeSearch(table: SearchTable, texts: number, put: (values: Uint32Array) => number): number[] {
  const { slots, slotBits, entries, lengths, filter, filterBits, unguarded } = table;
  for (let entry = 0; entry < entries.length; entry += layout.ENTRY_BYTES / 4) entries[entry] += texts;
  return [put(slots), slotBits, put(entries), ...lengths, put(filter), filterBits, ...unguarded];
}
