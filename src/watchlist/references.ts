/**
 * Who refers to whom in a list: references to entries that it does not hold, and circles, in which an entry belongs to
 * itself through others. Nothing that matches follows references, so a circle does no harm; it is counted and kept.
 */

/** What a list may hold of them: beyond, references are counted and not followed. */
const MOST_REFERENCES = 50_000_000;
const NOT_SEEN = -1;

export class References {
  readonly #numbers = new Map<string, number>();
  /** By number; false for texts that are only referred to. */
  readonly #isEntry: boolean[] = [];
  readonly #from: number[] = [];
  readonly #to: number[] = [];
  /** References that were not followed. */
  numLeft = 0;

  has(id: string): boolean {
    const number = this.#numbers.get(id);
    return number !== undefined && this.#isEntry[number];
  }

  add(id: string, related: readonly string[]): void {
    const from = this.#numberOf(id);
    this.#isEntry[from] = true;
    for (const other of related) {
      if (this.#from.length >= MOST_REFERENCES) this.numLeft++;
      else {
        this.#from.push(from);
        this.#to.push(this.#numberOf(other));
      }
    }
  }

  get numDangling(): number {
    return this.#to.reduce((sum, to) => (this.#isEntry[to] ? sum : sum + 1), 0);
  }

  /**
   * Entries from which a way leads back to themselves: members of strongly connected components of two and more, and
   * those that name themselves (Tarjan 1972, without recursion: a chain may be as long as the list).
   */
  get numInCircles(): number {
    const numNodes = this.#isEntry.length;
    const { starts, targets } = this.#adjacency();
    const [order, low] = [new Int32Array(numNodes).fill(NOT_SEEN), new Int32Array(numNodes)];
    const [next, onStack] = [starts.slice(0, numNodes), new Uint8Array(numNodes)];
    const [stack, path]: [number[], number[]] = [[], []];
    let [numSeen, numFound] = [0, 0];
    const enter = (node: number): void => {
      order[node] = low[node] = numSeen++;
      onStack[node] = 1;
      stack.push(node);
      path.push(node);
    };
    for (let root = 0; root < numNodes; root++) {
      if (order[root] !== NOT_SEEN) continue;
      enter(root);
      for (let node = path.at(-1); node !== undefined; node = path.at(-1)) {
        if (next[node] < starts[node + 1]) {
          const target = targets[next[node]++];
          if (order[target] === NOT_SEEN) enter(target);
          else if (onStack[target] === 1) low[node] = Math.min(low[node], order[target]);
          continue;
        }
        path.pop();
        const parent = path.at(-1);
        if (parent !== undefined) low[parent] = Math.min(low[parent], low[node]);
        if (low[node] !== order[node]) continue;
        const members = stack.splice(stack.lastIndexOf(node));
        for (const member of members) onStack[member] = 0;
        const namesItself = targets.subarray(starts[node], starts[node + 1]).includes(node);
        if (members.length > 1 || namesItself) numFound += members.length;
      }
    }
    return numFound;
  }

  #adjacency(): { starts: Int32Array; targets: Int32Array } {
    const starts = new Int32Array(this.#isEntry.length + 1);
    for (const from of this.#from) starts[from + 1]++;
    for (let node = 1; node < starts.length; node++) starts[node] += starts[node - 1];
    const [targets, next] = [new Int32Array(this.#to.length), starts.slice()];
    this.#to.forEach((to, i) => {
      targets[next[this.#from[i]]++] = to;
    });
    return { starts, targets };
  }

  #numberOf(id: string): number {
    const known = this.#numbers.get(id);
    if (known !== undefined) return known;
    const number = this.#isEntry.push(false) - 1;
    this.#numbers.set(id, number);
    return number;
  }
}
