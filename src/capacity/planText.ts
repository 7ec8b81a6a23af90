/** A YAML text whose every value knows its line and column, so that a refusal can say where. */
import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import { PosternError } from '../contract/errors.ts';

/** One value of the plan, with its place. */
export class PlanNode {
  readonly #node: Node | null;
  /** As in `facilities[0].budgets[2].items`. */
  readonly path: string;
  readonly #file: string;
  readonly #lines: LineCounter;
  readonly #offset: number;

  constructor(node: Node | null, path: string, file: string, lines: LineCounter, fallbackOffset: number) {
    this.#node = node;
    this.path = path;
    this.#file = file;
    this.#lines = lines;
    this.#offset = node?.range?.[0] ?? fallbackOffset;
  }

  fault(message: string): PosternError {
    const { line, col } = this.#lines.linePos(this.#offset);
    const place = `${this.#file}:${line}:${col}`;
    const path = this.path === '' ? '' : ` ${this.path}:`;
    return new PosternError('PLAN_INVALID', `${place}:${path} ${message}`, { details: { line, column: col } });
  }

  /** @param keys  those that may stand here; a stranger is refused, so that no line of a plan is silently without effect */
  object(keys: readonly string[]): (key: string) => PlanNode | undefined {
    const node = this.#node;
    if (!isMap(node)) throw this.fault(`expected an object with ${keys.join(', ')}, got ${this.#kind()}`);
    const found = new Map<string, PlanNode>();
    for (const { key, value } of node.items) {
      const at = this.#child(key as Node, this.path);
      const name = isScalar(key) ? String(key.value) : '';
      if (!keys.includes(name)) throw at.fault(`unknown key ${name}; expected ${keys.join(', ')}`);
      found.set(name, this.#child(value as Node | null, this.path === '' ? name : `${this.path}.${name}`));
    }
    return (key) => found.get(key);
  }

  list(): PlanNode[] {
    const node = this.#node;
    if (!isSeq(node)) throw this.fault(`expected a list, got ${this.#kind()}`);
    return node.items.map((item, i) => this.#child(item as Node | null, `${this.path}[${i}]`));
  }

  text(): string {
    if (isScalar(this.#node) && typeof this.#node.value === 'string') return this.#node.value;
    throw this.fault(`expected a text, got ${this.#kind()}`);
  }

  flag(): boolean {
    if (isScalar(this.#node) && typeof this.#node.value === 'boolean') return this.#node.value;
    throw this.fault(`expected true or false, got ${this.#kind()}`);
  }

  number(): number {
    if (isScalar(this.#node) && typeof this.#node.value === 'number') return this.#node.value;
    throw this.fault(`expected a number, got ${this.#kind()}`);
  }

  count(from: number, to: number): number {
    const value = this.number();
    if (Number.isInteger(value) && value >= from && value <= to) return value;
    throw this.fault(`expected a whole number from ${from} to ${to}, got ${value}`);
  }

  /** True for a text, false for anything else. */
  isText(): boolean {
    return isScalar(this.#node) && typeof this.#node.value === 'string';
  }

  #child(node: Node | null, path: string): PlanNode {
    return new PlanNode(node, path, this.#file, this.#lines, this.#offset);
  }

  #kind(): string {
    const node = this.#node;
    if (isMap(node)) return 'an object';
    if (isSeq(node)) return 'a list';
    if (!isScalar(node) || node.value === null) return 'nothing';
    return typeof node.value === 'string' ? `"${node.value.slice(0, 40)}"` : String(node.value).slice(0, 40);
  }
}

/** @throws PosternError PLAN_INVALID with the place of what is no YAML */
export function openPlanText(text: string, file: string): PlanNode {
  const lines = new LineCounter();
  // aliases would let one line stand in many places, which a message could not name
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const root = new PlanNode(document.contents, '', file, lines, 0);
  const [error] = document.errors;
  if (error === undefined) return root;
  const { line, col } = lines.linePos(error.pos[0]);
  throw new PosternError('PLAN_INVALID', `${file}:${line}:${col}: ${error.message.replaceAll(/\s+/g, ' ')}`);
}
