/** Bodies that stream: an iterable of bytes as a request body, and an answer's body as an iterable. */

/** A body that reads its source only as fast as it is sent. */
export type StreamedBody = {
  readonly body: ReadableStream<Uint8Array>;
  /** What the source threw. */
  fault(): { readonly error: unknown } | undefined;
  /** Read no more, whatever still asks: fetch goes on asking for a while after it was aborted. */
  stop(): void;
};

export function streamedBody(source: AsyncIterable<Uint8Array>): StreamedBody {
  const iterator = source[Symbol.asyncIterator]();
  let fault: { readonly error: unknown } | undefined;
  let stopped = false;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          if (stopped) return controller.close();
          let next = await iterator.next();
          // an empty chunk says nothing and would end a chunked body in some clients
          while (!next.done && next.value.length === 0) next = await iterator.next();
          if (next.done || stopped) controller.close();
          else controller.enqueue(next.value);
        } catch (error) {
          fault = { error };
          controller.error(error);
        }
      },
      cancel: () => stop(),
    },
    { highWaterMark: 0 },
  );
  const stop = (): void => {
    if (stopped) return;
    stopped = true;
    void Promise.resolve(iterator.return?.()).catch(() => undefined);
  };
  return { body, fault: () => fault, stop };
}

/** The chunks of an answer. Leaving the loop early hangs up. */
export async function* chunksOf(response: Response): AsyncGenerator<Uint8Array> {
  if (response.body === null) return;
  const reader = response.body.getReader();
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        ended = true;
        return;
      }
      yield value;
    }
  } finally {
    if (!ended) await reader.cancel().catch(() => undefined);
  }
}
