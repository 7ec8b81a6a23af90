// The elements of each domain for one tile: rows, and items of the rows that have no status. A row with a status reads
// as one that holds nothing, since its spans are not to be trusted.

import {
  CAPACITY_CONTENTS,
  CAPACITY_EVENTS,
  CAPACITY_ROWS,
  CAPACITY_WALLETS,
  DOMAIN_CONTENTS,
  DOMAIN_EVENTS,
  DOMAIN_ROWS,
  DOMAIN_WALLETS,
  NUM_DOMAINS,
  ROW_NUMS,
  ROW_NUMS_END,
  SCRATCH_ABSENT_ROW,
  SCRATCH_ADDRESSES,
  SCRATCH_COUNTS,
  SCRATCH_DOMAINS,
  SCRATCH_LIVE,
  SCRATCH_OWNERS,
  SCRATCH_RANGES,
  SCRATCH_VALID,
} from '../generated/rules';
import {
  EVENT_BYTES,
  LINE_BYTES,
  ROW_BYTES,
  ROW_EVENTS_FIRST,
  ROW_LINES_FIRST,
  ROW_STATUS,
  ROW_WALLETS_FIRST,
  WALLET_BYTES,
} from '../generated/record';
import { TILE_EVENTS, TILE_LINES, TILE_NUM_ROWS, TILE_ROWS as TILE_ROW_TABLE, TILE_WALLETS } from '../generated/tile';
import { capacityOf, maskBytesOf } from './capacity';
import { addressesOf, liveOf, ownersOf, rangesOf, tileOf } from './sheet';
import { setBit } from './masks';

const CAPACITY_ALL: usize = CAPACITY_ROWS + CAPACITY_CONTENTS + CAPACITY_WALLETS + CAPACITY_EVENTS;
const OWNERS: usize = SCRATCH_DOMAINS + CAPACITY_ALL * 4;
const RANGES: usize = OWNERS + CAPACITY_ALL * 2;
const RANGE_BYTES: usize = CAPACITY_ROWS * 8;
const LIVE: usize = RANGES + <usize>NUM_DOMAINS * RANGE_BYTES;
const VALID: usize = LIVE + CAPACITY_ALL / 8;

/** Lays the arrays of the sheet and fills those of the tile. */
export function enterTile(sheet: usize): void {
  let before: usize = 0;
  for (let domain: u32 = 0; domain < NUM_DOMAINS; domain++) {
    const word = sheet + (<usize>domain << 2);
    store<u32>(word, <u32>(sheet + SCRATCH_DOMAINS + before * 4), SCRATCH_ADDRESSES);
    store<u32>(word, <u32>(sheet + OWNERS + before * 2), SCRATCH_OWNERS);
    store<u32>(word, <u32>(sheet + RANGES + <usize>domain * RANGE_BYTES), SCRATCH_RANGES);
    store<u32>(word, <u32>(sheet + LIVE + before / 8), SCRATCH_LIVE);
    before += <usize>capacityOf(domain);
  }
  store<u32>(sheet, <u32>(sheet + VALID), SCRATCH_VALID);
  enterRows(sheet);
  const tile = tileOf(sheet);
  enterItems(sheet, DOMAIN_CONTENTS, ROW_LINES_FIRST, <usize>load<u32>(tile, TILE_LINES), LINE_BYTES);
  enterItems(sheet, DOMAIN_WALLETS, ROW_WALLETS_FIRST, <usize>load<u32>(tile, TILE_WALLETS), WALLET_BYTES);
  enterItems(sheet, DOMAIN_EVENTS, ROW_EVENTS_FIRST, <usize>load<u32>(tile, TILE_EVENTS), EVENT_BYTES);
}

function enterRows(sheet: usize): void {
  const tile = tileOf(sheet);
  const numRows = load<u32>(tile, TILE_NUM_ROWS);
  const addresses = addressesOf(sheet, DOMAIN_ROWS);
  const owners = ownersOf(sheet, DOMAIN_ROWS);
  const valid = sheet + VALID;
  const absent = sheet + SCRATCH_ABSENT_ROW;
  memory.fill(valid, 0, maskBytesOf(DOMAIN_ROWS));
  let row = <usize>load<u32>(tile, TILE_ROW_TABLE);
  let hasAbsent = false;
  for (let r: u32 = 0; r < numRows; r++, row += ROW_BYTES) {
    const isValid = load<u32>(row, ROW_STATUS) == 0;
    store<u32>(addresses + (<usize>r << 2), <u32>(isValid ? row : absent));
    store<u16>(owners + (<usize>r << 1), <u16>r);
    if (isValid) setBit(valid, r);
    else hasAbsent = true;
  }
  if (hasAbsent) {
    memory.fill(absent, 0, ROW_BYTES);
    for (let at: usize = ROW_NUMS; at < ROW_NUMS_END; at += 8) store<f64>(absent + at, f64.NaN);
  }
  finishDomain(sheet, DOMAIN_ROWS, numRows);
}

/** Items of the valid rows, without gaps. */
function enterItems(sheet: usize, domain: u32, pair: usize, table: usize, itemBytes: usize): void {
  const numRows = load<u32>(sheet + (DOMAIN_ROWS << 2), SCRATCH_COUNTS);
  const rows = addressesOf(sheet, DOMAIN_ROWS);
  const addresses = addressesOf(sheet, domain);
  const owners = ownersOf(sheet, domain);
  const ranges = rangesOf(sheet, domain);
  const most = capacityOf(domain);
  let next: u32 = 0;
  for (let r: u32 = 0; r < numRows; r++) {
    const row = <usize>load<u32>(rows + (<usize>r << 2));
    const count = load<u32>(row + pair, 4);
    const range = ranges + (<usize>r << 3);
    store<u32>(range, next);
    store<u32>(range, count, 4);
    let item = table + <usize>load<u32>(row + pair) * itemBytes;
    // the scan holds the tile to this
    if (next + count > most) unreachable();
    for (let i: u32 = 0; i < count; i++, next++, item += itemBytes) {
      store<u32>(addresses + (<usize>next << 2), <u32>item);
      store<u16>(owners + (<usize>next << 1), <u16>r);
    }
  }
  finishDomain(sheet, domain, next);
}

function finishDomain(sheet: usize, domain: u32, count: u32): void {
  store<u32>(sheet + (<usize>domain << 2), count, SCRATCH_COUNTS);
  const live = liveOf(sheet, domain);
  const bytes = maskBytesOf(domain);
  memory.fill(live, 0, bytes);
  memory.fill(live, 0xff, <usize>count >> 3);
  if (count & 7) store<u8>(live + (<usize>count >> 3), <u8>(((<u32>1) << (count & 7)) - 1));
}
