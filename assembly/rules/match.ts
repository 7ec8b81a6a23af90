// Findings to rule hits. The table is laid out in src/rules/compileRules.ts: from each finding of a row the rules it
// can start, and only those are tested.

import { TILE_FINDINGS, TILE_NUM_ROWS, TILE_RULE_HITS, TILE_RULES } from '../generated/tile';
import { RULE_BYTES, RULES_MASKS, RULES_STARTED, RULES_TRIGGERS } from '../generated/rules';

/** Rule hits of every row of the tile, u64 a row. Rows with a status have no findings and so no hits. */
export function matchRules(tile: usize): void {
  const rules = <usize>load<u32>(tile + TILE_RULES);
  const triggers = load<u64>(rules + RULES_TRIGGERS);
  let findings = <usize>load<u32>(tile + TILE_FINDINGS);
  let ruleHits = <usize>load<u32>(tile + TILE_RULE_HITS);
  const end = findings + (<usize>load<u32>(tile + TILE_NUM_ROWS) << 3);
  while (findings < end) {
    const found = load<u64>(findings);
    const starters = found & triggers;
    store<u64>(ruleHits, starters == 0 ? 0 : hitsOf(rules, found, starters));
    findings += 8;
    ruleHits += 8;
  }
}

function hitsOf(rules: usize, found: u64, starters: u64): u64 {
  let candidates: u64 = 0;
  while (starters != 0) {
    candidates |= load<u64>(rules + RULES_STARTED + (<usize>ctz(starters) << 3));
    starters &= starters - 1;
  }
  let hits: u64 = 0;
  while (candidates != 0) {
    const lowest = candidates & (0 - candidates);
    if (holds(rules + RULES_MASKS + <usize>ctz(candidates) * RULE_BYTES, found)) hits |= lowest;
    candidates ^= lowest;
  }
  return hits;
}

// @ts-ignore: decorator
@inline
function holds(rule: usize, found: u64): bool {
  const all = load<u64>(rule);
  const any = load<u64>(rule, 8);
  const none = load<u64>(rule, 16);
  return (found & all) == all && (any == 0 || (found & any) != 0) && (found & none) == 0;
}
