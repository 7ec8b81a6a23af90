/** The worker thread: one core instance on the shared memory, one function that runs a task. */
import { getPriority, setPriority } from 'node:os';
import { workerData } from 'node:worker_threads';
import type { Limits } from '../contract/limits.ts';
import type { CoreMemory, CoreModule } from '../core/memory.ts';
import type { Regions } from '../core/regions.ts';
import { instantiateCore } from '../core/wasm.ts';
import { type OpenBundle, openBundle } from '../engine/bundle/openBundle.ts';
import { createPipeline } from '../engine/pipeline.ts';
import type { Task, TaskResult } from '../engine/task.ts';

/** Module and memory arrive by reference, the rest is a plain copy. */
export type WorkerSetup = {
  readonly module: CoreModule;
  readonly memory: CoreMemory;
  readonly regions: Regions;
  readonly limits: Limits;
};

const { module, memory, regions, limits } = workerData as WorkerSetup;
const pipeline = createPipeline(instantiateCore(module, memory), memory, regions, limits);

/**
 * Where there are as many workers as processors, the thread that serves must not wait for its turn behind them. On
 * Linux priority belongs to a thread; elsewhere it would lower the whole process. Never raised, as in a process that
 * was started with `nice`: an ordinary user may not, and the worker would die of it.
 */
const WORKER_NICENESS = 5;
if (process.platform === 'linux' && getPriority() < WORKER_NICENESS) setPriority(WORKER_NICENESS);

let generation = 0;
let bundle: OpenBundle | undefined;

/** Bundles were checked when they were brought in; a worker only lays views over the one its task names. */
function bundleOf(task: Task): OpenBundle {
  if (bundle === undefined || generation !== task.generation) {
    bundle = openBundle(new Uint8Array(memory.buffer, task.bundle, task.bundleBytes), {
      trustedKeys: {},
      check: false,
      hash: task.bundleHash,
      ...(task.listDeltaBytes > 0 && {
        listDelta: new Uint8Array(memory.buffer, task.listDelta, task.listDeltaBytes),
      }),
    });
    generation = task.generation;
  }
  return bundle;
}

export default function runTask(task: Task): TaskResult {
  return pipeline.run(task, bundleOf(task));
}
