/**
 * What the machine itself gives a second thread: integer arithmetic in registers, no memory, nothing shared. No engine
 * can gain more from a second worker than this; on machines that lend out parts of processors it may be nothing.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { BenchCase } from '../case.ts';

const STEPS = 40_000_000;

/** The same everywhere, and written down twice so that the thread needs no file. */
function arithmetic(steps: number): number {
  let x = 1;
  for (let i = 0; i < steps; i++) x = (Math.imul(x, 1664525) + 1013904223) | 0;
  return x;
}
const threadSource = `
  const { parentPort } = require('node:worker_threads');
  ${arithmetic.toString()}
  parentPort.on('message', (steps) => parentPort.postMessage(arithmetic(steps)));
`;

export const threadsCase: BenchCase = {
  name: 'threads',
  unit: 'steps',
  best: true,
  about: 'the machine alone: plain arithmetic in two threads, beside one; what a second worker can add at best',
  prepare: async () => {
    const threads = [0, 1].map(() => new Worker(threadSource, { eval: true }));
    const run = async (thread: Worker, steps: number): Promise<number> => {
      const answer = once(thread, 'message');
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread has no origin
      thread.postMessage(steps);
      return (await answer)[0] as number;
    };
    return {
      numUnits: 2 * STEPS,
      ours: () => Promise.all(threads.map((thread) => run(thread, STEPS))),
      peers: { '1 thread': () => run(threads[0], 2 * STEPS) },
      check: async () => {
        const expected = arithmetic(1000);
        const got = await Promise.all(threads.map((thread) => run(thread, 1000)));
        if (got.some((x) => x !== expected)) throw new Error('the threads computed something else');
      },
      close: async () => {
        await Promise.all(threads.map((thread) => thread.terminate()));
      },
    };
  },
};
