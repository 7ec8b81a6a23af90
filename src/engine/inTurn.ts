/** Reading and answering take turns: whichever is ready first, answers oldest first. */
import { abortError } from './slots.ts';

export type Turn<Batch, Answer> = { readonly batch: Batch } | { readonly answer: Answer };

/**
 * Batches as they come and, between them, the results of `inFlight`, which the caller pushes to while iterating.
 * Nothing more is read while `most` results are outstanding. @throws ABORTED
 */
export async function* inTurn<Batch, Answer>(
  batches: AsyncGenerator<Batch>,
  inFlight: Promise<Answer>[],
  most: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Turn<Batch, Answer>> {
  const aborted = abortion(signal);
  let reading: Promise<IteratorResult<Batch>> | undefined = batches.next();
  try {
    for (;;) {
      const waits: Promise<'read' | 'answer'>[] = [];
      if (inFlight.length > 0) waits.push(settled(inFlight[0], 'answer'));
      if (reading && inFlight.length < most) waits.push(settled(reading, 'read'));
      if (waits.length === 0) return;
      if ((await Promise.race([...waits, aborted.promise])) === 'answer') {
        const oldest = inFlight.shift() as Promise<Answer>;
        yield { answer: await oldest };
        continue;
      }
      const read: IteratorResult<Batch> = await (reading as Promise<IteratorResult<Batch>>);
      if (read.done) {
        reading = undefined;
        continue;
      }
      yield { batch: read.value };
      reading = batches.next();
    }
  } finally {
    aborted.dispose();
    // a read that is still waiting for a slow sender must not hold up the end
    if (reading)
      reading.then(
        () => undefined,
        () => undefined,
      );
    void batches.return(undefined).catch(() => undefined);
  }
}

function settled<Word>(promise: Promise<unknown>, word: Word): Promise<Word> {
  return promise.then(
    () => word,
    () => word,
  );
}

function abortion(signal: AbortSignal | undefined): { promise: Promise<never>; dispose: () => void } {
  let onAbort: () => void = () => undefined;
  const promise = new Promise<never>((_, reject) => {
    onAbort = (): void => reject(abortError(signal));
    if (signal?.aborted) onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });
  });
  promise.catch(() => undefined);
  return { promise, dispose: () => signal?.removeEventListener('abort', onAbort) };
}
