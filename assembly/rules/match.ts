// Rules over one tile. The table is laid out in src/rules/compile/tableLayout.ts: searches and findings say which
// rules may have something to say, and only those are asked.

import {
  DOMAIN_ROWS,
  HEADER_ALWAYS,
  HEADER_GROUPS,
  HEADER_LISTS,
  HEADER_MEMBERS,
  HEADER_NODES,
  HEADER_NUM_ALWAYS,
  HEADER_NUM_NODES,
  HEADER_NUM_RULES,
  HEADER_NUM_SEARCHES,
  HEADER_NUM_STARTS,
  HEADER_ROOTS,
  HEADER_SCRATCH_STATES,
  HEADER_SCRATCH_TOUCHED,
  HEADER_STARTS,
  SCRATCH_CANDIDATES,
  SCRATCH_LISTS,
  SCRATCH_NEXT_TOUCHED,
  SCRATCH_NODES,
  SCRATCH_NUM_HITS,
  SCRATCH_STATE_OF_NODES,
  SCRATCH_STATE_OF_SEARCHES,
  SCRATCH_TABLE,
  SCRATCH_TILE,
} from '../generated/rules';
import { TILE_NUM_RULE_ERRORS, TILE_RULE_SCRATCH, TILE_RULES } from '../generated/tile';
import { maskBytesOf, usedBytesOf } from './capacity';
import { enterTile } from './domains';
import { ensureSearch, resolve } from './evaluate';
import { touchFindings } from './findings';
import { listHits, noteOutcome } from './hits';
import { countOf } from './sheet';

/** Rule hits of every row of the tile: where its part of the hit list starts, and how many rules are in it. */
export function matchRules(tile: usize): void {
  const sheet = <usize>load<u32>(tile, TILE_RULE_SCRATCH);
  const table = <usize>load<u32>(tile, TILE_RULES);
  openSheet(sheet, table, tile);
  if (load<u32>(table, HEADER_NUM_RULES) > 0) {
    touchFindings(sheet);
    const starts = table + <usize>load<u32>(table, HEADER_STARTS);
    const numStarts = load<u32>(table, HEADER_NUM_STARTS);
    for (let i: u32 = 0; i < numStarts; i++) ensureSearch(sheet, load<u32>(starts + (<usize>i << 2)));
    gatherCandidates(sheet, table);
    askCandidates(sheet, table);
  }
  listHits(sheet);
}

/** Nothing is known of any node yet. */
function openSheet(sheet: usize, table: usize, tile: usize): void {
  const numNodes = <usize>load<u32>(table, HEADER_NUM_NODES);
  const states = sheet + <usize>load<u32>(table, HEADER_SCRATCH_STATES);
  store<u32>(sheet, <u32>table, SCRATCH_TABLE);
  store<u32>(sheet, <u32>tile, SCRATCH_TILE);
  store<u32>(sheet, <u32>(table + <usize>load<u32>(table, HEADER_NODES)), SCRATCH_NODES);
  store<u32>(sheet, <u32>(table + <usize>load<u32>(table, HEADER_LISTS)), SCRATCH_LISTS);
  store<u32>(sheet, <u32>states, SCRATCH_STATE_OF_NODES);
  store<u32>(sheet, <u32>(states + numNodes), SCRATCH_STATE_OF_SEARCHES);
  store<u32>(sheet, <u32>(sheet + <usize>load<u32>(table, HEADER_SCRATCH_TOUCHED)), SCRATCH_NEXT_TOUCHED);
  store<u32>(sheet, 0, SCRATCH_NUM_HITS);
  store<u32>(tile, 0, TILE_NUM_RULE_ERRORS);
  memory.fill(states, 0, numNodes + <usize>load<u32>(table, HEADER_NUM_SEARCHES));
  enterTile(sheet);
}

/** One bit a rule that a touched node guards, and those that nothing guards. */
function gatherCandidates(sheet: usize, table: usize): void {
  const candidates = sheet + SCRATCH_CANDIDATES;
  const numRules = load<u32>(table, HEADER_NUM_RULES);
  memory.fill(candidates, 0, <usize>((numRules + 63) >> 6) << 3);
  const always = table + <usize>load<u32>(table, HEADER_ALWAYS);
  addAll(candidates, always, always + (<usize>load<u32>(table, HEADER_NUM_ALWAYS) << 1));
  const groups = table + <usize>load<u32>(table, HEADER_GROUPS);
  const members = table + <usize>load<u32>(table, HEADER_MEMBERS);
  const end = <usize>load<u32>(sheet, SCRATCH_NEXT_TOUCHED);
  for (let at = sheet + <usize>load<u32>(table, HEADER_SCRATCH_TOUCHED); at < end; at += 4) {
    const group = groups + (<usize>load<u32>(at) << 2);
    addAll(candidates, members + (<usize>load<u32>(group) << 1), members + (<usize>load<u32>(group, 4) << 1));
  }
}

function addAll(candidates: usize, from: usize, to: usize): void {
  for (let at = from; at < to; at += 2) {
    const rule = <u32>load<u16>(at);
    const word = candidates + (<usize>(rule >> 6) << 3);
    store<u64>(word, load<u64>(word) | ((<u64>1) << <u64>(rule & 63)));
  }
}

function askCandidates(sheet: usize, table: usize): void {
  const candidates = sheet + SCRATCH_CANDIDATES;
  const roots = table + <usize>load<u32>(table, HEADER_ROOTS);
  const errors = maskBytesOf(DOMAIN_ROWS);
  const words = <u32>(usedBytesOf(countOf(sheet, DOMAIN_ROWS)) >> 3);
  const numWords = (load<u32>(table, HEADER_NUM_RULES) + 63) >> 6;
  for (let word: u32 = 0; word < numWords; word++) {
    let bits = load<u64>(candidates + (<usize>word << 3));
    while (bits != 0) {
      const rule = (word << 6) + <u32>ctz(bits);
      const masks = resolve(sheet, load<u32>(roots + (<usize>rule << 2)));
      noteOutcome(sheet, rule, masks, masks + errors, words);
      bits &= bits - 1;
    }
  }
}
