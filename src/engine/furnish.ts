/** Puts a screener together: memory, slots, bundle, pipeline of this thread, and an executor for batches. */
import type { RecordingHost } from '../contract/host.ts';
import type { CoreMemory, CoreModule } from '../core/memory.ts';
import { type RegionOptions, type Regions, layRegions, reserveMemory } from '../core/regions.ts';
import { vectorScorerBytes } from '../core/scoreVectors.ts';
import { layTile } from '../core/tileControl.ts';
import { instantiateCore } from '../core/wasm.ts';
import { featureTable } from '../features/table.ts';
import { allModels, type OpenBundle, openBundle } from './bundle/openBundle.ts';
import { BundleShelf } from './bundleShelf.ts';
import { Desk } from './desk.ts';
import { layListKeys } from './lists/listKeys.ts';
import { Inline } from './inline.ts';
import type { FilledOptions } from './options.ts';
import { createPipeline, type Pipeline } from './pipeline.ts';
import { LocalScreener } from './screener.ts';
import { requireReadable } from './requireReadable.ts';
import { SlotRing } from './slots.ts';
import type { Executor } from './task.ts';
import { Totals } from './totals.ts';
import { VectorScoring } from './vectorScoring.ts';

/** What an executor may build on. */
export type Furniture = {
  readonly module: CoreModule;
  readonly memory: CoreMemory;
  readonly regions: Regions;
  readonly pipeline: Pipeline;
  readonly shelf: BundleShelf;
};

const LEAST_LIST_SCRATCH_BYTES = 16 << 20;
const LEAST_LIST_DELTA_BYTES = 16 << 20;

/** For these lists and larger ones that may be swapped in; what is not used takes no memory. */
function listRoom({ lists, manifest }: OpenBundle): Partial<RegionOptions> {
  const listBytes = manifest.sections.find(({ name }) => name === 'lists')?.bytes ?? 0;
  const scratchBytes = Math.max(LEAST_LIST_SCRATCH_BYTES, 2 * (lists?.base.scratch.bytes ?? 0));
  return {
    listScratchBytes: scratchBytes,
    listDeltaScratchBytes: Math.max(LEAST_LIST_SCRATCH_BYTES, scratchBytes / 4),
    listDeltaBytes: Math.max(LEAST_LIST_DELTA_BYTES, Math.ceil(listBytes / 8)),
  };
}

/** @throws BUNDLE_* when the bundle is refused */
export function furnish(
  options: FilledOptions,
  numSlots: number,
  module: CoreModule,
  createExecutor: (furniture: Furniture) => Executor,
): RecordingHost {
  const { limits, slotBytes, bundleBytes, maxBodies, tier, explainTop, trustedKeys, listKeys, onWorkerError } = options;
  const bundle = openBundle(options.bundle, { trustedKeys, check: true });
  requireReadable(bundle, tier);
  // the last slot is the calling thread's own
  const regions = layRegions({
    numSlots: numSlots + 1,
    slotBytes,
    bundleBytes,
    vectorsBytes: Math.max(...allModels(bundle).map(({ forest }) => vectorScorerBytes(forest))),
    maxRowBytes: limits.rowBytes,
    numFeatures: featureTable.length,
    ...listRoom(bundle),
  });
  const memory = reserveMemory(regions);
  const core = instantiateCore(module, memory);
  for (const slot of regions.slots) layTile(memory, slot.scratch, limits);
  layListKeys(core, memory, regions, listKeys);
  const shelf = new BundleShelf(memory, regions, trustedKeys, listKeys?.check ?? null);
  const pipeline = createPipeline(core, memory, regions, limits);
  const totals = new Totals(memory, regions);
  const slots = new SlotRing(Array.from({ length: numSlots }, (_, slot) => slot));
  const inline = new Inline({ core, memory, regions, shelf, pipeline, totals, slot: numSlots, explainTop, limits });
  const scoring = new VectorScoring({ core, memory, regions, shelf });
  // before threads start: nothing is left running when the bundle is refused
  shelf.put(options.bundle, bundle, (open) => scoring.selfTest(open));
  if (options.patch !== undefined) shelf.patch(options.patch);
  const executor = createExecutor({ module, memory, regions, pipeline, shelf });
  const desk = new Desk({
    core,
    memory,
    regions,
    limits,
    slots,
    shelf,
    executor,
    pipeline,
    totals,
    maxBodies,
    tier,
    explainTop,
    onWorkerError,
  });
  return new LocalScreener(desk, inline, scoring);
}
