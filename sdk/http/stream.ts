/** Bodies that stream: an iterable of bytes as a request body, and an answer's body as an iterable. */

/** A body that reads `source` only as fast as it is sent. What the source throws is kept in `fault`. */
export type StreamedBody = {
  readonly body: ReadableStream<Uint8Array>;
  fault(): { readonly error: unknown } | undefined;
};

export function streamedBody(source: AsyncIterable<Uint8Array>): StreamedBody {
  const iterator = source[Symbol.asyncIterator]();
  let fault: { readonly error: unknown } | undefined;
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          let next = await iterator.next();
          // an empty chunk says nothing and would end a chunked body in some clients
          while (!next.done && next.value.length === 0) next = await iterator.next();
          if (next.done) controller.close();
          else controller.enqueue(next.value);
        } catch (error) {
          fault = { error };
          controller.error(error);
        }
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
  return { body, fault: () => fault };
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
