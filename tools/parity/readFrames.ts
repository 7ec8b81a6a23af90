/**
 * What a generator of models writes to its standard output, one frame after another: the length of a JSON head as
 * little-endian u32, the head, and the parts that the head gives the lengths of. tools/parity/stream.py is the writer.
 */
import type { Readable } from 'node:stream';

export type Head =
  | { readonly kind: 'about'; readonly versions: Readonly<Record<string, string>> }
  /** Part: the model's file. Rows of it follow. */
  | { readonly kind: 'model'; readonly name: string; readonly options: Readonly<Record<string, unknown>> }
  /** Parts: rows f64, row-major; raw margins f64, [row][output]; leaves i32 of the first rows, [row][tree]. */
  | { readonly kind: 'rows'; readonly numRows: number; readonly numOutputs: number; readonly numTrees: number };

export type Frame = { readonly head: Head; readonly parts: readonly ArrayBuffer[] };

/** @throws Error when the stream ends within a frame. */
export async function* readFrames(source: Readable): AsyncGenerator<Frame> {
  const take = createTaker(source);
  for (let length = await take(4); length !== null; length = await take(4)) {
    const head = await take(new DataView(length).getUint32(0, true));
    if (head === null) throw new Error('the stream of models ended within a frame');
    const { parts: lengths, ...rest } = JSON.parse(new TextDecoder().decode(head)) as Head & { parts: number[] };
    const parts: ArrayBuffer[] = [];
    for (const bytes of lengths) {
      const part = await take(bytes);
      if (part === null) throw new Error('the stream of models ended within a frame');
      parts.push(part);
    }
    yield { head: rest, parts };
  }
}

/** Takes exactly so many bytes; null when the stream has ended before the first of them. */
function createTaker(source: Readable): (numBytes: number) => Promise<ArrayBuffer | null> {
  const chunks = source[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  let rest: Uint8Array = new Uint8Array(0);
  return async (numBytes) => {
    const taken = new Uint8Array(numBytes);
    for (let have = 0; have < numBytes; ) {
      if (rest.length === 0) {
        const next = await chunks.next();
        if (next.done !== true) rest = next.value;
        else if (have === 0) return null;
        else throw new Error('the stream of models ended within a frame');
      }
      const piece = rest.subarray(0, numBytes - have);
      taken.set(piece, have);
      have += piece.length;
      rest = rest.subarray(piece.length);
    }
    return taken.buffer;
  };
}
