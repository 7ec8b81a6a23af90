import { createHash } from 'node:crypto';
import type { WordCounts } from '../compare/wordShares.ts';

/**
 * What names counted words, in whatever order and line endings they came: names score alike with equal ones only.
 * @returns SHA-256 in hexadecimal; null where nothing was counted
 */
export function frequenciesHash(counted: readonly WordCounts[]): string | null {
  if (counted.length === 0) return null;
  const hash = createHash('sha256');
  for (const { total, bySound } of counted) {
    hash.update(`${total}\n`);
    const sounds = [...bySound].sort(([one], [other]) => (one < other ? -1 : 1));
    for (const [sound, times] of sounds) hash.update(`${sound}\t${times}\n`);
  }
  return hash.digest('hex');
}
