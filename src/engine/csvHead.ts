/** The header row of a CSV body, taken off the front of its bytes; the rest flows on unchanged. */
import { PosternError } from '../contract/errors.ts';

export type CsvHead = { readonly header: Uint8Array; readonly rest: AsyncIterable<Uint8Array> };

const QUOTE = 34;
const NEWLINE = 10;

/** @throws BODY_INVALID when the first row is longer than `maxBytes`. An empty body has an empty header. */
export async function readCsvHead(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<CsvHead> {
  const reader = source[Symbol.asyncIterator]();
  let seen: Uint8Array = new Uint8Array(0);
  for (;;) {
    const read = await reader.next();
    if (read.done) return { header: seen, rest: follow(undefined, reader) };
    const searched = seen.length;
    seen = searched === 0 ? read.value : Buffer.concat([seen, read.value]);
    const end = endOfFirstRow(seen);
    if (end >= 0) return { header: seen.subarray(0, end), rest: follow(seen.subarray(end + 1), reader) };
    if (seen.length > maxBytes) {
      throw new PosternError(
        'BODY_INVALID',
        `expected a CSV header of at most ${maxBytes} bytes, got a longer first row`,
      );
    }
  }
}

function endOfFirstRow(bytes: Uint8Array): number {
  let quoted = false;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] === QUOTE) quoted = !quoted;
    else if (bytes[at] === NEWLINE && !quoted) return at;
  }
  return -1;
}

async function* follow(
  first: Uint8Array | undefined,
  reader: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    if (first && first.length > 0) yield first;
    for (let read = await reader.next(); !read.done; read = await reader.next()) yield read.value;
  } finally {
    await reader.return?.();
  }
}
