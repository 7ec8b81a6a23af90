/**
 * Rows of CSV (RFC 4180) out of lines. A cell in quotes may hold newlines; a quote that never closes costs its own
 * row only: reading goes on at the next line.
 */
import { type ByteLine, decodeUtf8, LINE_BYTES } from './byteLines.ts';

export type CsvRow =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly fault: string };

/** A row in quotes goes over at most so many lines. */
const MOST_LINES = 64;
const SUBSTITUTE = '\x1a';

export async function* csvRows(lines: AsyncIterable<ByteLine>, separator = ','): AsyncGenerator<CsvRow> {
  const waiting: ByteLine[] = [];
  const source = lines[Symbol.asyncIterator]();
  const next = async (): Promise<ByteLine | undefined> => {
    const { done, value } = await source.next();
    return done === true ? undefined : value;
  };
  for (;;) {
    const first = waiting.shift() ?? (await next());
    if (first === undefined) return;
    const text = textOf(first);
    if (text.fault !== undefined) {
      yield { line: first.line, fault: text.fault };
      continue;
    }
    // DOS programs end a file with this byte; csv readers see a last row in it
    if (text.line.trim() === '' || text.line === SUBSTITUTE) continue;
    const used: ByteLine[] = [];
    let row = text.line;
    let cells = splitRow(row, separator);
    while (cells === 'open' && used.length < MOST_LINES && row.length < LINE_BYTES) {
      const more = waiting[used.length] ?? (await next());
      if (more === undefined) break;
      if (waiting[used.length] === undefined) waiting.push(more);
      used.push(more);
      const added = textOf(more);
      if (added.fault !== undefined) break;
      row += `\n${added.line}`;
      cells = splitRow(row, separator);
    }
    if (typeof cells !== 'string') {
      waiting.splice(0, used.length);
      yield { line: first.line, cells };
    } else {
      yield { line: first.line, fault: cells === 'open' ? 'a quote is never closed' : 'text follows a closing quote' };
    }
  }
}

function textOf({ bytes }: ByteLine): { line: string; fault?: undefined } | { fault: string } {
  if (bytes === null) return { fault: `the line is longer than ${LINE_BYTES} bytes` };
  const line = decodeUtf8(bytes);
  if (line === null) return { fault: 'the line is not UTF-8' };
  return { line: line.endsWith('\r') ? line.slice(0, -1) : line };
}

/** @returns the cells, or why there are none: a quote is still open, or text follows a closing quote. */
function splitRow(row: string, separator: string): readonly string[] | 'open' | 'text' {
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    if (row[at] !== '"') {
      const end = row.indexOf(separator, at);
      if (end < 0) return [...cells, row.slice(at)];
      cells.push(row.slice(at, end));
      at = end + 1;
      continue;
    }
    let cell = '';
    let from = at + 1;
    let close = row.indexOf('"', from);
    while (close >= 0 && row[close + 1] === '"') {
      cell += row.slice(from, close + 1);
      from = close + 2;
      close = row.indexOf('"', from);
    }
    if (close < 0) return 'open';
    cells.push(cell + row.slice(from, close));
    at = close + 1;
    if (at >= row.length) return cells;
    if (row[at] !== separator) return 'text';
    at++;
  }
}
