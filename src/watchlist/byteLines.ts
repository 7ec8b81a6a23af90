/**
 * Lines out of chunks of bytes, in bounded memory: a line over the limit is passed over as it streams and told as
 * too long, however long it is.
 */
export type ByteLine = {
  /** From 1. */
  readonly line: number;
  /** Without the newline; null where the line is over the limit. */
  readonly bytes: Uint8Array | null;
};

export const LINE_BYTES: number = 1 << 20;
const NEWLINE = 10;

export async function* byteLines(
  chunks: AsyncIterable<Uint8Array>,
  limitBytes: number = LINE_BYTES,
): AsyncGenerator<ByteLine> {
  let line = 1;
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let isTooLong = false;
  const hold = (part: Uint8Array): void => {
    if (isTooLong || part.length === 0) return;
    heldBytes += part.length;
    if (heldBytes > limitBytes) {
      isTooLong = true;
      held = [];
    } else {
      // copied: the chunk's memory may be used again by whoever gave it
      held.push(part.slice());
    }
  };
  const take = (): ByteLine => {
    const taken = { line, bytes: isTooLong ? null : joined(held, heldBytes) };
    line++;
    held = [];
    heldBytes = 0;
    isTooLong = false;
    return taken;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      hold(chunk.subarray(start, end));
      yield take();
      start = end + 1;
    }
    hold(chunk.subarray(start));
  }
  if (heldBytes > 0) yield take();
}

function joined(parts: readonly Uint8Array[], numBytes: number): Uint8Array {
  if (parts.length === 1) return parts[0];
  const all = new Uint8Array(numBytes);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const strictDecoder = new TextDecoder('utf-8', { fatal: true });

/** @returns null where the bytes are not UTF-8. A byte order mark is dropped. */
export function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return null;
  }
}

/**
 * The text of a line or of what else is read at once, or why it cannot be read.
 * @param what it is called in the refusal
 */
export function readText(bytes: Uint8Array, what: string): { readonly text: string } | { readonly fault: string } {
  if (bytes.includes(0)) return { fault: `the ${what} holds a NUL byte` };
  const text = decodeUtf8(bytes);
  return text === null ? { fault: `the ${what} is not UTF-8` } : { text };
}

export function readLine({ bytes }: ByteLine): { readonly text: string } | { readonly fault: string } {
  return bytes === null ? { fault: `the line is longer than ${LINE_BYTES} bytes` } : readText(bytes, 'line');
}
