/** The rules of how a word sounds, one pattern each and in their order: what src/watchlist/compare/wordSound.ts is one pass of. */
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

export function soundByRules(word: string): string {
  let sound = word;
  for (const [pattern, to] of steps) sound = sound.replaceAll(pattern, to);
  return sound;
}

export function consonantsByRules(sound: string): string {
  return sound
    .replace(/^[aiu]/, 'A')
    .replaceAll(/[aiu]/g, '')
    .toLowerCase();
}
