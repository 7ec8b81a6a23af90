/** An engine on the calling thread. */
import type { RecordingHost } from '../contract/host.ts';
import { furnish } from './furnish.ts';
import { type EngineOptions, fillOptions } from './options.ts';
import { compileCore } from '../core/wasm.ts';

/** Slots of a single thread: one being screened, one being filled. */
const NUM_SLOTS = 2;

/** Screen on this thread. Calls are answered in order; a batch lets other work in between its tasks. */
export function createEngine(options: EngineOptions = {}): RecordingHost {
  return furnish(fillOptions(options), NUM_SLOTS, compileCore(), ({ pipeline, shelf }) => ({
    run: async (task) => pipeline.run(task, shelf.openOf(task.generation)),
    close: async () => undefined,
  }));
}
