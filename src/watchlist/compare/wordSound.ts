/**
 * A key that spellings of one name share across romanisations: Mohammed and Muhamad, Yusuf and Youssef, Zelenskyy
 * and Selenskyj. Letters of one sound are made one, doubled letters single, and h is heard at the start only.
 *
 * Each rule was a pattern once (test/watchlist/compare/soundRules.ts still has them, in their order); they are one pass
 * here, as in the core (assembly/match/names/sound.ts), since a list of a million entries has a million words to ask.
 */
export function wordSound(word: string): string {
  const { length } = word;
  let sounds = '';
  let before = '';
  for (let at = 0; at < length; ) {
    taken = 1;
    const sound = soundAt(word, at);
    at += taken;
    if (sound === before) continue;
    if (sound !== 'h' || before === '') sounds += sound;
    before = sound;
  }
  return sounds;
}

/** Letters that the last sound was written with. */
let taken = 1;

/** Sounds that are written with more than one letter are capitals: C as in church, J as in jam, S as in ship. */
function soundAt(word: string, at: number): string {
  const next = at + 1 < word.length ? word[at + 1] : '';
  switch (word[at]) {
    case 't':
      if (word.startsWith('sch', at + 1)) return take(4, 'C');
      if ((next === 'c' || next === 's') && word[at + 2] === 'h') return take(3, 'C');
      return next === 'h' ? take(2, 't') : 't';
    case 'c':
      if (next === 'z' || next === 'h') return take(2, 'C');
      if (next === 'k') return take(2, 'k');
      return next === 'e' || next === 'i' || next === 'y' ? 's' : 'k';
    case 's':
      if (next === 'c' && word[at + 2] === 'h') return take(3, 'S');
      return next === 'h' || next === 'z' ? take(2, 'S') : 's';
    case 'd':
      if (next === 'z' && word[at + 2] === 'h') return take(3, 'J');
      if (next === 'j') return take(2, 'J');
      return next === 'h' ? take(2, 'd') : 'd';
    case 'z':
      return next === 'h' ? take(2, 'J') : 's';
    case 'k':
    case 'g':
      return next === 'h' ? take(2, 'k') : word[at];
    case 'p':
      return next === 'h' ? take(2, 'f') : 'p';
    case 'o':
      return next === 'u' || next === 'o' || next === 'w' ? take(2, 'u') : 'u';
    case 'e':
      return next === 'i' || next === 'y' || next === 'e' || next === 'a' ? take(2, 'i') : 'i';
    case 'a':
      return next === 'i' || next === 'y' ? take(2, 'i') : 'a';
    case 'i':
      return next === 'e' ? take(2, 'i') : 'i';
    case 'y':
      return 'i';
    case 'j':
      return 'J';
    case 'q':
    case 'x':
      return 'k';
    case 'w':
      return 'v';
    default:
      return word[at];
  }
}

function take(letters: number, sound: string): string {
  taken = letters;
  return sound;
}

/** The consonants of a sound; a vowel it begins with stays as `a`. */
export function consonants(sound: string): string {
  let found = '';
  for (let at = 0; at < sound.length; at++) {
    const letter = sound[at];
    if (letter !== 'a' && letter !== 'i' && letter !== 'u') found += letter;
    else if (at === 0) found = 'a';
  }
  return found.toLowerCase();
}
