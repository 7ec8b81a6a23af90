// The match stage: rows of a tile against the lists of the bundle. In two steps a portion, between which TypeScript
// folds what is not ASCII: `gatherLists` collects what is to be matched, `matchLists` leaves hits and signals.

import {
  LIST_HITS,
  LIST_NUM_HITS,
  LIST_ROW_HITS,
  LIST_ROW_PARTIES,
  LIST_ROW_TEXTS,
  LIST_TEXTS,
  PARTY_IS_RECIPIENT,
  PARTY_IS_SENDER,
  ROW_HIT_BYTES,
  TEXT_BYTES,
} from '../../generated/listStage';
import { NUM_AED_RECEIVED_AT, NUM_POSTING_DATE, ROW_BYTES, ROW_STATUS } from '../../generated/record';
import { STATUS_SLOW_NUMBER, TILE_LIST_STAGE, TILE_ROWS } from '../../generated/tile';
import { countAll, isKnownDay } from '../liveEntries';
import { corroborationOf } from './confidence';
import { clearSignals, fillSignals, writeSignals } from './corroborate';
import { matchedParty } from './partyHits';
import { addPartyHits, addTextHits, probeIdentifiers } from './rowHits';

const DAY_MS: f64 = 86400000;

/** Rows `[firstRow, endRow)`, which `gatherLists` has taken last. */
export function matchLists(tile: usize, firstRow: u32, endRow: u32): void {
  const stage = <usize>load<u32>(tile, TILE_LIST_STAGE);
  const rows = <usize>load<u32>(tile, TILE_ROWS);
  const table = corroborationOf(tile);
  if (firstRow == 0) store<u32>(stage, 0, LIST_NUM_HITS);
  fillSignals(tile, firstRow, endRow);
  probeIdentifiers(tile);
  for (let index = firstRow; index < endRow; index++) {
    const row = rows + <usize>index * ROW_BYTES;
    const range = <usize>load<u32>(stage, LIST_ROW_HITS) + (<usize>index << 3);
    const first = load<u32>(stage, LIST_NUM_HITS);
    store<u32>(range, first);
    store<u32>(range, 0, 4);
    if (load<u32>(row, ROW_STATUS) & ~STATUS_SLOW_NUMBER) {
      clearSignals(tile, index);
      continue;
    }
    matchRow(tile, stage, row, index);
    const count = load<u32>(range, 4);
    if (count) writeSignals(tile, index, table, <usize>load<u32>(stage, LIST_HITS) + <usize>first * ROW_HIT_BYTES, count);
  }
  countAll();
}

function matchRow(tile: usize, stage: usize, row: usize, index: u32): void {
  const day = dayOf(row);
  const parties = <usize>load<u32>(stage, LIST_ROW_PARTIES) + (<usize>index << 3);
  addPartyHits(tile, matchedParty(tile, <usize>load<u32>(parties), day), PARTY_IS_SENDER, index, day);
  addPartyHits(tile, matchedParty(tile, <usize>load<u32>(parties, 4), day), PARTY_IS_RECIPIENT, index, day);
  const range = <usize>load<u32>(stage, LIST_ROW_TEXTS) + (<usize>index << 3);
  const texts = <usize>load<u32>(stage, LIST_TEXTS) + <usize>load<u32>(range) * TEXT_BYTES;
  const numTexts = <usize>load<u32>(range, 4);
  for (let i: usize = 0; i < numTexts; i++) addTextHits(tile, texts + i * TEXT_BYTES, index, day);
}

/** The day that the parcel is judged by, as rules and waivers have it; NaN is unknown. */
function dayOf(row: usize): f64 {
  const receivedAt = load<f64>(row, NUM_AED_RECEIVED_AT);
  return isKnownDay(receivedAt) ? Math.floor(receivedAt / DAY_MS) : load<f64>(row, NUM_POSTING_DATE);
}
