/**
 * The tables that the scanners work with: known keys and learned literals, derived from the field table and the record
 * layout. The scanner writes to them, so every worker has a copy.
 */
import { writeContexts } from './contextTables.ts';
import * as at from './scanLayout.ts';
import { placeImage, type TableImage, TableWriter } from './tableImage.ts';

const NUM_POWERS = 23;

function buildTables(): TableImage {
  const table = new TableWriter();
  table.take(at.FRAME_BYTES);
  for (let i = 0; i < NUM_POWERS; i++) table.double(at.FRAME_POWERS_OF_TEN + i * 8, Number(`1e${i}`));
  table.address(at.FRAME_ROOT, writeContexts(table));
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
