/** An automaton as columns, from patterns in the order of their bytes: no tree of objects is made. */

export type Automaton = {
  readonly numNodes: number;
  /** A node and one more each: its first child. */
  readonly firsts: Uint32Array;
  readonly fails: Uint32Array;
  readonly labels: Uint8Array;
  /** Of each pattern the node it ends in. */
  readonly ends: Uint32Array;
};

/** @param patterns sorted, each once, none empty */
export function buildAutomaton(patterns: readonly Uint8Array[]): Automaton {
  const most = patterns.reduce((sum, pattern) => sum + pattern.length, 1);
  const labels = new Uint8Array(most);
  const firsts = new Uint32Array(most + 1);
  const parents = new Uint32Array(most);
  const ends = new Uint32Array(patterns.length);
  // patterns of a node are a range; a level of the tree is a list of ranges
  const from = new Uint32Array(most);
  const to = new Uint32Array(most);
  to[0] = patterns.length;
  let numNodes = 1;
  for (let node = 0, depth = 0, levelEnd = 1; node < numNodes; node++) {
    if (node === levelEnd) {
      depth++;
      levelEnd = numNodes;
    }
    firsts[node] = numNodes;
    for (let i = from[node]; i < to[node]; ) {
      if (patterns[i].length === depth) {
        ends[i++] = node;
        continue;
      }
      const label = patterns[i][depth];
      const start = i;
      while (i < to[node] && patterns[i][depth] === label) i++;
      labels[numNodes] = label;
      parents[numNodes] = node;
      from[numNodes] = start;
      to[numNodes] = i;
      numNodes++;
    }
  }
  firsts[numNodes] = numNodes;
  const columns = { numNodes, firsts: firsts.subarray(0, numNodes + 1), labels: labels.subarray(0, numNodes) };
  return { ...columns, fails: failsOf(columns, parents), ends };
}

/** By breadth: a node's own is shorter than it, and so done before. */
function failsOf(
  columns: { numNodes: number; firsts: Uint32Array; labels: Uint8Array },
  parents: Uint32Array,
): Uint32Array {
  const fails = new Uint32Array(columns.numNodes);
  for (let node = 1; node < columns.numNodes; node++) {
    if (parents[node] === 0) continue;
    let before = fails[parents[node]];
    let found = childOf(columns, before, columns.labels[node]);
    while (found === 0 && before !== 0) {
      before = fails[before];
      found = childOf(columns, before, columns.labels[node]);
    }
    fails[node] = found;
  }
  return fails;
}

/** 0 where there is none. */
function childOf({ firsts, labels }: { firsts: Uint32Array; labels: Uint8Array }, node: number, label: number): number {
  for (let child = firsts[node]; child < firsts[node + 1]; child++) if (labels[child] === label) return child;
  return 0;
}
