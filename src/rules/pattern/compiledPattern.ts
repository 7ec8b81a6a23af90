/** Tables of patterns by their text: the same one is asked for by rule after rule and parcel after parcel. */
import { compilePattern } from './compilePattern.ts';
import type { PatternTable } from './patternTable.ts';

/** Rules come and go with bundles, so the oldest goes first. */
const MOST_KEPT = 1024;
const kept = new Map<string, PatternTable>();

/** @throws PatternRefusal */
export function compiledPattern(pattern: string): PatternTable {
  const known = kept.get(pattern);
  if (known !== undefined) return known;
  const table = compilePattern(pattern);
  for (const oldest of kept.keys()) {
    if (kept.size < MOST_KEPT) break;
    kept.delete(oldest);
  }
  kept.set(pattern, table);
  return table;
}
