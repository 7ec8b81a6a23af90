/** English number words as digits: `forty-four` and `44` name one brigade. */
const units =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');

export const tenOf: ReadonlyMap<string, number> = new Map([
  ...tens.map((word, i) => [word, 20 + 10 * i] as const),
  ['fourty', 40] as const,
]);
export const unitOf: ReadonlyMap<string, number> = new Map(units.map((word, i) => [word, i] as const));

/** A ten and a unit behind it, or a ten alone. A unit alone stays a word: it is a part of too many names. */
export function digitsOf(words: string[]): string[] {
  if (!words.some((word) => tenOf.has(word))) return words;
  const found: string[] = [];
  for (let i = 0; i < words.length; i++) {
    const ten = tenOf.get(words[i]);
    const unit = unitOf.get(words[i + 1] ?? '');
    if (ten === undefined) found.push(words[i]);
    else if (unit !== undefined && unit > 0 && unit < 10) {
      found.push(String(ten + unit));
      i++;
    } else found.push(String(ten));
  }
  return found;
}
