/**
 * OFAC's CSV files without a header: sdn.csv or cons_prim.csv, and beside them alt.csv, add.csv and the comments,
 * joined by the first column. `-0-` is null. The side files are held in memory; the main one streams.
 */
import { byteLines } from '../../byteLines.ts';
import { type CsvRow, csvRows } from '../../csvRows.ts';
import type { Fault } from '../../faults.ts';
import type { SourceFile } from '../source.ts';

export type Cells = readonly (string | null)[];
export type OfacRecord = {
  readonly file: string;
  readonly line: number;
  readonly main: Cells;
  readonly aliases: readonly Cells[];
  readonly addresses: readonly Cells[];
  /** What of the remarks did not fit, to be put directly behind them. */
  readonly comments: readonly Cells[];
};
export type OfacRole = 'main' | 'aliases' | 'addresses' | 'comments';

/** The columns of each file; alternatives where a column more or less is seen. */
const widths: Readonly<Record<OfacRole, number>> = { main: 12, aliases: 5, addresses: 6, comments: 2 };
/** Side rows held in memory at most: a hundred times the real lists. */
const MOST_SIDE_ROWS = 3_000_000;
const NULL_TEXT = /^-0-\s*$/;

/** By name and width of the first row: sdn, sdn_comments, alt, add, cons_prim, cons_alt, cons_add, cons_comments. */
export function ofacRole({ name, start }: SourceFile): OfacRole | null {
  if (!/^\d+,/.test(start)) return null;
  const base = name.toLowerCase().replace(/^.*[\\/]/, '');
  if (!base.endsWith('.csv')) return null;
  if (base.includes('comment')) return 'comments';
  if (/(^|_)alt\.csv$/.test(base)) return 'aliases';
  if (/(^|_)add\.csv$/.test(base)) return 'addresses';
  return /^(sdn|cons_prim)\.csv$/.test(base) ? 'main' : null;
}

export async function* readOfac(files: readonly SourceFile[]): AsyncGenerator<OfacRecord | { fault: Fault }> {
  const sides: Record<Exclude<OfacRole, 'main'>, Map<string, Side[]>> = {
    aliases: new Map(),
    addresses: new Map(),
    comments: new Map(),
  };
  const mains: SourceFile[] = [];
  let numSideRows = 0;
  for (const file of files) {
    const role = ofacRole(file);
    if (role === null || role === 'main') {
      mains.push(file);
      continue;
    }
    for await (const row of rowsOf(file, role)) {
      if ('fault' in row) {
        yield { fault: { file: file.name, line: row.line, reason: row.fault } };
      } else if (++numSideRows > MOST_SIDE_ROWS) {
        yield {
          fault: { file: file.name, line: row.line, reason: `more than ${MOST_SIDE_ROWS} rows beside the list` },
        };
      } else {
        const id = row.cells[0] as string;
        const found = sides[role].get(id);
        const side = { file: file.name, line: row.line, cells: row.cells };
        if (found) found.push(side);
        else sides[role].set(id, [side]);
      }
    }
  }
  const take = (role: Exclude<OfacRole, 'main'>, id: string): Cells[] => {
    const found = sides[role].get(id) ?? [];
    sides[role].delete(id);
    return found.map(({ cells }) => cells);
  };
  for (const file of mains) {
    for await (const row of rowsOf(file, 'main')) {
      if ('fault' in row) {
        yield { fault: { file: file.name, line: row.line, reason: row.fault } };
        continue;
      }
      const id = row.cells[0] as string;
      yield {
        file: file.name,
        line: row.line,
        main: row.cells,
        aliases: take('aliases', id),
        addresses: take('addresses', id),
        comments: take('comments', id),
      };
    }
  }
  // what joins nothing is told too
  for (const rows of Object.values(sides)) {
    for (const [, left] of rows) {
      for (const { file, line } of left) yield { fault: { file, line, reason: 'no entry of the list has this id' } };
    }
  }
}

type Side = { readonly file: string; readonly line: number; readonly cells: Cells };
type Row = { line: number; cells: Cells } | { line: number; fault: string };

async function* rowsOf(file: SourceFile, role: OfacRole): AsyncGenerator<Row> {
  for await (const row of csvRows(byteLines(file.open()))) yield 'fault' in row ? row : checked(row, role);
}

function checked({ line, cells }: Extract<CsvRow, { cells: unknown }>, role: OfacRole): Row {
  const width = widths[role];
  if (cells.length !== width) return { line, fault: `expected ${width} columns, got ${cells.length}` };
  if (!/^\d{1,12}$/.test(cells[0])) return { line, fault: 'the first column is no entry number' };
  return { line, cells: cells.map((cell) => (NULL_TEXT.test(cell) ? null : cell.trim())) };
}
