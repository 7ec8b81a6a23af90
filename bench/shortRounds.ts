/**
 * A long measurement in short pieces: the least time of each piece over some passes, and the mean over the pieces. What
 * else runs on the machine can only spoil a piece, and it spoils a short one seldom; no piece is left out.
 */
export async function meanOfLeast(
  numPieces: number,
  numPasses: number,
  measure: (piece: number) => number | Promise<number>,
): Promise<number> {
  const least = new Float64Array(numPieces).fill(Number.POSITIVE_INFINITY);
  for (let pass = 0; pass < numPasses; pass++) {
    for (let piece = 0; piece < numPieces; piece++) least[piece] = Math.min(least[piece], await measure(piece));
  }
  return least.reduce((sum, each) => sum + each, 0) / numPieces;
}
