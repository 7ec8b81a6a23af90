// Hits of one row: those of its parties and texts whose entries are in force on its day.

import {
  ENTRY_IN_DELTA,
  LIST_DELTA_IDENTIFIERS_SCRATCH,
  LIST_DELTA_PHRASES_SCRATCH,
  LIST_FOUND,
  LIST_HITS,
  LIST_IDENTIFIERS_SCRATCH,
  LIST_NUM_HITS,
  LIST_PHRASES_SCRATCH,
  LIST_ROW_HITS,
  MOST_FOUND,
  PARTY_HITS,
  PARTY_NUM_HITS,
  ROW_HIT_BYTES,
  ROW_HIT_DETAIL,
  ROW_HIT_ENTRY,
  ROW_HIT_IN_DELTA,
  ROW_HIT_PARTY,
  ROW_HIT_SCORE,
  ROW_MOST_HITS,
  TEXT_FOLDED,
  TEXT_IS_DOCUMENT,
  TEXT_IS_EMAIL,
  TEXT_IS_FREE,
  TEXT_IS_PHONE,
  TEXT_IS_WALLET,
  TEXT_KIND,
  TEXT_PARTY,
  TEXT_RAW,
} from '../../generated/listStage';
import {
  ATTRIBUTE_IS_DOCUMENT,
  ATTRIBUTE_IS_EMAIL,
  ATTRIBUTE_IS_PHONE,
  ATTRIBUTE_IS_WALLET,
  HIT_BYTES,
  HIT_DETAIL,
  HIT_ENTRY,
  HIT_SCORE,
  LISTS_PART_BLINDED,
  LISTS_PART_IDENTIFIERS,
  LISTS_PART_PHRASES,
} from '../../generated/lists';
import { TILE_LIST_DELTA, TILE_LIST_STAGE, TILE_LISTS } from '../../generated/tile';
import { countOnly, isInForce, partOf } from '../liveEntries';
import { completedPhone, markCompleted } from './completed';
import { weightOf } from './confidence';
import {
  blindedHits,
  blindedTextHits,
  documentHits,
  emailHits,
  freeTextHits,
  phoneHits,
  phraseHits,
  walletHits,
} from './kernels';

const ATTRIBUTE: u32 = 0xff;

/** Of a party that was matched. */
export function addPartyHits(tile: usize, party: usize, whose: u32, row: u32, day: f64): void {
  if (party == 0) return;
  const numHits = load<u32>(party, PARTY_NUM_HITS);
  for (let i: u32 = 0; i < numHits; i++) {
    const hit = party + PARTY_HITS + <usize>i * HIT_BYTES;
    const entry = load<u32>(hit, HIT_ENTRY) & ~ENTRY_IN_DELTA;
    const isDelta = (load<u32>(hit, HIT_ENTRY) & ENTRY_IN_DELTA) != 0;
    const index = <usize>load<u32>(tile + (isDelta ? TILE_LIST_DELTA : TILE_LISTS));
    if (isInForce(index, entry, day)) addHit(tile, row, hit, entry, isDelta, whose);
  }
}

/** Of a text, against the lists and against what was changed since. */
export function addTextHits(tile: usize, text: usize, row: u32, day: f64): void {
  const stage = <usize>load<u32>(tile, TILE_LIST_STAGE);
  const lists = <usize>load<u32>(tile, TILE_LISTS);
  const delta = <usize>load<u32>(tile, TILE_LIST_DELTA);
  const whose = load<u32>(text, TEXT_PARTY);
  const phone = load<u32>(text, TEXT_KIND) == TEXT_IS_PHONE ? completedPhone(tile, text, row) : 0;
  for (let segment: u32 = 0; segment < 2; segment++) {
    const index = segment ? delta : lists;
    if (index == 0) continue;
    countOnly(index, segment ? 0 : delta, day);
    const identifiers = partOf(index, LISTS_PART_IDENTIFIERS);
    const scratch = <usize>load<u32>(stage + (segment ? LIST_DELTA_IDENTIFIERS_SCRATCH : LIST_IDENTIFIERS_SCRATCH));
    if (identifiers) addIdentifierHits(tile, identifiers, text, scratch, row, segment != 0, whose);
    const blinded = partOf(index, LISTS_PART_BLINDED);
    if (blinded) addBlindedHits(tile, blinded, text, row, segment != 0, whose);
    if (phone) addCompletedHits(tile, identifiers, blinded, phone, scratch, row, segment != 0, whose);
    const phrases = partOf(index, LISTS_PART_PHRASES);
    if (phrases == 0 || load<u32>(text, TEXT_KIND) != TEXT_IS_FREE) continue;
    const found = <usize>load<u32>(stage, LIST_FOUND);
    const room = <usize>load<u32>(stage + (segment ? LIST_DELTA_PHRASES_SCRATCH : LIST_PHRASES_SCRATCH));
    const numFound = phraseHits(phrases, text + TEXT_FOLDED, room, found, MOST_FOUND);
    addFound(tile, row, found, numFound, segment != 0, whose);
  }
}

function addCompletedHits(
  tile: usize,
  identifiers: usize,
  blinded: usize,
  phone: usize,
  scratch: usize,
  row: u32,
  isDelta: bool,
  whose: u32,
): void {
  const stage = <usize>load<u32>(tile, TILE_LIST_STAGE);
  const found = <usize>load<u32>(stage, LIST_FOUND);
  if (identifiers) {
    const numFound = phoneHits(identifiers, phone, scratch, found, MOST_FOUND);
    markCompleted(found, numFound);
    addFound(tile, row, found, numFound, isDelta, whose);
  }
  if (blinded) {
    const numFound = blindedHits(stage, blinded, ATTRIBUTE_IS_PHONE, phone, found, MOST_FOUND);
    addFound(tile, row, found, numFound, isDelta, whose);
  }
}

function addBlindedHits(
  tile: usize,
  blinded: usize,
  text: usize,
  row: u32,
  isDelta: bool,
  whose: u32,
): void {
  const stage = <usize>load<u32>(tile, TILE_LIST_STAGE);
  const found = <usize>load<u32>(stage, LIST_FOUND);
  const kind = load<u32>(text, TEXT_KIND);
  if (kind == TEXT_IS_FREE) {
    const numFound = blindedTextHits(stage, blinded, text + TEXT_RAW, found, MOST_FOUND);
    addFound(tile, row, found, numFound, isDelta, whose);
    return;
  }
  let attribute: u32 = ATTRIBUTE_IS_PHONE;
  if (kind == TEXT_IS_EMAIL) attribute = ATTRIBUTE_IS_EMAIL;
  else if (kind == TEXT_IS_WALLET) attribute = ATTRIBUTE_IS_WALLET;
  else if (kind == TEXT_IS_DOCUMENT) attribute = ATTRIBUTE_IS_DOCUMENT;
  const span = text + (kind == TEXT_IS_WALLET ? TEXT_RAW : TEXT_FOLDED);
  const numFound = blindedHits(stage, blinded, attribute, span, found, MOST_FOUND);
  addFound(tile, row, found, numFound, isDelta, whose);
}

/** Wallets tell small letters from capitals, which a folded text does not: such texts are read both ways. */
function addIdentifierHits(
  tile: usize,
  identifiers: usize,
  text: usize,
  scratch: usize,
  row: u32,
  isDelta: bool,
  whose: u32,
): void {
  const found = <usize>load<u32>(<usize>load<u32>(tile, TILE_LIST_STAGE), LIST_FOUND);
  const kind = load<u32>(text, TEXT_KIND);
  let numFound: u32 = 0;
  if (kind == TEXT_IS_PHONE) numFound = phoneHits(identifiers, text + TEXT_FOLDED, scratch, found, MOST_FOUND);
  else if (kind == TEXT_IS_EMAIL) numFound = emailHits(identifiers, text + TEXT_FOLDED, scratch, found, MOST_FOUND);
  else if (kind == TEXT_IS_DOCUMENT) numFound = documentHits(identifiers, text + TEXT_FOLDED, scratch, found, MOST_FOUND);
  else if (kind == TEXT_IS_WALLET) numFound = walletHits(identifiers, text + TEXT_RAW, scratch, found, MOST_FOUND);
  else {
    numFound = freeTextHits(identifiers, text + TEXT_RAW, scratch, found, MOST_FOUND);
    const isFolded = load<u64>(text, TEXT_RAW) != load<u64>(text, TEXT_FOLDED);
    if (isFolded) {
      addFound(tile, row, found, numFound, isDelta, whose);
      numFound = freeTextHits(identifiers, text + TEXT_FOLDED, scratch, found, MOST_FOUND);
    }
  }
  addFound(tile, row, found, numFound, isDelta, whose);
}

function addFound(tile: usize, row: u32, found: usize, numFound: u32, isDelta: bool, whose: u32): void {
  for (let i: u32 = 0; i < numFound; i++) {
    const hit = found + <usize>i * HIT_BYTES;
    addHit(tile, row, hit, load<u32>(hit, HIT_ENTRY), isDelta, whose);
  }
}

/** One hit an entry, attribute and party: of several the best, as far as the entry's source is sure of it. */
function addHit(tile: usize, row: u32, hit: usize, entry: u32, isDelta: bool, whose: u32): void {
  const stage = <usize>load<u32>(tile, TILE_LIST_STAGE);
  const range = <usize>load<u32>(stage, LIST_ROW_HITS) + (<usize>row << 3);
  const start = <usize>load<u32>(stage, LIST_HITS) + <usize>load<u32>(range) * ROW_HIT_BYTES;
  const count = load<u32>(range, 4);
  const detail = load<u32>(hit, HIT_DETAIL);
  const score = load<f64>(hit, HIT_SCORE) * weightOf(tile, entry, isDelta);
  let kept = start;
  const end = start + <usize>count * ROW_HIT_BYTES;
  while (kept < end && !isSame(kept, entry, detail, isDelta, whose)) kept += ROW_HIT_BYTES;
  if (kept < end) {
    if (load<f64>(kept, ROW_HIT_SCORE) >= score) return;
  } else {
    if (count == ROW_MOST_HITS) return;
    store<u32>(range, count + 1, 4);
    store<u32>(stage, load<u32>(range) + count + 1, LIST_NUM_HITS);
  }
  store<u32>(kept, entry, ROW_HIT_ENTRY);
  store<u32>(kept, detail, ROW_HIT_DETAIL);
  store<f64>(kept, score, ROW_HIT_SCORE);
  store<u32>(kept, whose, ROW_HIT_PARTY);
  store<u32>(kept, <u32>isDelta, ROW_HIT_IN_DELTA);
}

@inline
function isSame(kept: usize, entry: u32, detail: u32, isDelta: bool, whose: u32): bool {
  return (
    load<u32>(kept, ROW_HIT_ENTRY) == entry &&
    ((load<u32>(kept, ROW_HIT_DETAIL) ^ detail) & ATTRIBUTE) == 0 &&
    load<u32>(kept, ROW_HIT_PARTY) == whose &&
    load<u32>(kept, ROW_HIT_IN_DELTA) == <u32>isDelta
  );
}
