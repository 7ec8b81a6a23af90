/** A pool of worker threads on one shared memory. */
import { availableParallelism } from 'node:os';
import type { RecordingHost } from '../contract/host.ts';
import { compileCore } from '../core/wasm.ts';
import { type Furniture, furnish } from '../engine/furnish.ts';
import { type EngineOptions, fillOptions, type FilledOptions } from '../engine/options.ts';
import type { Executor, TaskResult } from '../engine/task.ts';
import type { WorkerSetup } from './worker.ts';

export type PoolOptions = EngineOptions & {
  /** Worker threads; one a processor unless given. */
  numWorkers?: number;
};

/** A worker has one task under way and the next one waiting, so it never idles while this thread is busy. */
const TASKS_PER_WORKER = 2;

/** Screen on worker threads. This thread only moves bytes; single parcels are screened on it, without a queue. */
export function createPool(options: PoolOptions = {}): RecordingHost {
  const numWorkers = options.numWorkers ?? availableParallelism();
  if (!Number.isInteger(numWorkers) || numWorkers < 1) {
    throw new RangeError(`expected numWorkers to be an integer of 1 or more, got ${String(numWorkers)}`);
  }
  const numSlots = numWorkers * TASKS_PER_WORKER + 1;
  const filled = fillOptions(options);
  return furnish(filled, numSlots, compileCore(), (furniture) =>
    createThreads(furniture, filled, numWorkers, numSlots),
  );
}

function createThreads(
  { module, memory, regions }: Furniture,
  { limits }: FilledOptions,
  numWorkers: number,
  numSlots: number,
): Executor {
  const setup: WorkerSetup = { module, memory, regions, limits };
  // loading it takes a third of a start, which an engine, made by the same file, should not wait for
  const pool = import('piscina').then(
    ({ Piscina }) =>
      new Piscina<unknown, TaskResult>({
        filename: workerUrl().href,
        minThreads: numWorkers,
        maxThreads: numWorkers,
        idleTimeout: Number.POSITIVE_INFINITY,
        concurrentTasksPerWorker: TASKS_PER_WORKER,
        // as many tasks as slots can exist, so the queue cannot fill
        maxQueue: numSlots,
        workerData: setup,
      }),
  );
  return {
    run: async (task) => (await pool).run(task),
    close: async () => (await pool).close(),
  };
}

/** Node 20 runs no TypeScript in workers: from source, the compiled worker is used. */
function workerUrl(): URL {
  const fromSource = import.meta.url.endsWith('.ts');
  return new URL(fromSource ? '../../dist/src/workers/worker.js' : './worker.js', import.meta.url);
}
