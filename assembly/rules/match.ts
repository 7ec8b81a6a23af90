// Findings to rule hits. The table is laid out in src/rules/compileRules.ts: from each finding of a row the rules it
// can start, and only those are tested.

import {
  TILE_FINDINGS,
  TILE_HIT_LIST,
  TILE_HIT_LIST_NEXT,
  TILE_NUM_ROWS,
  TILE_RULE_HITS,
  TILE_RULES,
} from '../generated/tile';
import { RULE_BYTES, RULES_MASKS, RULES_STARTED, RULES_TRIGGERS } from '../generated/rules';

/** Rule hits of every row of the tile: where its part of the hit list starts, and how many rules are in it. */
export function matchRules(tile: usize): void {
  const rules = <usize>load<u32>(tile + TILE_RULES);
  const triggers = load<u64>(rules + RULES_TRIGGERS);
  const list = <usize>load<u32>(tile + TILE_HIT_LIST);
  let findings = <usize>load<u32>(tile + TILE_FINDINGS);
  let ruleHits = <usize>load<u32>(tile + TILE_RULE_HITS);
  const end = findings + (<usize>load<u32>(tile + TILE_NUM_ROWS) << 3);
  let next: u32 = 0;
  while (findings < end) {
    const found = load<u64>(findings);
    const starters = found & triggers;
    const first = next;
    if (starters != 0) next = listHits(rules, found, starters, list, next);
    store<u32>(ruleHits, first);
    store<u32>(ruleHits, next - first, 4);
    findings += 8;
    ruleHits += 8;
  }
  store<u32>(tile + TILE_HIT_LIST_NEXT, next);
}

function listHits(rules: usize, found: u64, starters: u64, list: usize, next: u32): u32 {
  let candidates: u64 = 0;
  while (starters != 0) {
    candidates |= load<u64>(rules + RULES_STARTED + (<usize>ctz(starters) << 3));
    starters &= starters - 1;
  }
  while (candidates != 0) {
    const rule = ctz(candidates);
    if (holds(rules + RULES_MASKS + <usize>rule * RULE_BYTES, found)) {
      store<u16>(list + (<usize>next << 1), <u16>rule);
      next++;
    }
    candidates &= candidates - 1;
  }
  return next;
}

// @ts-ignore: decorator
@inline
function holds(rule: usize, found: u64): bool {
  const all = load<u64>(rule);
  const any = load<u64>(rule, 8);
  const none = load<u64>(rule, 16);
  return (found & all) == all && (any == 0 || (found & any) != 0) && (found & none) == 0;
}
