// Hits of one text: at most `most` of them, best first (score falling, then entries rising), one an entry and attribute.

import { HIT_BYTES, HIT_DETAIL, HIT_ENTRY, HIT_SCORE } from '../generated/lists';
import { isLive } from './liveEntries';

const ATTRIBUTE_MASK: u32 = 0xff;

/** What a kernel has found: kept among the first `count` at `out` where its entry counts. Returns their number. */
export function keepHit(out: usize, count: u32, most: u32, entry: u32, detail: u32, score: f64): u32 {
  return isLive(entry) ? placeHit(out, count, most, entry, detail, score) : count;
}

/**
 * Keep a hit among the first `count` at `out`, unless its entry has a better one of the same attribute (or as good a one of lower detail) or `most`
 * better ones are there. `out` has room for `most`. Returns their number.
 */
export function placeHit(out: usize, count: u32, most: u32, entry: u32, detail: u32, score: f64): u32 {
  for (let i: u32 = 0; i < count; i++) {
    const hit = hitAt(out, i);
    if (load<u32>(hit, HIT_ENTRY) != entry || ((load<u32>(hit, HIT_DETAIL) ^ detail) & ATTRIBUTE_MASK) != 0) continue;
    const known = load<f64>(hit, HIT_SCORE);
    if (known > score || (known == score && load<u32>(hit, HIT_DETAIL) <= detail)) return count;
    // the worse one goes: those behind it move up
    count--;
    memory.copy(hit, hit + HIT_BYTES, <usize>(count - i) * HIT_BYTES);
    break;
  }
  let place = count;
  while (place > 0 && isBetter(entry, detail, score, hitAt(out, place - 1))) place--;
  if (place >= most) return count;
  const kept = min<u32>(count, most - 1);
  const hit = hitAt(out, place);
  memory.copy(hit + HIT_BYTES, hit, <usize>(kept - place) * HIT_BYTES);
  store<u32>(hit, entry, HIT_ENTRY);
  store<u32>(hit, detail, HIT_DETAIL);
  store<f64>(hit, score, HIT_SCORE);
  return kept + 1;
}

@inline
function hitAt(out: usize, place: u32): usize {
  return out + <usize>place * HIT_BYTES;
}

@inline
function isBetter(entry: u32, detail: u32, score: f64, other: usize): bool {
  const otherScore = load<f64>(other, HIT_SCORE);
  if (score != otherScore) return score > otherScore;
  const otherEntry = load<u32>(other, HIT_ENTRY);
  if (entry != otherEntry) return entry < otherEntry;
  return (detail & ATTRIBUTE_MASK) < (load<u32>(other, HIT_DETAIL) & ATTRIBUTE_MASK);
}
