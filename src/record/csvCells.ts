/** One row of CSV as text cells, by RFC 4180: the plain twin of the core's CSV scan. */

export type CsvCells = { readonly cells: readonly string[] } | { readonly fault: string };

/**
 * Split one row. `text` holds the whole row; a line end after it (LF, CRLF or the CR of one) is dropped. A quoted cell starts and
 * ends with a quote, its own quotes doubled; a quote anywhere else is a fault, named for the `got` of a row error.
 */
export function splitCsvRow(text: string): CsvCells {
  const row = text.replace(/\r?\n?$/, '');
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    let end: number;
    if (row[at] === '"') {
      const close = closingQuote(row, at + 1);
      if (close < 0) return { fault: `a quote that is not closed, in cell ${cells.length + 1}` };
      end = close + 1;
      if (end < row.length && row[end] !== ',')
        return { fault: `text after a closing quote, in cell ${cells.length + 1}` };
      cells.push(row.slice(at + 1, close).replaceAll('""', '"'));
    } else {
      const comma = row.indexOf(',', at);
      end = comma < 0 ? row.length : comma;
      const cell = row.slice(at, end);
      if (cell.includes('"')) return { fault: `a quote inside a cell without quotes, in cell ${cells.length + 1}` };
      if (cell.includes('\n')) return { fault: `a line feed outside quotes, in cell ${cells.length + 1}` };
      cells.push(cell);
    }
    if (end === row.length) return { cells };
    at = end + 1;
  }
}

/** Index of the first quote from `at` on that is not doubled, or -1. */
function closingQuote(row: string, at: number): number {
  for (let quote = row.indexOf('"', at); quote >= 0; quote = row.indexOf('"', quote + 2)) {
    if (row[quote + 1] !== '"') return quote;
  }
  return -1;
}
