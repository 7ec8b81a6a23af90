/** Parcels against lists and nothing else: what the match stage finds of each. Offline work, in a memory of its own. */
import { defaultLimits } from '../../contract/limits.ts';
import type { Signals } from '../../contract/signals.ts';
import { tileWords } from '../../core/tile.ts';
import { layStages } from '../laidStages.ts';
import { createMatchStage } from './matchStage.ts';
import { openLists, type OpenLists } from './openLists.ts';
import { createHitReader, type ListHit } from './rowHits.ts';

export type MatchedRow = { readonly hits: readonly ListHit[]; readonly signals: Signals };
export type ListScreen = {
  readonly lists: OpenLists;
  /**
   * What is found of each row, in order; nothing of rows that are no parcels.
   * @param rows  NDJSON, each row ended, at most LIST_SCREEN_BYTES
   */
  match(rows: Uint8Array): MatchedRow[];
};

export const LIST_SCREEN_BYTES: number = 4 << 20;

/**
 * @param index  of lists (watchlist/index)
 * @param delta  of what was changed since
 * @throws PosternError BUNDLE_* where they are none
 */
export function openListScreen(index: Uint8Array, delta?: Uint8Array): ListScreen {
  const given = openLists(index, delta);
  const { core, memory, regions, slot, views } = layStages(LIST_SCREEN_BYTES, index, {
    listScratchBytes: given?.base.scratch.bytes ?? 0,
    listDeltaScratchBytes: given?.delta?.scratch.bytes ?? 0,
    listDeltaBytes: delta?.length ?? 0,
  });
  const place = (bytes: Uint8Array, at: number): Uint8Array => {
    const view = new Uint8Array(memory.buffer, at, bytes.length);
    view.set(bytes);
    return view;
  };
  const lists = openLists(place(index, regions.bundles[0]), delta && place(delta, regions.listDeltas[0]));
  if (lists === null) throw new RangeError('expected an index of lists, got no bytes');
  const { tile } = slot.scratch;
  const stage = createMatchStage(core, memory, slot, views, defaultLimits);
  const reader = createHitReader(memory, slot.scratch);
  stage.begin({ generation: 1, from: 'ndjson' }, lists);
  return {
    lists,
    match: (rows) => {
      if (rows.length > slot.inputBytes) throw new RangeError(`expected ${slot.inputBytes} bytes, got ${rows.length}`);
      new Uint8Array(memory.buffer).set(rows, slot.input);
      views.words[tileWords.inputNext >> 2] = slot.input;
      views.words[tileWords.inputEnd >> 2] = slot.input + rows.length;
      const found: MatchedRow[] = [];
      for (let numRows = core.scanJson(tile); numRows > 0; numRows = core.scanJson(tile)) {
        stage.match(numRows, core.checkRows(tile));
        for (let row = 0; row < numRows; row++) {
          found.push({ hits: reader.hitsOf(row), signals: reader.signalsOf(row) });
        }
      }
      return found;
    },
  };
}
