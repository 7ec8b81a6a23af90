/** Edits that make one word of another: one letter put in, left out, changed, or swapped with its neighbour. */

const MOST_LETTERS = 64;
// one row each for two letters back, one back and now; used up within a call
const rows = [new Uint8Array(MOST_LETTERS + 1), new Uint8Array(MOST_LETTERS + 1), new Uint8Array(MOST_LETTERS + 1)];

/**
 * Restricted Damerau-Levenshtein (optimal string alignment) over UTF-16 units; letters after the 64th are not read.
 * @returns at most `limit + 1`: what is further apart is not counted out
 */
export function editDistance(a: string, b: string, limit: number = MOST_LETTERS): number {
  const [n, m] = [Math.min(a.length, MOST_LETTERS), Math.min(b.length, MOST_LETTERS)];
  if (Math.abs(n - m) > limit) return limit + 1;
  let [two, one, now] = rows;
  for (let j = 0; j <= m; j++) one[j] = j;
  for (let i = 1; i <= n; i++) {
    now[0] = i;
    let least = i;
    const letter = a.charCodeAt(i - 1);
    for (let j = 1; j <= m; j++) {
      const other = b.charCodeAt(j - 1);
      let edits = Math.min(one[j] + 1, now[j - 1] + 1, one[j - 1] + (letter === other ? 0 : 1));
      if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && other === a.charCodeAt(i - 2)) {
        edits = Math.min(edits, two[j - 2] + 1);
      }
      now[j] = edits;
      if (edits < least) least = edits;
    }
    if (least > limit) return limit + 1;
    [two, one, now] = [one, now, two];
  }
  return Math.min(one[m], limit + 1);
}
