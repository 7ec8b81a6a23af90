// How far an entry counts that its source is not sure of. Plain twin: `weightOf` of src/watchlist/corroboration.ts.

import { CORROBORATION_SURE_FROM } from '../../generated/listStage';
import {
  ENTRIES_CONFIDENCE,
  ENTRIES_RECORD_BYTES,
  ENTRIES_RECORDS,
  LISTS_PART_CORROBORATION,
  LISTS_PART_ENTRIES,
} from '../../generated/lists';
import { TILE_LIST_DELTA, TILE_LISTS } from '../../generated/tile';
import { isNumber, partOf } from '../liveEntries';

/** The table of the changes, where they bring one of their own. */
export function corroborationOf(tile: usize): usize {
  const changed = partOf(<usize>load<u32>(tile, TILE_LIST_DELTA), LISTS_PART_CORROBORATION);
  return changed ? changed : partOf(<usize>load<u32>(tile, TILE_LISTS), LISTS_PART_CORROBORATION);
}

/** What a hit's score is multiplied by: 1 for sure entries, and for those whose source does not say. */
export function weightOf(tile: usize, entry: u32, isDelta: bool): f64 {
  const table = corroborationOf(tile);
  const entries = partOf(<usize>load<u32>(tile + (isDelta ? TILE_LIST_DELTA : TILE_LISTS)), LISTS_PART_ENTRIES);
  if (table == 0 || entries == 0) return 1;
  const record = entries + <usize>load<u32>(entries, ENTRIES_RECORDS) + <usize>entry * ENTRIES_RECORD_BYTES;
  const confidence = load<f64>(record, ENTRIES_CONFIDENCE);
  const sureFrom = load<f64>(table, CORROBORATION_SURE_FROM);
  return isNumber(confidence) && confidence < sureFrom ? confidence / sureFrom : 1;
}
