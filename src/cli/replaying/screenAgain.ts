/** Kept rows screened once more by the ordinary parallel stream, beside the lines that the log has for them. */
import type { RecordingHost } from '../../contract/host.ts';
import type { RecordingOrder } from '../../contract/recording.ts';
import { linesOf } from '../../log/readEntries.ts';
import type { LoggedRow, Piece } from './joinRows.ts';
import type { LoggedSettings } from './loggedLines.ts';

export type Again = {
  readonly logged: LoggedRow;
  readonly piece: Piece;
  /** The line that a log would get now. */
  readonly line: Buffer;
  /** The officers' answer now, as NDJSON without its newline. */
  readonly answer: Buffer;
};

export type HostFor = (settings: LoggedSettings) => Promise<RecordingHost>;

/** Rows in the order of the log, some at a time. One stream serves as many pieces in a row as have the same day, format and settings. */
export async function* screenAgain(pieces: AsyncGenerator<Piece>, hostFor: HostFor): AsyncGenerator<Again[]> {
  let next = await pieces.next();
  while (!next.done) {
    const first = next.value;
    const kind = kindOf(first);
    const host = await hostFor(first.settings);
    const waiting: { piece: Piece; logged: LoggedRow }[] = [];
    async function* rowsOfRun(): AsyncGenerator<Uint8Array> {
      if (first.format === 'csv') yield Buffer.from(`${(first.columns ?? []).map(cell).join(',')}\n`);
      for (; !next.done && kindOf(next.value) === kind; next = await pieces.next()) {
        const piece = next.value;
        for (const logged of piece.rows) waiting.push({ piece, logged });
        yield encodeRows(piece);
      }
    }
    const order: RecordingOrder = { at: 0, itemKey: first.keys.item, inputKey: first.keys.input, keepRows: false };
    const options = { from: first.format, to: 'ndjson', tier: 'officer' } as const;
    for await (const { answers, recorded } of host.screenRecorded(rowsOfRun(), () => order, options)) {
      const texts = linesOf(Buffer.concat(answers));
      const rows: Again[] = [];
      for (const { lines } of recorded) {
        for (const line of linesOf(viewOf(lines))) {
          const { piece, logged } = waiting[rows.length] as (typeof waiting)[number];
          rows.push({ piece, logged, line, answer: (texts.next().value as Buffer).subarray(0, -1) });
        }
      }
      waiting.splice(0, rows.length);
      yield rows;
    }
  }
}

const kindOf = ({ day, format, columns, settings }: Piece): string =>
  JSON.stringify([day, format, columns ?? null, settings]);

function encodeRows({ format, rows }: Piece): Uint8Array {
  const end = format === 'msgpack' ? 0 : 1;
  const bytes = Buffer.allocUnsafe(rows.reduce((sum, { row }) => sum + row.length + end, 0));
  let at = 0;
  for (const { row } of rows) {
    bytes.set(row, at);
    at += row.length;
    if (end > 0) bytes[at++] = 0x0a;
  }
  return bytes;
}

function cell(name: string): string {
  return /[",\r\n]/.test(name) ? `"${name.replaceAll('"', '""')}"` : name;
}

function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
