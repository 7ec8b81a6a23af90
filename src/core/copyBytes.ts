/**
 * Copies into and out of shared memory at the machine's own speed. Typed arrays copy to or from shared memory word by
 * word, or byte by byte where the two sides lie differently: a third to a tenth of what one memory copy does, which is
 * how Buffer fills a range with bytes as long as itself (nodejs/node src/node_buffer.cc, Fill).
 */

/** Lay all of `from` into `to`, beginning at `at`. There must be room. */
export function copyBytes(from: Uint8Array, to: Buffer, at: number): void {
  // an empty filling is refused
  if (from.length > 0) to.fill(from, at, at + from.length);
}

/** Bytes of its own, not cleared before they are copied. */
export function bytesOf(from: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafeSlow(from.length);
  copyBytes(from, bytes, 0);
  return bytes;
}
