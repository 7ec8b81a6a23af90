/** Parcels to checked rows in memory: the first two stages alone. Offline work: one thread, its own memory. */
import { defaultLimits } from '../contract/limits.ts';
import type { Format } from '../contract/formats.ts';
import { tileWords } from '../core/tile.ts';
import type { TileViews } from '../core/tileControl.ts';
import type { CoreExports } from '../core/exports.ts';
import { Body } from './body.ts';
import { openCsv } from './csvBody.ts';
import { gather } from './gather.ts';
import { layStages } from './laidStages.ts';

const SLOT_BYTES = 4 << 20;

/** One tile's rows. Valid until the next tile. */
export type ScannedTile = {
  readonly numRows: number;
  /** Rows that could not be read. */
  readonly numFlagged: number;
  readonly views: TileViews;
  /** For further stages. */
  readonly core: CoreExports;
  readonly tile: number;
  /** Bytes of a column of features. */
  readonly columnBytes: number;
};

/**
 * @param reference  compiled reference tables (features/compileReference), for the stage of features
 * @throws BODY_INVALID
 */
export async function* scannedTiles(
  source: AsyncIterable<Uint8Array>,
  from: Format,
  reference: Uint8Array,
): AsyncGenerator<ScannedTile> {
  const { core, memory, regions, slot, views } = layStages(SLOT_BYTES, reference);
  const { tile, columnBytes } = slot.scratch;
  const { words } = views;
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
      yield { numRows, numFlagged, views, core, tile, columnBytes };
    }
  }
}
