/** The nodes that rules share: the same question about the same facts is one node, whoever asks. */
import * as layout from './tableLayout.ts';

export type NodeFields = {
  readonly kind: number;
  readonly domain: number;
  readonly operator?: number;
  readonly flag?: number;
  readonly a?: number;
  readonly b?: number;
  readonly c?: number;
  /** Parts of `and` and `or`; stands for a and b. */
  readonly parts?: readonly number[];
  readonly f64?: number;
  readonly i64?: bigint;
};

export class Graph {
  readonly nodes: NodeFields[] = [];
  readonly #known = new Map<string, number>();

  /** The number of the node, new or known. */
  add(fields: NodeFields): number {
    const { kind, domain, operator = 0, flag = 0, a = 0, b = 0, c = 0, parts = [], f64, i64 } = fields;
    const number = f64 === undefined ? '' : Object.is(f64, -0) ? '-0' : f64;
    const key = `${kind},${domain},${operator},${flag},${a},${b},${c},${parts.join(' ')},${number},${i64 ?? ''}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, this.nodes.length);
    return this.nodes.push(fields) - 1;
  }

  domainOf(node: number): number {
    return this.nodes[node].domain;
  }

  constant(value: boolean): number {
    return this.add({ kind: layout.KIND_CONSTANT, domain: layout.DOMAIN_ROWS, a: value ? 1 : 0 });
  }

  /** Undefined where the node is no constant. */
  valueOf(node: number): boolean | undefined {
    const { kind, a } = this.nodes[node];
    return kind === layout.KIND_CONSTANT ? a === 1 : undefined;
  }

  /** The node as it is for the elements of a domain; its own is that domain or rows. */
  expand(node: number, domain: number): number {
    const own = this.nodes[node];
    if (own.domain === domain) return node;
    const kind = own.kind < layout.KIND_COLUMNS ? layout.KIND_EXPAND : layout.KIND_EXPAND_COLUMN;
    return this.add({ kind, domain, a: node });
  }

  not(node: number): number {
    const value = this.valueOf(node);
    if (value !== undefined) return this.constant(!value);
    const { kind, a = 0 } = this.nodes[node];
    return kind === layout.KIND_NOT ? a : this.add({ kind: layout.KIND_NOT, domain: this.domainOf(node), a: node });
  }

  /** @param parts of one domain, or of rows */
  and(parts: readonly number[]): number {
    return this.#join(layout.KIND_AND, parts);
  }

  or(parts: readonly number[]): number {
    return this.#join(layout.KIND_OR, parts);
  }

  #join(kind: number, parts: readonly number[]): number {
    const neutral = kind === layout.KIND_AND;
    const joined = new Set(parts.flatMap((part) => this.#partsOf(kind, part)));
    for (const part of joined) {
      const value = this.valueOf(part);
      if (value === neutral) joined.delete(part);
      else if (value !== undefined) return this.constant(value);
    }
    if (joined.size === 0) return this.constant(neutral);
    if (joined.size === 1) return [...joined][0];
    const domain = Math.max(...[...joined].map((part) => this.domainOf(part)));
    // what is the same for all items of a row is settled by row first
    const byRow = [...joined].filter((part) => this.domainOf(part) === layout.DOMAIN_ROWS);
    if (domain !== layout.DOMAIN_ROWS && byRow.length > 0) {
      const rest = [...joined].filter((part) => this.domainOf(part) !== layout.DOMAIN_ROWS);
      return this.add({ kind, domain, parts: [this.expand(this.#join(kind, byRow), domain), ...rest] });
    }
    return this.add({ kind, domain, parts: [...joined].sort(this.#byCost) });
  }

  readonly #byCost = (x: number, y: number): number => costOf(this.nodes[x]) - costOf(this.nodes[y]) || x - y;

  #partsOf(kind: number, node: number): readonly number[] {
    const { kind: own, parts = [] } = this.nodes[node];
    return own === kind ? parts : [node];
  }
}

/** Cheap and telling parts come first: once every element is settled, the rest is not asked. */
function costOf({ kind }: NodeFields): number {
  switch (kind) {
    case layout.KIND_FOUND:
      return 0;
    case layout.KIND_FINDING:
      return 1;
    case layout.KIND_NUMBER_TEST:
      return 2;
    case layout.KIND_PRESENT:
      return 3;
    default:
      return 4;
  }
}

/** The nodes that a node names, all of them before it. */
export function partsOf(node: NodeFields, searches: readonly { readonly spans: number }[]): readonly number[] {
  const { kind, a = 0, b = 0, c = 0, parts = [] } = node;
  switch (kind) {
    case layout.KIND_CONSTANT:
    case layout.KIND_FINDING:
    case layout.KIND_SPANS:
    case layout.KIND_TEXT:
    case layout.KIND_FIELD:
    case layout.KIND_FEATURE:
    case layout.KIND_SIGNAL:
    case layout.KIND_SCORE:
    case layout.KIND_DAY_OF:
    case layout.KIND_LENGTH:
    case layout.KIND_NUMBER:
      return [];
    case layout.KIND_AND:
    case layout.KIND_OR:
      return parts;
    case layout.KIND_FOUND:
      return [searches[a].spans];
    case layout.KIND_IF:
    case layout.KIND_CHOOSE:
      return [a, b, c];
    case layout.KIND_NUMBER_COMPARE:
    case layout.KIND_TEXT_COMPARE:
    case layout.KIND_BOOL_COMPARE:
    case layout.KIND_ELSE:
    case layout.KIND_ARITHMETIC_F64:
    case layout.KIND_ARITHMETIC_I64:
      return [a, b];
    default:
      return [a];
  }
}
