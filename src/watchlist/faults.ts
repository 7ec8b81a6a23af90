/** What an import refuses or leaves out: values with a place and a count, never a silent loss. */

/** A row that was refused. Never quotes the row: lists hold people's data. */
export type Fault = {
  readonly file: string;
  /** Line on which the row or element begins, from 1; null where the format has none. */
  readonly line: number | null;
  /** JSON pointer into the record of that line, where one holds many things. */
  readonly at?: string;
  readonly reason: string;
};

export function faultText(fault: Fault): string {
  return `${placeText(fault)}: ${fault.reason}`;
}

export function placeText({ file, line, at }: Omit<Fault, 'reason'>): string {
  return `${file}${line === null ? '' : `:${line}`}${at === undefined ? '' : ` ${at}`}`;
}

/** Texts that are told apart: files may make up as many as they have rows. */
const MOST_TEXTS = 2000;

/** How often each text was told. */
export class Tally {
  readonly #counts = new Map<string, number>();

  add(what: string, count = 1): void {
    const known = this.#counts.has(what) || this.#counts.size < MOST_TEXTS ? what : 'others';
    this.#counts.set(known, (this.#counts.get(known) ?? 0) + count);
  }

  /** Most frequent first, equal ones by name. */
  sorted(): [what: string, count: number][] {
    return [...this.#counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  }

  toJSON(): Record<string, number> {
    return Object.fromEntries(this.sorted());
  }
}
