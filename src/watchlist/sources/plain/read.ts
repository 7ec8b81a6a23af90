/** Plain CSV with or without a header, or NDJSON: rows of named texts. */
import { byteLines } from '../../byteLines.ts';
import { csvRows } from '../../csvRows.ts';
import { jsonLines } from '../../json/jsonLines.ts';
import type { Mapping } from '../mapping.ts';
import type { SourceFile } from '../source.ts';

export type PlainRow =
  | {
      readonly line: number;
      readonly cells: ReadonlyMap<string, readonly string[]>;
      /** Values that are neither text nor number, by the key they stand under. */
      readonly left?: readonly string[];
    }
  /** The names of a table's columns; rows of JSON say theirs one by one. */
  | { readonly line: number; readonly names: readonly string[] }
  | { readonly line: number; readonly fault: string };

/** No line holds it: the whole line is one cell. */
const NO_SEPARATOR = '\0';

export function readPlain(file: SourceFile, mapping: Mapping): AsyncGenerator<PlainRow> {
  return file.start.trimStart().startsWith('{') ? jsonRows(file) : tableRows(file, mapping);
}

async function* jsonRows(file: SourceFile): AsyncGenerator<PlainRow> {
  for await (const record of jsonLines(file.open())) {
    if ('fault' in record) yield record;
    else {
      const pairs = Object.entries(record.value);
      yield {
        line: record.line,
        cells: new Map(pairs.map(([key, value]) => [key, textsOf(value)])),
        left: pairs.flatMap(([key, value]) => (isTold(value) ? [] : [key])),
      };
    }
  }
}

async function* tableRows(file: SourceFile, { hasHeader, columns }: Mapping): AsyncGenerator<PlainRow> {
  const [first] = file.start.split('\n', 1);
  const isOneCell = !hasHeader && columns.size === 1 && columns.has('1');
  const [most] = [',', ';', '\t'].sort((a, b) => first.split(b).length - first.split(a).length);
  const separator = isOneCell ? NO_SEPARATOR : most;
  let names: readonly string[] | null = null;
  for await (const row of csvRows(byteLines(file.open()), separator)) {
    const { line } = row;
    if ('fault' in row) yield row;
    else if (names === null) {
      names = row.cells.map((name, i) => (hasHeader ? name.trim() : String(i + 1)));
      yield { line, names };
      if (!hasHeader) yield { line, cells: cellsByName(names, row.cells) };
    } else if (row.cells.length !== names.length)
      yield { line, fault: `expected ${names.length} columns, got ${row.cells.length}` };
    else yield { line, cells: cellsByName(names, row.cells) };
  }
}

/** Two columns may have one name; both are meant. */
function cellsByName(names: readonly string[], cells: readonly string[]): Map<string, string[]> {
  const byName = new Map<string, string[]>();
  names.forEach((name, i) => {
    const found = byName.get(name);
    if (found) found.push(cells[i]);
    else byName.set(name, [cells[i]]);
  });
  return byName;
}

function isTold(value: unknown): boolean {
  const items = Array.isArray(value) ? value : [value];
  return items.every((item) => item === null || typeof item === 'string' || typeof item === 'number');
}

function textsOf(value: unknown): string[] {
  const items = Array.isArray(value) ? value : [value];
  return items.flatMap((item) => (typeof item === 'string' || typeof item === 'number' ? [String(item)] : []));
}
