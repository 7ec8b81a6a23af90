/** A thread of `simulateInParallel`: writes its part of the mail, never further ahead than its credits. */
import { parentPort, workerData } from 'node:worker_threads';
import { labelsToCsv } from './labels.ts';
import { type MailPart, simulateMail } from './mail.ts';
import type { FilledSimulateOptions } from './options.ts';

export type WorkerOrder = {
  readonly options: FilledSimulateOptions;
  readonly part: MailPart;
  readonly credits: Int32Array<SharedArrayBuffer>;
};

/** Whole lines of NDJSON, and their labels as lines of CSV. */
export type WrittenChunk = { readonly ndjson: Uint8Array; readonly labels: string };

const { options, part, credits } = workerData as WorkerOrder;
for (const { ndjson, labels } of simulateMail(options, part)) {
  while (Atomics.load(credits, 0) === 0) Atomics.wait(credits, 0, 0);
  Atomics.sub(credits, 0, 1);
  const chunk: WrittenChunk = { ndjson, labels: labelsToCsv(labels) };
  parentPort?.postMessage(chunk, [ndjson.buffer]);
}
