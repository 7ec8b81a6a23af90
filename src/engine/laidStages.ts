/** The core with one slot and reference tables in memory: what the first stages need, without a bundle. */
import { defaultLimits } from '../contract/limits.ts';
import type { CoreExports } from '../core/exports.ts';
import type { CoreMemory } from '../core/memory.ts';
import { layRegions, type Regions, reserveMemory, type SlotRegion } from '../core/regions.ts';
import { tileWords } from '../core/tile.ts';
import { layTile, type TileViews, viewTile } from '../core/tileControl.ts';
import { compileCore, instantiateCore } from '../core/wasm.ts';
import { featureTable } from '../features/table.ts';

export type LaidStages = {
  readonly core: CoreExports;
  readonly memory: CoreMemory;
  readonly regions: Regions;
  readonly slot: SlotRegion;
  readonly views: TileViews;
};

/**
 * @param slotBytes  most bytes of input at once
 * @param reference  compiled reference tables (features/compileReference)
 */
export function layStages(slotBytes: number, reference: Uint8Array): LaidStages {
  const regions = layRegions({
    numSlots: 1,
    slotBytes,
    bundleBytes: reference.length,
    maxRowBytes: defaultLimits.rowBytes,
    numFeatures: featureTable.length,
  });
  const memory = reserveMemory(regions);
  const core = instantiateCore(compileCore(), memory);
  const [slot] = regions.slots;
  layTile(memory, slot.scratch, defaultLimits);
  new Uint8Array(memory.buffer).set(reference, regions.bundles[0]);
  const views = viewTile(memory, slot.scratch);
  views.words[tileWords.reference >> 2] = regions.bundles[0];
  return { core, memory, regions, slot, views };
}
