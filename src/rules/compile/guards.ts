/**
 * Guards: nodes that a look-up finds, of which one must be found before a condition can be anything but false. A tile
 * that holds none of them has nothing to ask of the rule, so cost follows what is in the parcels and not the rules.
 */
import type { Graph } from './graph.ts';
import type { Searches } from './searches.ts';
import * as layout from './tableLayout.ts';

export type Guards = {
  readonly nodes: readonly number[];
  /** How often they are found, roughly: the least is taken. */
  readonly weight: number;
};

/** More guards than this are no quicker than asking. */
const MOST_GUARDS = 512;
/** Where absent is an error, any absent text is found. */
const UNGUARDED_WEIGHT = 1000;
const FINDING_WEIGHT = 8;

/** Undefined where no look-up can rule the node out. Cached: rules share nodes. */
export function createGuards(graph: Graph, searches: Searches): (node: number) => Guards | undefined {
  const cache = new Map<number, Guards | undefined>();

  function guardsOf(node: number): Guards | undefined {
    if (!cache.has(node)) cache.set(node, find(node));
    return cache.get(node);
  }

  function find(node: number): Guards | undefined {
    const { kind, a = 0, flag = 0, parts = [] } = graph.nodes[node];
    switch (kind) {
      case layout.KIND_CONSTANT:
        return a === 0 ? { nodes: [], weight: 0 } : undefined;
      case layout.KIND_FINDING:
        return { nodes: [node], weight: FINDING_WEIGHT };
      case layout.KIND_FOUND:
        return { nodes: [node], weight: flag === 0 ? UNGUARDED_WEIGHT : foundWeight(node) };
      case layout.KIND_EXISTS:
      case layout.KIND_EXISTS_ONE:
      case layout.KIND_EXPAND:
        return guardsOf(a);
      case layout.KIND_AND:
        return parts
          .map(guardsOf)
          .reduce(
            (best, each) => (each !== undefined && each.weight < (best?.weight ?? Infinity) ? each : best),
            undefined,
          );
      case layout.KIND_OR:
        return union(parts.map(guardsOf));
      default:
        return undefined;
    }
  }

  /** Short texts are common ones. */
  function foundWeight(node: number): number {
    const { a = 0, parts = [] } = graph.nodes[node];
    const likely = searches.all[a].operator === layout.IS_EQUAL ? 4 : 16;
    return parts.reduce((weight, offset) => weight + likely / (1 + searches.texts.lengthAt(offset)), 0);
  }

  return guardsOf;
}

function union(all: readonly (Guards | undefined)[]): Guards | undefined {
  const nodes = new Set<number>();
  let weight = 0;
  for (const guards of all) {
    if (guards === undefined) return undefined;
    guards.nodes.forEach((node) => nodes.add(node));
    weight += guards.weight;
  }
  return nodes.size > MOST_GUARDS ? undefined : { nodes: [...nodes], weight };
}
