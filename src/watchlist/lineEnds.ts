/** Files of old systems end their lines with a carriage return alone: it is made a newline, for lines to be found. */

const [RETURN, NEWLINE] = [13, 10];

/** @param start the first text of a file */
export function hasReturnsOnly(start: string): boolean {
  return start.includes('\r') && !start.includes('\n');
}

export async function* withNewlines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield chunk.map((byte) => (byte === RETURN ? NEWLINE : byte));
}
