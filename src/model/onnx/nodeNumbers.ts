/** Rows by tree and node number. Numbers need not start at 0 nor follow each other, but a tree's rows stand together. */
import { invalid, unsupported } from './attributes.ts';
import type { OnnxNode } from './scanOnnx.ts';

type TreeRows = { readonly from: number; readonly to: number };

export class NodeNumbers {
  readonly trees: readonly TreeRows[];
  private readonly first = new Map<number, number>();
  /** Where the numbers of a tree are their places: no table. Else number to row. */
  private readonly tables = new Map<number, ReadonlyMap<number, number>>();
  private readonly ends: Int32Array;

  constructor(node: OnnxNode, treeIds: Float64Array, nodeIds: Float64Array) {
    const trees: TreeRows[] = [];
    this.ends = new Int32Array(treeIds.length);
    for (let from = 0; from < treeIds.length; ) {
      let to = from + 1;
      while (to < treeIds.length && treeIds[to] === treeIds[from]) to++;
      // onnxruntime 1.30 takes every row of a tree -1 for a root (measured)
      if (treeIds[from] < 0) unsupported(node, `has a tree ${treeIds[from]}`, 'number trees from 0');
      if (this.first.has(treeIds[from])) {
        // the standard reads them as one tree, onnxruntime 1.30 adds up parts of it (measured)
        unsupported(node, `has rows of tree ${treeIds[from]} in two places`, 'write each tree in one piece');
      }
      this.first.set(treeIds[from], from);
      this.ends[from] = to;
      trees.push({ from, to });
      this.number(node, from, to, nodeIds);
      from = to;
    }
    this.trees = trees;
  }

  /** @param from First row of the tree. @returns -1 when the tree has no such node. */
  rowOf(from: number, nodeId: number): number {
    const table = this.tables.size === 0 ? undefined : this.tables.get(from);
    if (table !== undefined) return table.get(nodeId) ?? -1;
    return nodeId >= 0 && nodeId < this.ends[from] - from ? from + nodeId : -1;
  }

  rowOfTree(treeId: number, nodeId: number): number {
    const from = this.first.get(treeId);
    return from === undefined ? -1 : this.rowOf(from, nodeId);
  }

  private number(node: OnnxNode, from: number, to: number, nodeIds: Float64Array): void {
    let arePlaces = true;
    for (let row = from; row < to; row++) arePlaces &&= nodeIds[row] === row - from;
    if (arePlaces) return;
    const table = new Map<number, number>();
    for (let row = from; row < to; row++) {
      if (table.has(nodeIds[row])) invalid(node, `node ${nodeIds[row]} stands twice in a tree`);
      table.set(nodeIds[row], row);
    }
    this.tables.set(from, table);
  }
}
