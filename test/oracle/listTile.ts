/** Rows through scan, check and match, as the pipeline does it, and the hits and signals that they leave, to the bit. */
import { defaultLimits } from '../../src/contract/limits.ts';
import type { Signals } from '../../src/contract/signals.ts';
import { listWords } from '../../src/core/listStage.ts';
import { layRegions, reserveMemory } from '../../src/core/regions.ts';
import { tileWords } from '../../src/core/tile.ts';
import { layTile, viewTile } from '../../src/core/tileControl.ts';
import { type Build, compileCore, instantiateCore } from '../../src/core/wasm.ts';
import { createMatchStage } from '../../src/engine/lists/matchStage.ts';
import { openLists } from '../../src/engine/lists/openLists.ts';
import { createHitReader, type ListHit } from '../../src/engine/lists/rowHits.ts';
import { featureTable } from '../../src/features/table.ts';

export type MatchedRow = { readonly hits: ListHit[]; readonly signals: Signals };

export type ListTile = {
  /** @param generation another one forgets what was remembered */
  match(rows: Uint8Array, generation?: number): MatchedRow[];
  /** Parties matched and parties remembered since the start; their texts that were left out as known to be on no list. */
  counts(): { matched: number; remembered: number; unlisted: number };
};

const DELTA_BYTES = 1 << 20;

export function listTile(index: Uint8Array, build: Build = 'simd', delta?: Uint8Array): ListTile {
  const opened = openLists(index, delta);
  if (opened === null) throw new Error('expected lists');
  const regions = layRegions({
    numSlots: 1,
    slotBytes: 8 << 20,
    bundleBytes: index.length,
    maxRowBytes: defaultLimits.rowBytes,
    numFeatures: featureTable.length,
    listScratchBytes: opened.base.scratch.bytes,
    listDeltaScratchBytes: opened.delta?.scratch.bytes ?? 0,
    listDeltaBytes: delta === undefined ? 0 : Math.max(delta.length, DELTA_BYTES),
  });
  const memory = reserveMemory(regions);
  const core = instantiateCore(compileCore(build), memory);
  const [slot] = regions.slots;
  layTile(memory, slot.scratch, defaultLimits);
  const place = (bytes: Uint8Array, at: number): Uint8Array => {
    const view = new Uint8Array(memory.buffer, at, bytes.length);
    view.set(bytes);
    return view;
  };
  const base = place(index, regions.bundles[0]);
  const lists = openLists(base, delta && place(delta, regions.listDeltas[0]));
  const views = viewTile(memory, slot.scratch);
  const stage = createMatchStage(core, memory, slot, views, defaultLimits);
  const reader = createHitReader(memory, slot.scratch);
  const stageWords = new Uint32Array(memory.buffer, slot.scratch.lists.stage, Object.keys(listWords).length);
  return {
    match: (rows, generation = 1) => {
      new Uint8Array(memory.buffer).set(rows, slot.input);
      views.words[tileWords.inputNext >> 2] = slot.input;
      views.words[tileWords.inputEnd >> 2] = slot.input + rows.length;
      stage.begin({ generation, from: 'ndjson' }, lists);
      const found: MatchedRow[] = [];
      while (views.words[tileWords.inputNext >> 2] < slot.input + rows.length) {
        const numRows = core.scanJson(slot.scratch.tile);
        if (numRows === 0) break;
        stage.match(numRows, core.checkRows(slot.scratch.tile));
        for (let row = 0; row < numRows; row++) {
          found.push({ hits: reader.hitsOf(row), signals: reader.signalsOf(row) });
        }
      }
      return found;
    },
    counts: () => ({
      matched: stageWords[listWords.numMatched >> 2],
      remembered: stageWords[listWords.numRemembered >> 2],
      unlisted: stageWords[listWords.numUnlisted >> 2],
    }),
  };
}
