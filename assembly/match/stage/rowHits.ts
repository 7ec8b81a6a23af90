// Hits of one row: those of its parties and texts whose entries are in force on its day.

import {
  ENTRY_IN_DELTA,
  LIST_DELTA_IDENTIFIERS_SCRATCH,
  LIST_DELTA_PHRASES_SCRATCH,
  LIST_FOUND,
  LIST_HITS,
  LIST_IDENTIFIERS_SCRATCH,
  LIST_NUM_HITS,
  LIST_NUM_TEXTS,
  LIST_PHRASES_SCRATCH,
  LIST_ROW_HITS,
  LIST_TEXTS,
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
  TEXT_DELTA_SLOT,
  TEXT_FOLDED,
  TEXT_IS_FREE,
  TEXT_IS_PHONE,
  TEXT_KIND,
  TEXT_PARTY,
  TEXT_RAW,
  TEXT_SLOT,
} from '../../generated/listStage';
import {
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
import { keyTexts, probeTexts, reportText, spanOf } from '../identifiers/probeTexts';
import { kindsOf } from '../identifiers/table';
import { completedPhone, markCompleted } from './completed';
import { weightOf } from './confidence';
import { blindedHits, blindedTextHits, freeTextHits, phoneHits, phraseHits } from './kernels';

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

/** Whole texts of a portion, which `LIST_NUM_TEXTS` counts, against the identifiers of both: few are listed. */
export function probeIdentifiers(tile: usize): void {
  const stage = <usize>load<u32>(tile, TILE_LIST_STAGE);
  const texts = <usize>load<u32>(stage, LIST_TEXTS);
  const numTexts = load<u32>(stage, LIST_NUM_TEXTS);
  const listed = partOf(<usize>load<u32>(tile, TILE_LISTS), LISTS_PART_IDENTIFIERS);
  const changed = partOf(<usize>load<u32>(tile, TILE_LIST_DELTA), LISTS_PART_IDENTIFIERS);
  const kinds = (listed ? kindsOf(listed) : 0) | (changed ? kindsOf(changed) : 0);
  if ((listed | changed) == 0) return;
  const scratch = <usize>load<u32>(stage + (listed ? LIST_IDENTIFIERS_SCRATCH : LIST_DELTA_IDENTIFIERS_SCRATCH));
  keyTexts(kinds, texts, numTexts, scratch);
  if (listed) probeTexts(listed, texts, numTexts, TEXT_SLOT);
  if (changed) probeTexts(changed, texts, numTexts, TEXT_DELTA_SLOT);
}

/** Of a text that was probed, against the lists and against what was changed since. */
export function addTextHits(tile: usize, text: usize, row: u32, day: f64): void {
  const lists = <usize>load<u32>(tile, TILE_LISTS);
  const delta = <usize>load<u32>(tile, TILE_LIST_DELTA);
  const kind = load<u32>(text, TEXT_KIND);
  const isFree = kind == TEXT_IS_FREE;
  const phone = kind == TEXT_IS_PHONE ? completedPhone(tile, text, row) : 0;
  if (lists) {
    countOnly(lists, delta, day);
    if (isFree) addFreeHits(tile, lists, text, row, false);
    else addWholeHits(tile, lists, text, phone, row, false);
  }
  if (delta) {
    countOnly(delta, 0, day);
    if (isFree) addFreeHits(tile, delta, text, row, true);
    else addWholeHits(tile, delta, text, phone, row, true);
  }
}

/**
 * Of a phone, a mailbox, a wallet or a number.
 * @param phone  span of the phone as dialled from abroad, 0 where there is none
 */
function addWholeHits(tile: usize, index: usize, text: usize, phone: usize, row: u32, isDelta: bool): void {
  const stage = <usize>load<u32>(tile, TILE_LIST_STAGE);
  const found = <usize>load<u32>(stage, LIST_FOUND);
  const whose = load<u32>(text, TEXT_PARTY);
  const kind = load<u32>(text, TEXT_KIND);
  const identifiers = partOf(index, LISTS_PART_IDENTIFIERS);
  const blinded = partOf(index, LISTS_PART_BLINDED);
  const slot = identifiers ? <usize>load<u32>(text + (isDelta ? TEXT_DELTA_SLOT : TEXT_SLOT)) : 0;
  const scratch = <usize>load<u32>(stage + (isDelta ? LIST_DELTA_IDENTIFIERS_SCRATCH : LIST_IDENTIFIERS_SCRATCH));
  if (slot) {
    addFound(tile, row, found, reportText(identifiers, text, slot, scratch, found, MOST_FOUND), isDelta, whose);
  }
  if (blinded) {
    addFound(tile, row, found, blindedHits(stage, blinded, kind, spanOf(text), found, MOST_FOUND), isDelta, whose);
  }
  if (phone == 0) return;
  if (identifiers) {
    const numFound = phoneHits(identifiers, phone, scratch, found, MOST_FOUND);
    markCompleted(found, numFound);
    addFound(tile, row, found, numFound, isDelta, whose);
  }
  if (blinded) {
    addFound(tile, row, found, blindedHits(stage, blinded, kind, phone, found, MOST_FOUND), isDelta, whose);
  }
}

/** Of free text. Wallets tell small letters from capitals, which a folded text does not: it is read both ways. */
function addFreeHits(tile: usize, index: usize, text: usize, row: u32, isDelta: bool): void {
  const stage = <usize>load<u32>(tile, TILE_LIST_STAGE);
  const found = <usize>load<u32>(stage, LIST_FOUND);
  const whose = load<u32>(text, TEXT_PARTY);
  const identifiers = partOf(index, LISTS_PART_IDENTIFIERS);
  if (identifiers) {
    const scratch = <usize>load<u32>(stage + (isDelta ? LIST_DELTA_IDENTIFIERS_SCRATCH : LIST_IDENTIFIERS_SCRATCH));
    addFound(tile, row, found, freeTextHits(identifiers, text + TEXT_RAW, scratch, found, MOST_FOUND), isDelta, whose);
    const isFolded = load<u64>(text, TEXT_RAW) != load<u64>(text, TEXT_FOLDED);
    if (isFolded) {
      const numFound = freeTextHits(identifiers, text + TEXT_FOLDED, scratch, found, MOST_FOUND);
      addFound(tile, row, found, numFound, isDelta, whose);
    }
  }
  const blinded = partOf(index, LISTS_PART_BLINDED);
  if (blinded) {
    addFound(tile, row, found, blindedTextHits(stage, blinded, text + TEXT_RAW, found, MOST_FOUND), isDelta, whose);
  }
  const phrases = partOf(index, LISTS_PART_PHRASES);
  if (phrases) {
    const room = <usize>load<u32>(stage + (isDelta ? LIST_DELTA_PHRASES_SCRATCH : LIST_PHRASES_SCRATCH));
    addFound(tile, row, found, phraseHits(phrases, text + TEXT_FOLDED, room, found, MOST_FOUND), isDelta, whose);
  }
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
