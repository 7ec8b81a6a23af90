/** What the parts of the lowering ask of each other. */
import type { Expression } from '../expression.ts';
import type { Graph } from './graph.ts';
import type { PatternPool } from './patternPool.ts';
import type { Places } from './places.ts';
import type { Scope } from './scope.ts';
import type { Searches } from './searches.ts';

/** A node of numbers: doubles, which may be integers that doubles hold exactly, or 64-bit integers. */
export type NumberNode = { readonly node: number; readonly as: 'f64' | 'i64' };

export type Lowering = {
  readonly graph: Graph;
  readonly places: Places;
  readonly searches: Searches;
  readonly patterns: PatternPool;
  /** The node of a finding by its code. */
  finding(code: string): number;
  bool(expression: Expression, scope: Scope): number;
  number(expression: Expression, scope: Scope): NumberNode;
};

/** Why a condition cannot run in the core. The caller says of which rule. */
export class NotCompiled extends Error {}

/** The one domain of parts that stand side by side, each made to be of it. */
export function alike(graph: Graph, nodes: readonly number[]): number[] {
  const own = new Set(nodes.map((node) => graph.domainOf(node)).filter((domain) => domain !== 0));
  if (own.size > 1) {
    throw new NotCompiled(
      'a condition inside two quantifiers compares items of two lists with each other; compare each list with the parcel instead',
    );
  }
  const domain = own.size === 0 ? 0 : [...own][0];
  return nodes.map((node) => graph.expand(node, domain));
}
