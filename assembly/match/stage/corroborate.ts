// What the hits of a row come to: the signals that rules and features read. Plain twin: src/watchlist/corroboration.ts
// and test/oracle/plainLists.ts, the same sums in the same order.

import {
  CORROBORATION_ALONE,
  CORROBORATION_LEAST_GOODS,
  CORROBORATION_LEAST_IDENTIFIER,
  CORROBORATION_PLACES,
  CORROBORATION_STRENGTHS,
  PARTY_IS_RECIPIENT,
  PARTY_IS_SENDER,
  ROW_HIT_BYTES,
  ROW_HIT_DETAIL,
  ROW_HIT_ENTRY,
  ROW_HIT_IN_DELTA,
  ROW_HIT_PARTY,
  ROW_HIT_SCORE,
  SIGNAL_LIST_ADDRESS_SCORE,
  SIGNAL_LIST_IDENTIFIER_HITS,
  SIGNAL_LIST_NAME_SCORE,
  SIGNAL_LIST_PHRASE_HITS,
  SIGNAL_LIST_WALLET_HITS,
  SIGNAL_RECIPIENT_LIST_SCORE,
  SIGNAL_SENDER_LIST_SCORE,
} from '../../generated/listStage';
import {
  ATTRIBUTE_IS_ADDRESS,
  ATTRIBUTE_IS_CAS,
  ATTRIBUTE_IS_NAME,
  ATTRIBUTE_IS_PHRASE,
  ATTRIBUTE_IS_WALLET,
} from '../../generated/lists';
import { TILE_COLUMN_BYTES, TILE_SIGNALS } from '../../generated/tile';
import { wantsAddresses, wantsIdentifiers, wantsNames, wantsParties, wantsTexts } from './segments';

const ATTRIBUTE: u32 = 0xff;

/**
 * Of a row that has hits; others keep what `fillSignals` has left.
 * @param table  part `corroboration`
 */
export function writeSignals(tile: usize, row: u32, table: usize, hits: usize, count: u32): void {
  const least = load<f64>(table, CORROBORATION_LEAST_IDENTIFIER);
  const leastGoods = load<f64>(table, CORROBORATION_LEAST_GOODS);
  let name: f64 = 0;
  let address: f64 = 0;
  let numIdentifiers: u32 = 0;
  let numWallets: u32 = 0;
  let numPhrases: u32 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const hit = hits + <usize>i * ROW_HIT_BYTES;
    const attribute = load<u32>(hit, ROW_HIT_DETAIL) & ATTRIBUTE;
    const score = load<f64>(hit, ROW_HIT_SCORE);
    if (attribute == ATTRIBUTE_IS_NAME) name = score > name ? score : name;
    else if (attribute == ATTRIBUTE_IS_ADDRESS) address = score > address ? score : address;
    else if (attribute == ATTRIBUTE_IS_PHRASE || attribute == ATTRIBUTE_IS_CAS) {
      if (score >= leastGoods) numPhrases++;
    } else if (score >= least) {
      numIdentifiers++;
      if (attribute == ATTRIBUTE_IS_WALLET) numWallets++;
    }
  }
  const parties = wantsParties(tile) || wantsIdentifiers(tile);
  putSignal(tile, row, SIGNAL_LIST_NAME_SCORE, name, wantsNames(tile));
  putSignal(tile, row, SIGNAL_LIST_ADDRESS_SCORE, address, wantsAddresses(tile));
  putSignal(tile, row, SIGNAL_SENDER_LIST_SCORE, partyScore(table, hits, count, PARTY_IS_SENDER), parties);
  putSignal(tile, row, SIGNAL_RECIPIENT_LIST_SCORE, partyScore(table, hits, count, PARTY_IS_RECIPIENT), parties);
  putSignal(tile, row, SIGNAL_LIST_IDENTIFIER_HITS, <f64>numIdentifiers, wantsIdentifiers(tile));
  putSignal(tile, row, SIGNAL_LIST_WALLET_HITS, <f64>numWallets, wantsIdentifiers(tile));
  putSignal(tile, row, SIGNAL_LIST_PHRASE_HITS, <f64>numPhrases, wantsTexts(tile));
}

/** What most rows come to: nothing, as far as there are lists of the kind. */
export function fillSignals(tile: usize, firstRow: u32, endRow: u32): void {
  const parties = wantsParties(tile) || wantsIdentifiers(tile);
  fillSignal(tile, firstRow, endRow, SIGNAL_LIST_NAME_SCORE, wantsNames(tile));
  fillSignal(tile, firstRow, endRow, SIGNAL_LIST_ADDRESS_SCORE, wantsAddresses(tile));
  fillSignal(tile, firstRow, endRow, SIGNAL_SENDER_LIST_SCORE, parties);
  fillSignal(tile, firstRow, endRow, SIGNAL_RECIPIENT_LIST_SCORE, parties);
  fillSignal(tile, firstRow, endRow, SIGNAL_LIST_IDENTIFIER_HITS, wantsIdentifiers(tile));
  fillSignal(tile, firstRow, endRow, SIGNAL_LIST_WALLET_HITS, wantsIdentifiers(tile));
  fillSignal(tile, firstRow, endRow, SIGNAL_LIST_PHRASE_HITS, wantsTexts(tile));
}

function fillSignal(tile: usize, firstRow: u32, endRow: u32, column: usize, isKnown: bool): void {
  const start = columnAt(tile, column);
  const end = start + (<usize>endRow << 2);
  const value: f32 = isKnown ? 0 : f32.NaN;
  for (let at = start + (<usize>firstRow << 2); at < end; at += 4) store<f32>(at, value);
}

/** A row that comes to no decision, of which nothing is known. */
export function clearSignals(tile: usize, row: u32): void {
  fillSignal(tile, row, row + 1, SIGNAL_LIST_NAME_SCORE, false);
  fillSignal(tile, row, row + 1, SIGNAL_LIST_ADDRESS_SCORE, false);
  fillSignal(tile, row, row + 1, SIGNAL_SENDER_LIST_SCORE, false);
  fillSignal(tile, row, row + 1, SIGNAL_RECIPIENT_LIST_SCORE, false);
  fillSignal(tile, row, row + 1, SIGNAL_LIST_IDENTIFIER_HITS, false);
  fillSignal(tile, row, row + 1, SIGNAL_LIST_WALLET_HITS, false);
  fillSignal(tile, row, row + 1, SIGNAL_LIST_PHRASE_HITS, false);
}

@inline
function putSignal(tile: usize, row: u32, column: usize, value: f64, isKnown: bool): void {
  store<f32>(columnAt(tile, column) + (<usize>row << 2), isKnown ? <f32>value : f32.NaN);
}

@inline
function columnAt(tile: usize, column: usize): usize {
  return <usize>load<u32>(tile, TILE_SIGNALS) + column * <usize>load<u32>(tile, TILE_COLUMN_BYTES);
}

/** The best that any one entry comes to. */
function partyScore(table: usize, hits: usize, count: u32, whose: u32): f64 {
  let best: f64 = 0;
  for (let i: u32 = 0; i < count; i++) {
    const hit = hits + <usize>i * ROW_HIT_BYTES;
    if (load<u32>(hit, ROW_HIT_PARTY) != whose || isLater(hits, hit)) continue;
    const score = entryScore(table, hit, hits + <usize>count * ROW_HIT_BYTES);
    if (score > best) best = score;
  }
  return best;
}

/** Of an entry's attributes in their order: a row has one hit an attribute, so none counts twice. */
function entryScore(table: usize, first: usize, end: usize): f64 {
  let open: f64 = 1;
  let numFound: u32 = 0;
  let last: u32 = 0;
  for (let attribute: u32 = 1; attribute < CORROBORATION_PLACES; attribute++) {
    for (let hit = first; hit < end; hit += ROW_HIT_BYTES) {
      if ((load<u32>(hit, ROW_HIT_DETAIL) & ATTRIBUTE) != attribute || !isOfSame(first, hit)) continue;
      open *= 1 - load<f64>(table + (<usize>attribute << 3), CORROBORATION_STRENGTHS) * load<f64>(hit, ROW_HIT_SCORE);
      numFound++;
      last = attribute;
    }
  }
  const score = 1 - open;
  const most = load<f64>(table + (<usize>last << 3), CORROBORATION_ALONE);
  return numFound == 1 && score > most ? most : score;
}

/** Whether an earlier hit is of the same entry and party, which was then scored with it. */
function isLater(hits: usize, hit: usize): bool {
  for (let earlier = hits; earlier < hit; earlier += ROW_HIT_BYTES) if (isOfSame(earlier, hit)) return true;
  return false;
}

@inline
function isOfSame(one: usize, other: usize): bool {
  return (
    load<u32>(one, ROW_HIT_ENTRY) == load<u32>(other, ROW_HIT_ENTRY) &&
    load<u32>(one, ROW_HIT_PARTY) == load<u32>(other, ROW_HIT_PARTY) &&
    load<u32>(one, ROW_HIT_IN_DELTA) == load<u32>(other, ROW_HIT_IN_DELTA)
  );
}
