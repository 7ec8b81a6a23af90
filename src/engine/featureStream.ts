/**
 * Parcels to feature rows: the first three stages alone, for training. What a model learns from is what the engine
 * computes, to the bit. Offline work: one thread, its own memory.
 */
import { defaultLimits } from '../contract/limits.ts';
import type { Format } from '../contract/formats.ts';
import { layRegions, reserveMemory } from '../core/regions.ts';
import { tileWords } from '../core/tile.ts';
import { layTile, viewTile } from '../core/tileControl.ts';
import { compileCore, instantiateCore } from '../core/wasm.ts';
import { featureTable } from '../features/table.ts';
import { Body } from './body.ts';
import { openCsv } from './csvBody.ts';
import { gather } from './gather.ts';

const SLOT_BYTES = 4 << 20;

/** One tile's rows: feature `f` of row `r` is `columns[f * stride + r]`; NaN is missing. Valid until the next tile. */
export type FeatureTile = {
  readonly numRows: number;
  readonly columns: Float32Array;
  readonly stride: number;
  /** Rows that could not be read; their features are all missing, so that rows stay in step with the input. */
  readonly numFlagged: number;
};

/**
 * @param reference  compiled reference tables (features/compileReference)
 * @throws BODY_INVALID
 */
export async function* featureTiles(
  source: AsyncIterable<Uint8Array>,
  from: Format,
  reference: Uint8Array,
): AsyncGenerator<FeatureTile> {
  const regions = layRegions({
    numSlots: 1,
    slotBytes: SLOT_BYTES,
    bundleBytes: reference.length,
    maxRowBytes: defaultLimits.rowBytes,
    numFeatures: featureTable.length,
  });
  const memory = reserveMemory(regions);
  const core = instantiateCore(compileCore(), memory);
  const [slot] = regions.slots;
  const { tile, columnBytes } = slot.scratch;
  layTile(memory, slot.scratch, defaultLimits);
  new Uint8Array(memory.buffer).set(reference, regions.bundles[0]);
  const { words, features } = viewTile(memory, slot.scratch);
  words[tileWords.reference >> 2] = regions.bundles[0];
  words[tileWords.csvPlan >> 2] = slot.csvPlan;

  const scan = { ndjson: core.scanJson, json: core.scanJson, msgpack: core.scanMsgpack, csv: core.scanCsv }[from];
  const csv = from === 'csv' ? await openCsv(source, defaultLimits.rowBytes) : undefined;
  csv?.layPlan(memory, slot);
  const body = new Body(from, core, memory, regions);
  for await (const batch of gather(csv?.rest ?? source, () => body.room(slot.inputBytes))) {
    const cut = body.lay(slot, batch.chunks, batch.last);
    words[tileWords.inputNext >> 2] = slot.input + cut.from;
    words[tileWords.inputEnd >> 2] = slot.input + cut.to;
    while (words[tileWords.inputNext >> 2] < slot.input + cut.to) {
      const numRows = scan(tile);
      if (numRows === 0) break;
      const numFlagged = core.checkRows(tile);
      core.writeFeatures(tile);
      yield { numRows, columns: features, stride: columnBytes / 4, numFlagged };
    }
  }
}
