// How a word sounds and its consonants: the twins of src/watchlist/compare/wordSound.ts, whose steps are one pass here.
// They may be, for no step makes letters that a later one takes together with others: what it puts in their place is a
// letter that no later pattern begins or ends with, or a single vowel.

const A: u32 = 0x61;
const C: u32 = 0x63;
const D: u32 = 0x64;
const E: u32 = 0x65;
const G: u32 = 0x67;
const H: u32 = 0x68;
const I: u32 = 0x69;
const J: u32 = 0x6a;
const K: u32 = 0x6b;
const O: u32 = 0x6f;
const P: u32 = 0x70;
const Q: u32 = 0x71;
const S: u32 = 0x73;
const T: u32 = 0x74;
const U: u32 = 0x75;
const V: u32 = 0x76;
const W: u32 = 0x77;
const X: u32 = 0x78;
const Y: u32 = 0x79;
const Z: u32 = 0x7a;
/** Sounds that are written with more than one letter. */
const TSH: u32 = 0x43;
const ZH: u32 = 0x4a;
const SH: u32 = 0x53;

/** Of a word of letters a to z. Writes no more bytes than the word has; returns their number. */
export function writeSound(word: usize, length: u32, to: usize): u32 {
  const end = word + length;
  const start = to;
  let before: u32 = 0;
  let at = word;
  while (at < end) {
    const one = <u32>load<u8>(at);
    const two = at + 1 < end ? <u32>load<u8>(at, 1) : 0;
    const three = at + 2 < end ? <u32>load<u8>(at, 2) : 0;
    let sound = one;
    let taken: usize = 1;
    switch (one) {
      case T: {
        if (two == S && three == C && at + 3 < end && <u32>load<u8>(at, 3) == H) {
          sound = TSH;
          taken = 4;
        } else if ((two == C || two == S) && three == H) {
          sound = TSH;
          taken = 3;
        } else if (two == H) taken = 2;
        break;
      }
      case C: {
        if (two == Z || two == H) {
          sound = TSH;
          taken = 2;
        } else if (two == K) {
          sound = K;
          taken = 2;
        } else sound = two == E || two == I || two == Y ? S : K;
        break;
      }
      case S: {
        if (two == C && three == H) {
          sound = SH;
          taken = 3;
        } else if (two == H || two == Z) {
          sound = SH;
          taken = 2;
        }
        break;
      }
      case D: {
        if (two == Z && three == H) {
          sound = ZH;
          taken = 3;
        } else if (two == J) {
          sound = ZH;
          taken = 2;
        } else if (two == H) taken = 2;
        break;
      }
      case Z: {
        if (two == H) {
          sound = ZH;
          taken = 2;
        } else sound = S;
        break;
      }
      case J: {
        sound = ZH;
        break;
      }
      case K:
      case G: {
        if (two == H) {
          sound = K;
          taken = 2;
        }
        break;
      }
      case P: {
        if (two == H) {
          sound = 0x66;
          taken = 2;
        }
        break;
      }
      case O: {
        sound = U;
        if (two == U || two == O || two == W) taken = 2;
        break;
      }
      case E: {
        sound = I;
        if (two == I || two == Y || two == E || two == A) taken = 2;
        break;
      }
      case A: {
        if (two == I || two == Y) {
          sound = I;
          taken = 2;
        }
        break;
      }
      case I: {
        if (two == E) taken = 2;
        break;
      }
      case Y: {
        sound = I;
        break;
      }
      case Q:
      case X: {
        sound = K;
        break;
      }
      case W: {
        sound = V;
        break;
      }
    }
    at += taken;
    if (sound == before) continue;
    // heard at the start only
    if (sound != H || before == 0) store<u8>(to++, sound);
    before = sound;
  }
  return <u32>(to - start);
}

/** The consonants of a sound; a vowel it begins with stays as `a`. Returns their number. */
export function writeConsonants(sound: usize, length: u32, to: usize): u32 {
  const start = to;
  for (let i: u32 = 0; i < length; i++) {
    const letter = <u32>load<u8>(sound + i);
    if (letter != A && letter != I && letter != U) store<u8>(to++, letter | 0x20);
    else if (i == 0) store<u8>(to++, A);
  }
  return <u32>(to - start);
}
