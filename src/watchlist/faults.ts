/** What an import refuses or leaves out: values with a place and a count, never a silent loss. */

/** A row that was refused. Never quotes the row: lists hold people's data. */
export type Fault = {
  readonly file: string;
  /** Line on which the row or element begins, from 1; null where the format has none. */
  readonly line: number | null;
  readonly reason: string;
};

export function faultText({ file, line, reason }: Fault): string {
  return `${file}${line === null ? '' : `:${line}`}: ${reason}`;
}

/** How often each text was told. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(what: string, count = 1): void {
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + count);
  }

  /** Most frequent first, equal ones by name. */
  sorted(): [what: string, count: number][] {
    return [...this.#counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  }

  toJSON(): Record<string, number> {
    return Object.fromEntries(this.sorted());
  }
}
