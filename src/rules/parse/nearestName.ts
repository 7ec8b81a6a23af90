/** The known name that a mistyped one was probably meant to be. */

/** Undefined where none is near: more than a third of the letters would have to change. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  let nearest: string | undefined;
  let fewest = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const each of known) {
    const changes = numChanges(name.toLowerCase(), each.toLowerCase());
    if (changes < fewest) [nearest, fewest] = [each, changes];
  }
  return nearest;
}

/** `; did you mean X?` or nothing. */
export function hint(name: string, known: Iterable<string>, prefix = ''): string {
  const nearest = nearestName(name, known);
  return nearest === undefined ? '' : `; did you mean ${prefix}${nearest}?`;
}

/** Letters to insert, delete or replace, two swapped neighbours being one change. */
function numChanges(from: string, to: string): number {
  let [twoBack, previous] = [[] as number[], Array.from({ length: to.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const replaced = previous[j - 1] + (from[i - 1] === to[j - 1] ? 0 : 1);
      row[j] = Math.min(replaced, previous[j] + 1, row[j - 1] + 1);
      const isSwapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      if (isSwapped) row[j] = Math.min(row[j], twoBack[j - 2] + 1);
    }
    [twoBack, previous] = [previous, row];
  }
  return previous[to.length];
}
