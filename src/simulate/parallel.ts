/**
 * The same mail from several threads. Every thread draws every parcel, because each begins where the random numbers of
 * the one before it ended; what they share out is the writing of rows, half of the work.
 */
import { on } from 'node:events';
import { Worker } from 'node:worker_threads';
import { ROWS_A_CHUNK } from './mail.ts';
import type { FilledSimulateOptions } from './options.ts';
import type { WorkerOrder, WrittenChunk } from './mailWorker.ts';

/** Chunks of about 300 kB that a thread may be ahead of its reader. */
const CHUNKS_AHEAD = 12;

type Thread = {
  readonly worker: Worker;
  readonly messages: AsyncIterator<readonly [WrittenChunk]>;
  /** How many more chunks the thread may send. */
  readonly credits: Int32Array<SharedArrayBuffer>;
};

/** Chunks in order, the same bytes as from `simulateMail`. Threads end with the last chunk, or when the reader leaves. */
export async function* simulateInParallel(
  options: FilledSimulateOptions,
  numThreads: number,
): AsyncGenerator<WrittenChunk, void, undefined> {
  const threads = Array.from({ length: numThreads }, (_, index) => startThread(options, index, numThreads));
  const numChunks = Math.ceil(options.parcels / ROWS_A_CHUNK);
  try {
    for (let number = 0; number < numChunks; number++) {
      const { messages, credits } = threads[number % numThreads] as Thread;
      const { value } = await messages.next();
      yield (value as readonly [WrittenChunk])[0];
      Atomics.add(credits, 0, 1);
      Atomics.notify(credits, 0);
    }
  } finally {
    await Promise.all(threads.map(({ worker }) => worker.terminate()));
  }
}

function startThread(options: FilledSimulateOptions, index: number, of: number): Thread {
  const credits = new Int32Array(new SharedArrayBuffer(4));
  credits[0] = CHUNKS_AHEAD;
  const order: WorkerOrder = { options, part: { index, of }, credits };
  const worker = new Worker(workerUrl(), { workerData: order });
  return { worker, messages: on(worker, 'message') as AsyncIterator<readonly [WrittenChunk]>, credits };
}

/** Node 20 runs no TypeScript in workers: from source, the compiled worker is used. */
function workerUrl(): URL {
  const fromSource = import.meta.url.endsWith('.ts');
  return new URL(fromSource ? '../../dist/src/simulate/mailWorker.js' : './mailWorker.js', import.meta.url);
}
