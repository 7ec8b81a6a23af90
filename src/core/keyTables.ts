/**
 * The tables that the JSON scanner and the row checks work with: known keys, learned literals, limits and codes, all
 * derived from the field table and the record layout. The scanner writes to them, so every worker has a copy.
 */
import { writeChecks } from './checkTables.ts';
import { writeContexts } from './contextTables.ts';
import { recordLayout } from './recordLayout.ts';
import * as at from './scanLayout.ts';
import { placeImage, type TableImage, TableWriter } from './tableImage.ts';

const NUM_POWERS = 23;

function buildTables(): TableImage {
  const table = new TableWriter();
  table.take(at.FRAME_BYTES);
  for (let i = 0; i < NUM_POWERS; i++) table.double(at.FRAME_POWERS_OF_TEN + i * 8, Number(`1e${i}`));
  table.address(at.FRAME_ROOT, writeContexts(table));
  table.address(at.FRAME_ROW_CHECKS, writeChecks(table, recordLayout.row));
  table.address(at.FRAME_LINE_CHECKS, writeChecks(table, recordLayout.contents));
  table.address(at.FRAME_WALLET_CHECKS, writeChecks(table, recordLayout.wallets));
  table.address(at.FRAME_EVENT_CHECKS, writeChecks(table, recordLayout.events));
  return table.finish();
}

const image: TableImage = buildTables();

/** Room that one copy takes. */
export const KEY_TABLES_BYTES: number = image.bytes.length;

/**
 * Write a copy that has learned nothing yet.
 * @param memory  All of the core's memory.
 * @param address Where the copy goes, a multiple of 16; also what the tile's `keyTables` word must hold.
 */
export function writeKeyTables(memory: Uint8Array, address: number): void {
  placeImage(image, memory, address);
}
