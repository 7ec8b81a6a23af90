/** Searches: every constant that is asked of one text in one way, so that one look-up a text answers all of them. */
import type { Graph } from './graph.ts';
import * as layout from './tableLayout.ts';
import { type PooledText, TextPool } from './textPool.ts';

/** What is asked of which text. `fold`: capitals of ASCII are made small first. */
export type SearchKind = { readonly spans: number; readonly operator: number; readonly fold: boolean };

export type Search = SearchKind & {
  /** Nodes that are true where the text is, starts with, ends with or holds the constant. */
  readonly entries: Map<string, { readonly text: PooledText; readonly nodes: Set<number> }>;
  /** Nodes that are an error where the text is absent. */
  readonly unguarded: number[];
};

export class Searches {
  readonly all: Search[] = [];
  readonly texts: TextPool = new TextPool();
  readonly #numbers = new Map<string, number>();

  /** The node that is true where one of the constants is found. @param flag 1: absent is false, not an error */
  add(graph: Graph, kind: SearchKind, constants: readonly string[], flag: number): number {
    const number = this.#numberOf(kind);
    const search = this.all[number];
    const found = [...new Set(constants)].sort().map((constant) => this.#entryOf(search, constant));
    const node = graph.add({
      kind: layout.KIND_FOUND,
      domain: graph.domainOf(kind.spans),
      flag,
      a: number,
      // no two nodes of a search look for the same texts: the parts tell them apart
      parts: found.map(({ text }) => text.offset),
    });
    for (const { nodes } of found) nodes.add(node);
    if (flag === 0 && !search.unguarded.includes(node)) search.unguarded.push(node);
    return node;
  }

  #numberOf(kind: SearchKind): number {
    const key = `${kind.spans} ${kind.operator} ${kind.fold}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.all.length);
    return this.all.push({ ...kind, entries: new Map(), unguarded: [] }) - 1;
  }

  #entryOf(search: Search, constant: string): { readonly text: PooledText; readonly nodes: Set<number> } {
    const known = search.entries.get(constant);
    if (known !== undefined) return known;
    const entry = { text: this.texts.put(constant), nodes: new Set<number>() };
    search.entries.set(constant, entry);
    return entry;
  }
}
