/**
 * A key that spellings of one name share across romanisations: Mohammed and Muhamad, Yusuf and Youssef, Zelenskyy
 * and Selenskyj. Letters of one sound are made one, doubled letters single.
 */
const steps: readonly (readonly [pattern: RegExp, sound: string])[] = [
  [/tsch|tch|tsh|cz/g, 'C'],
  [/sch|sh|sz/g, 'S'],
  [/ch/g, 'C'],
  [/dzh|dj|zh|j/g, 'J'],
  [/kh|gh|ck|q/g, 'k'],
  [/c(?=[eiy])/g, 's'],
  [/c|x/g, 'k'],
  [/ph/g, 'f'],
  [/th/g, 't'],
  [/dh/g, 'd'],
  [/ou|oo|ow/g, 'u'],
  [/ei|ai|ey|ay|ie|ee|ea|y/g, 'i'],
  [/e/g, 'i'],
  [/o/g, 'u'],
  [/w/g, 'v'],
  [/z/g, 's'],
  [/(.)\1+/g, '$1'],
  // heard in some spellings only
  [/(?<=.)h/g, ''],
];

export function wordSound(word: string): string {
  let sound = word;
  for (const [pattern, to] of steps) sound = sound.replaceAll(pattern, to);
  return sound;
}

/** The consonants of a sound; a vowel it begins with stays as `a`. */
export function consonants(sound: string): string {
  return sound
    .replace(/^[aiu]/, 'A')
    .replaceAll(/[aiu]/g, '')
    .toLowerCase();
}
