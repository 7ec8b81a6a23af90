/**
 * Rows of CSV (RFC 4180) out of lines. A cell in quotes may hold newlines; a quote that never closes costs its own
 * row only: reading goes on at the next line. A line is looked at once for each row that might reach over it, so a
 * file of quotes that never close takes a bounded time as well.
 */
import { type ByteLine, LINE_BYTES, readLine } from './byteLines.ts';

export type CsvRow =
  | { readonly line: number; readonly cells: readonly string[] }
  | { readonly line: number; readonly fault: string };

/** A row in quotes goes over at most so many lines. */
const MOST_LINES = 64;
const SUBSTITUTE = '\x1a';

type Line = { readonly line: number; readonly read: { readonly text: string } | { readonly fault: string } };

export async function* csvRows(lines: AsyncIterable<ByteLine>, separator = ','): AsyncGenerator<CsvRow> {
  /** Read ahead; each is decoded once. */
  const waiting: Line[] = [];
  const source = lines[Symbol.asyncIterator]();
  const at = async (place: number): Promise<Line | undefined> => {
    if (waiting[place] === undefined) {
      const { done, value } = await source.next();
      if (done === true) return undefined;
      waiting.push({ line: value.line, read: readLine(value) });
    }
    return waiting[place];
  };
  for (let first = await at(0); first !== undefined; first = await at(0)) {
    const { line, read } = first;
    if ('fault' in read) {
      waiting.shift();
      yield { line, fault: read.fault };
      continue;
    }
    // DOS programs end a file with this byte; csv readers see a last row in it
    if (read.text.trim() === '' || read.text === SUBSTITUTE) {
      waiting.shift();
      continue;
    }
    const row = new RowParser(separator);
    let state = row.add(withoutReturn(read.text));
    let numUsed = 1;
    let length = read.text.length;
    while (state === 'open' && numUsed <= MOST_LINES && length < LINE_BYTES) {
      const more = (await at(numUsed))?.read;
      if (more === undefined || 'fault' in more) break;
      length += more.text.length;
      state = row.add(withoutReturn(more.text));
      numUsed++;
    }
    waiting.splice(0, state === 'whole' ? numUsed : 1);
    if (state === 'whole') yield { line, cells: row.cells };
    else yield { line, fault: state === 'open' ? 'a quote is never closed' : 'text follows a closing quote' };
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}

/** Goes on where it was: in a quoted cell that the lines before it opened. */
class RowParser {
  readonly cells: string[] = [];
  readonly #separator: string;
  #quoted: string[] | null = null;

  constructor(separator: string) {
    this.#separator = separator;
  }

  /** @returns 'open': the row goes on in the next line; 'text': something follows a closing quote */
  add(line: string): 'whole' | 'open' | 'text' {
    let at = 0;
    if (this.#quoted !== null) {
      this.#quoted.push('\n');
      at = this.#readQuoted(line, 0);
      if (at < 0) return 'open';
      if (at === line.length) return 'whole';
      if (line[at] !== this.#separator) return 'text';
      at++;
    }
    for (;;) {
      if (line[at] !== '"') {
        const end = line.indexOf(this.#separator, at);
        this.cells.push(line.slice(at, end < 0 ? line.length : end));
        if (end < 0) return 'whole';
        at = end + 1;
        continue;
      }
      this.#quoted = [];
      at = this.#readQuoted(line, at + 1);
      if (at < 0) return 'open';
      if (at === line.length) return 'whole';
      if (line[at] !== this.#separator) return 'text';
      at++;
    }
  }

  /** @returns the place after the closing quote, below 0 where the line has none */
  #readQuoted(line: string, start: number): number {
    const parts = this.#quoted as string[];
    let from = start;
    for (;;) {
      const close = line.indexOf('"', from);
      if (close < 0) {
        parts.push(line.slice(from));
        return -1;
      }
      if (line[close + 1] !== '"') {
        this.cells.push(parts.join('') + line.slice(from, close));
        this.#quoted = null;
        return close + 1;
      }
      parts.push(line.slice(from, close + 1));
      from = close + 2;
    }
  }
}
