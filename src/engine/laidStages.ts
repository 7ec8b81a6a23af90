/** The core with one slot and one section of a bundle in memory: what single stages need. */
import { defaultLimits } from '../contract/limits.ts';
import type { CoreExports } from '../core/exports.ts';
import type { CoreMemory } from '../core/memory.ts';
import { layRegions, type RegionOptions, type Regions, reserveMemory, type SlotRegion } from '../core/regions.ts';
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
 * @param section    where a bundle would lie: compiled reference tables (features/compileReference) or a list index
 * @param room       further memory
 */
export function layStages(
  slotBytes: number,
  section: Uint8Array,
  room: Pick<RegionOptions, 'listScratchBytes' | 'listDeltaScratchBytes' | 'listDeltaBytes'> = {},
): LaidStages {
  const regions = layRegions({
    numSlots: 1,
    slotBytes,
    bundleBytes: section.length,
    maxRowBytes: defaultLimits.rowBytes,
    numFeatures: featureTable.length,
    ...room,
  });
  const memory = reserveMemory(regions);
  const core = instantiateCore(compileCore(), memory);
  const [slot] = regions.slots;
  layTile(memory, slot.scratch, defaultLimits);
  new Uint8Array(memory.buffer).set(section, regions.bundles[0]);
  const views = viewTile(memory, slot.scratch);
  views.words[tileWords.reference >> 2] = regions.bundles[0];
  return { core, memory, regions, slot, views };
}
