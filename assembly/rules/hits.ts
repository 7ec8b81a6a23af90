// Rules that hit, row by row, from the masks of the rules; and the rules that ended in an error, kept for counting.

import {
  DOMAIN_ROWS,
  OUTCOME_BYTES,
  SCRATCH_HITS,
  SCRATCH_NUM_HITS,
  SCRATCH_VALID,
} from '../generated/rules';
import {
  TILE_HIT_LIST,
  TILE_HIT_LIST_NEXT,
  TILE_NUM_RULE_ERRORS,
  TILE_RULE_ERRORS,
  TILE_RULE_HITS,
} from '../generated/tile';
import { CAPACITY_ROWS } from '../generated/rules';
import { countOf, tileOf } from './sheet';

/** Words of the mask of all rows. */
const ROW_WORDS: u32 = CAPACITY_ROWS / 64;

/** Notes what a rule says of the rows without a status; `masks` are its condition's, of `words` words each. */
export function noteOutcome(sheet: usize, rule: u32, masks: usize, errors: usize, words: u32): void {
  const numHits = load<u32>(sheet, SCRATCH_NUM_HITS);
  if (noteMask(sheet, sheet + SCRATCH_HITS + <usize>numHits * OUTCOME_BYTES, rule, masks, words)) {
    store<u32>(sheet, numHits + 1, SCRATCH_NUM_HITS);
  }
  const tile = tileOf(sheet);
  const numErrors = load<u32>(tile, TILE_NUM_RULE_ERRORS);
  const at = <usize>load<u32>(tile, TILE_RULE_ERRORS) + <usize>numErrors * OUTCOME_BYTES;
  if (noteMask(sheet, at, rule, errors, words)) store<u32>(tile, numErrors + 1, TILE_NUM_RULE_ERRORS);
}

/** Writes (rule, mask of valid rows) where any row is in it. */
function noteMask(sheet: usize, at: usize, rule: u32, mask: usize, words: u32): bool {
  const valid = <usize>load<u32>(sheet, SCRATCH_VALID);
  let any: u64 = 0;
  for (let word: u32 = 0; word < words; word++) {
    const offset = <usize>word << 3;
    any |= load<u64>(mask + offset) & load<u64>(valid + offset);
  }
  if (any == 0) return false;
  store<u32>(at, rule);
  for (let word: u32 = 0; word < ROW_WORDS; word++) {
    const offset = <usize>word << 3;
    store<u64>(at + 8 + offset, word < words ? load<u64>(mask + offset) & load<u64>(valid + offset) : 0);
  }
  return true;
}

/** Turns masks by rule into lists by row: counts, places, then the numbers of the rules, rising as the rules came. */
export function listHits(sheet: usize): void {
  const tile = tileOf(sheet);
  const rows = <usize>load<u32>(tile, TILE_RULE_HITS);
  const list = <usize>load<u32>(tile, TILE_HIT_LIST);
  const numRows = countOf(sheet, DOMAIN_ROWS);
  const first = sheet + SCRATCH_HITS;
  const end = first + <usize>load<u32>(sheet, SCRATCH_NUM_HITS) * OUTCOME_BYTES;
  memory.fill(rows, 0, <usize>numRows << 3);
  for (let hit = first; hit < end; hit += OUTCOME_BYTES) {
    for (let word: u32 = 0; word < ROW_WORDS; word++) {
      let bits = load<u64>(hit + 8 + (<usize>word << 3));
      while (bits != 0) {
        const row = rows + (<usize>((word << 6) + <u32>ctz(bits)) << 3);
        store<u32>(row, load<u32>(row, 4) + 1, 4);
        bits &= bits - 1;
      }
    }
  }
  let next: u32 = 0;
  for (let r: u32 = 0; r < numRows; r++) {
    const row = rows + (<usize>r << 3);
    const count = load<u32>(row, 4);
    store<u32>(row, next);
    store<u32>(row, 0, 4);
    next += count;
  }
  store<u32>(tile, next, TILE_HIT_LIST_NEXT);
  for (let hit = first; hit < end; hit += OUTCOME_BYTES) {
    const rule = load<u32>(hit);
    for (let word: u32 = 0; word < ROW_WORDS; word++) {
      let bits = load<u64>(hit + 8 + (<usize>word << 3));
      while (bits != 0) {
        const row = rows + (<usize>((word << 6) + <u32>ctz(bits)) << 3);
        const count = load<u32>(row, 4);
        store<u16>(list + (<usize>(load<u32>(row) + count) << 1), <u16>rule);
        store<u32>(row, count + 1, 4);
        bits &= bits - 1;
      }
    }
  }
}
