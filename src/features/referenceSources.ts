/** Reading the small source files of the reference tables, with errors that name the file and the row. */
import { PosternError } from '../contract/errors.ts';

/** The source files, in the order they are compiled. */
export const referenceFiles = [
  'lexicon.json',
  'precursors.csv',
  'hs.csv',
  'norms.csv',
  'rates.csv',
  'countries.csv',
] as const;

export type ReferenceFile = (typeof referenceFiles)[number];
/** Text of each source file. */
export type ReferenceSources = Readonly<Record<ReferenceFile, string>>;

/** One row of a source table; `fail` ends the build with an error that names file and line. */
export type SourceRow = {
  readonly cells: Readonly<Record<string, string>>;
  fail(column: string, expected: string): never;
  /** A finite number of at least `min`. */
  number(column: string, min: number): number;
  /** Parts of a cell that is separated by `|`; none when it is empty. */
  list(column: string): string[];
};

/** Rows of a table: a header line, cells separated by commas, no quotes, lines that begin with # are notes. */
export function readTable(file: ReferenceFile, text: string, columns: readonly string[]): SourceRow[] {
  const lines = text.split('\n').map((line, i) => ({ number: i + 1, text: line.trim() }));
  const [header, ...rows] = lines.filter((line) => line.text !== '' && !line.text.startsWith('#'));
  if (header?.text !== columns.join(','))
    throw invalid(file, header?.number ?? 1, `expected the header ${columns.join(',')}`);
  return rows.map((line) => sourceRow(file, line.number, line.text.split(','), columns));
}

/** A note of the form `# name: value` at the head of a table. */
export function readNote(text: string, name: string): string | undefined {
  const prefix = `# ${name}: `;
  return text
    .split('\n')
    .find((line) => line.startsWith(prefix))
    ?.slice(prefix.length)
    .trim();
}

/** The error of a source that does not hold what it should. */
export function invalid(file: ReferenceFile, line: number, message: string): PosternError {
  return new PosternError('BUNDLE_INVALID', `${file}, line ${line}: ${message}`);
}

function sourceRow(
  file: ReferenceFile,
  line: number,
  values: readonly string[],
  columns: readonly string[],
): SourceRow {
  if (values.length !== columns.length)
    throw invalid(file, line, `expected ${columns.length} cells, got ${values.length}`);
  const cells = Object.fromEntries(columns.map((column, i) => [column, values[i].trim()]));
  const fail = (column: string, expected: string): never => {
    throw invalid(file, line, `expected ${column} to be ${expected}, got "${cells[column]}"`);
  };
  return {
    cells,
    fail,
    number(column, min) {
      const value = Number(cells[column]);
      if (cells[column] === '' || !Number.isFinite(value) || value < min) fail(column, `a number of at least ${min}`);
      return value;
    },
    list: (column) => cells[column].split('|').filter((part) => part !== ''),
  };
}
