/**
 * How much a match of names says, beyond how alike they are: half a city is called Mohammed Ali, one family Gorbanian.
 *
 * Each listed word that stands for one of the query carries bits: minus the binary logarithm of the share of words of
 * parties that sound so (wordShares.ts). They are worked out when an index is built; what runs for each comparison
 * here is sums, products and one division, which the core repeats to the last bit.
 */
import type { Pair } from './alignWords.ts';

export const rarity = {
  /**
   * Bits at which a full match is halfway to certain. Two words that many bear have 9 to 14.4 (Mohammed Ali, John
   * Smith, Francisco Diaz), a common and a rare one 20 and more. The least at which such namesakes stay below `review`.
   */
  halfBits: 11,
  /** An initial agrees with one name in a dozen, however rare the name that it stands before. */
  initialBits: 3.5,
  /**
   * Least calibrated score at which a name alone is worth an officer's look: a full match needs 14.5 bits for it.
   * Chosen on one half of the innocents and of the UN names, beside words left out and mistyped on purpose, and
   * reported on the other half: README of src/watchlist.
   */
  review: 0.75,
} as const;

/** @param bitsOf bits of the listed words by their places, role counted in (wordShares.ts) */
export function pairedBits(pairs: readonly Pair[], bitsOf: ArrayLike<number>): number {
  let bits = 0;
  for (const { to, score, how } of pairs) {
    let ofPair = 0;
    for (const place of to) ofPair += bitsOf[place];
    if (how === 'initial' && ofPair > rarity.initialBits) ofPair = rarity.initialBits;
    // words that are hardly alike agree by chance more often than the listed one occurs
    bits += ofPair * score;
  }
  return bits;
}

/**
 * Grows with both, for a score and bits above 0, and stays under 1: a match of two common names is never certain, and
 * of two certain ones the rarer still ranks higher.
 *
 * @param score how alike the names are, 0 to 1
 */
export function calibrated(score: number, bits: number): number {
  const ratio = bits / rarity.halfBits;
  const square = ratio * ratio;
  const odds = square * square;
  return score * (1 + score) * 0.5 * (odds / (1 + odds));
}
