/**
 * Gathers the chunks of a body into batches of up to a slot's size. A batch is handed on early when the sender
 * pauses, so that a slow conversation gets its answers row by row and a fast one in large tasks.
 */
export type Gathered = { readonly chunks: readonly Uint8Array[]; readonly numBytes: number; readonly last: boolean };

const PAUSE_MS = 5;

/** Batches of at most `capacity()` bytes (asked anew for each batch); the final one has `last` set, and may be empty. */
export async function* gather(source: AsyncIterable<Uint8Array>, capacity: () => number): AsyncGenerator<Gathered> {
  const reader = source[Symbol.asyncIterator]();
  let surplus: Uint8Array | undefined;
  let reading: Promise<IteratorResult<Uint8Array>> | undefined;
  try {
    for (;;) {
      const room = capacity();
      const chunks: Uint8Array[] = [];
      let numBytes = 0;
      let last = false;
      while (numBytes < room) {
        let chunk = surplus;
        surplus = undefined;
        if (!chunk) {
          reading ??= reader.next();
          const read = numBytes === 0 ? await reading : await orPause(reading);
          if (read === undefined) break;
          reading = undefined;
          if (read.done) {
            last = true;
            break;
          }
          chunk = read.value;
        }
        const take = chunk.subarray(0, room - numBytes);
        if (take.length < chunk.length) surplus = chunk.subarray(take.length);
        chunks.push(take);
        numBytes += take.length;
      }
      yield { chunks, numBytes, last };
      if (last) return;
    }
  } finally {
    await reader.return?.();
  }
}

async function orPause<T>(promise: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const pause = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, PAUSE_MS, undefined);
  });
  try {
    return await Promise.race([promise, pause]);
  } finally {
    clearTimeout(timer);
  }
}
