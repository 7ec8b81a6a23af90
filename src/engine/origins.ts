/** Where a row's parcel comes from and which day it is judged by, read from its struct: what waivers are looked up by. */
import type { CoreMemory } from '../core/memory.ts';
import { recordLayout } from '../core/recordLayout.ts';
import type { ScratchRegion } from '../core/regions.ts';
import { TILE_ROWS } from '../core/tile.ts';
import type { Origins } from '../policy/decider.ts';
import { parcelDay } from '../policy/waivers.ts';

const ROW_BYTES = recordLayout.row.bytes;

export function viewOrigins(memory: CoreMemory, { rows }: ScratchRegion): Origins {
  const view = new DataView(memory.buffer, rows, TILE_ROWS * ROW_BYTES);
  const country = offsetOf('sender.country', 'code');
  const receivedAt = offsetOf('aedReceivedAt', 'num');
  const postingDay = offsetOf('postingDate', 'num');
  return {
    originOf: (row) => view.getUint16(row * ROW_BYTES + country, true),
    dayOf: (row) =>
      parcelDay(
        view.getFloat64(row * ROW_BYTES + receivedAt, true),
        view.getFloat64(row * ROW_BYTES + postingDay, true),
      ),
  };
}

function offsetOf(path: string, kind: 'code' | 'num'): number {
  const offset = recordLayout.row.leaves.find((leaf) => leaf.path === path)?.[kind];
  if (offset === undefined) throw new RangeError(`expected a row to hold ${path} as ${kind}`);
  return offset;
}
