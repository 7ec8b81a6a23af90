/** Conditions to the table that the core's rule stage reads. */
import type { Expression } from '../expression.ts';
import { lowerBool } from './bools.ts';
import { Graph, partsOf } from './graph.ts';
import { createGuards } from './guards.ts';
import { type Lowering, NotCompiled } from './lowering.ts';
import { lowerNumber } from './numbers.ts';
import { PatternPool } from './patternPool.ts';
import type { Places } from './places.ts';
import { OUTERMOST } from './scope.ts';
import { layScratch, RULE_SCRATCH_BYTES } from './scratch.ts';
import { Searches } from './searches.ts';
import * as layout from './tableLayout.ts';
import { writeTable } from './writeTable.ts';

/** The core evaluates a node after its parts, one level of its stack for each. */
const MAX_DEPTH = 256;

/** Why a condition cannot be compiled, and which. */
export class ConditionRefused extends Error {
  readonly condition: number;

  constructor(condition: number, why: string) {
    super(why);
    this.condition = condition;
  }
}

/**
 * The same conditions, places and findings give the same bytes.
 * @param findings codes in the order of their bits
 * @throws ConditionRefused
 */
export function compileConditions(
  conditions: readonly Expression[],
  places: Places,
  findings: readonly string[],
): Uint8Array<ArrayBuffer> {
  const graph = new Graph();
  const searches = new Searches();
  const patterns = new PatternPool();
  const lowering: Lowering = {
    graph,
    places,
    searches,
    patterns,
    finding: (code) => {
      const bit = findings.indexOf(code);
      if (bit < 0) throw new NotCompiled(`there is no finding ${code}`);
      return graph.add({ kind: layout.KIND_FINDING, domain: layout.DOMAIN_ROWS, a: bit });
    },
    bool: (expression, scope) => lowerBool(lowering, expression, scope),
    number: (expression, scope) => lowerNumber(lowering, expression, scope),
  };
  const roots = conditions.map((condition, i) => {
    try {
      return lowering.bool(condition, OUTERMOST);
    } catch (error) {
      if (error instanceof NotCompiled) throw new ConditionRefused(i, error.message);
      throw error;
    }
  });
  const depths = depthsOf(graph, searches);
  const tooDeep = roots.findIndex((root) => depths[root] > MAX_DEPTH);
  if (tooDeep >= 0) {
    const got = `got operators nested ${depths[roots[tooDeep]]} deep, expected at most ${MAX_DEPTH}`;
    throw new ConditionRefused(tooDeep, `${got}: make two rules of it`);
  }
  const { groups, always } = groupRules(graph, searches, roots);
  const scratch = layScratch(graph.nodes, searches.all.length);
  if (scratch.bytes > RULE_SCRATCH_BYTES) {
    const got = `the rules together need ${scratch.bytes} bytes of scratch, expected at most ${RULE_SCRATCH_BYTES}`;
    throw new ConditionRefused(conditions.length - 1, `${got}: use fewer distinct tests, above all of items of lists`);
  }
  const guardNodes = [...groups.keys()];
  const starts = new Set(guardNodes.flatMap((node) => searchOf(graph, node)));
  const findingNodes = findings.map((_, bit) => {
    const node = guardNodes.find(
      (each) => graph.nodes[each].kind === layout.KIND_FINDING && graph.nodes[each].a === bit,
    );
    return node ?? layout.NO_NODE;
  });
  return writeTable({
    nodes: graph.nodes,
    roots,
    searches,
    patterns,
    scratch,
    groups,
    always,
    starts: [...starts].sort((x, y) => x - y),
    findingNodes,
  });
}

/** Levels below each node, and its own. */
function depthsOf({ nodes }: Graph, { all }: Searches): number[] {
  const depths: number[] = [];
  for (const node of nodes) {
    const below = partsOf(node, all).map((part) => depths[part]);
    depths.push(1 + Math.max(0, ...below));
  }
  return depths;
}

/** Rules by the nodes that guard them, and those that nothing guards. */
function groupRules(
  graph: Graph,
  searches: Searches,
  roots: readonly number[],
): { groups: Map<number, number[]>; always: number[] } {
  const guardsOf = createGuards(graph, searches);
  const groups = new Map<number, number[]>();
  const always: number[] = [];
  roots.forEach((root, rule) => {
    const guards = guardsOf(root);
    if (guards === undefined) always.push(rule);
    for (const node of guards?.nodes ?? []) {
      const members = groups.get(node);
      if (members === undefined) groups.set(node, [rule]);
      else members.push(rule);
    }
  });
  return { groups, always };
}

function searchOf(graph: Graph, node: number): number[] {
  const { kind, a = 0 } = graph.nodes[node];
  return kind === layout.KIND_FOUND ? [a] : [];
}
