// One pass over one text: class, cut into tokens, fold, look each up, follow phrases, notice CAS numbers. What a token
// adds is computed rather than branched on: a branch that depends on words costs more than all of it.
// The plain twin is src/features/reference/textFacts.ts.

import {
  COUNT_NOT_CONTENT,
  PHRASE_BITS_SHIFT,
  REF_PHRASES,
  REF_WORDS,
  WORD_BITS,
  WORD_CHAPTER,
  WORD_COUNTS,
  WORD_SYMBOL,
} from '../generated/reference';
import { isDigit } from '../base/bytes';
import { casNumberAt, isListedCas } from './cas';
import { BLOCK_DIGITS, BLOCK_HIGHS, BLOCK_LETTERS, BLOCK_UPPERS, classBlock } from './classes';
import { headOf, tailOf, tokenHash } from './hash';
import { findWord } from './lexicon';

/** What one text says, u32 each but where said. The length of the text is the caller's. */
export const TEXT_DIGITS: usize = 0;
export const TEXT_TOKENS: usize = 4;
export const TEXT_BITS: usize = 8;
/** u64 of four 16-bit counts, as in wordClasses.ts. */
export const TEXT_COUNTS: usize = 16;
/** u64: bit i is set when some token's hash is i modulo 64. Of names only. */
export const TEXT_HASH_SET: usize = 24;
/** From here on of goods only. */
export const TEXT_UPPERS: usize = 32;
export const TEXT_LETTERS: usize = 36;
export const TEXT_HIGHS: usize = 40;
export const TEXT_CONTENT: usize = 44;
export const TEXT_CHAPTER: usize = 48;
export const TEXT_HASH_SUM: usize = 52;
export const TEXT_CAS: usize = 56;
export const TEXT_CAS_LISTED: usize = 60;
export const TEXT_BYTES: usize = 64;

/** Bytes from which a run of another script counts as two words. */
const LONG_RUN_BYTES: u32 = 6;

/**
 * Read `length` bytes of the goods' description at `text`. `facts` has room for TEXT_BYTES and one block of masks.
 * Up to 63 bytes past the text are read.
 */
export function readGoodsText(reference: usize, text: usize, length: u32, facts: usize): void {
  readText(reference, text, length, facts, 0, false);
}

/** Read a name: classes are those of its words, and each token's hash is left at `hashes`, u32 each. */
export function readName(reference: usize, text: usize, length: u32, facts: usize, hashes: usize): void {
  readText(reference, text, length, facts, hashes, true);
}

@inline
function readText(reference: usize, text: usize, length: u32, facts: usize, hashes: usize, isName: bool): void {
  const block = facts + TEXT_BYTES;
  const phrases = reference + <usize>load<u32>(reference, REF_PHRASES);
  let numDigits: u32 = 0;
  let numUppers: u32 = 0;
  let numLetters: u32 = 0;
  let numHighs: u32 = 0;
  let numTokens: u32 = 0;
  let numContent: u32 = 0;
  let counts: u64 = 0;
  let bits: u32 = 0;
  let chapter: u32 = 0;
  let hashSum: u32 = 0;
  let hashSet: u64 = 0;
  let numCas: u32 = 0;
  let numCasListed: u32 = 0;
  let state: u32 = 0;
  let isOpen: u64 = 0;
  let token: usize = text;
  const end = text + <usize>length;

  // one block more when the text ends with its last block, so that a token open there is closed
  for (let at = text; at < end || isOpen; at += 64) {
    classBlock(at, at < end ? min<u32>(<u32>(end - at), 64) : 0, block);
    const letters = load<u64>(block, BLOCK_LETTERS);
    const digits = load<u64>(block, BLOCK_DIGITS);
    const highs = load<u64>(block, BLOCK_HIGHS);
    numDigits += <u32>popcnt(digits);
    if (!isName) {
      numLetters += <u32>popcnt(letters);
      numHighs += <u32>popcnt(highs);
      numUppers += <u32>popcnt(load<u64>(block, BLOCK_UPPERS));
    }
    const inToken = letters | digits | highs;
    const after = (inToken << 1) | isOpen;
    let starts = inToken & ~after;
    let ends = after & ~inToken;
    // a token that was open keeps its start; else the first one starts here
    if (!isOpen) {
      token = at + <usize>ctz(starts);
      starts &= starts - 1;
    }
    isOpen = inToken >> 63;
    while (ends) {
      const tokenLength = <u32>(at + <usize>ctz(ends) - token);
      ends &= ends - 1;
      const head = headOf(token, tokenLength);
      const tail = tailOf(token, tokenLength);
      const hash = tokenHash(token, head, tail, tokenLength);
      const word = findWord(reference, token, tokenLength, head, tail, hash);
      const wordBits = load<u32>(word, REF_WORDS + WORD_BITS);
      counts += load<u64>(word, REF_WORDS + WORD_COUNTS);
      if (isName) {
        bits |= wordBits;
        hashSet |= <u64>1 << <u64>(hash & 63);
        store<u32>(hashes + (<usize>numTokens << 2), hash);
      } else {
        const symbol = <u32>load<u16>(word, REF_WORDS + WORD_SYMBOL);
        const phrase = load<u32>(phrases + (<usize>(state + symbol) << 2));
        state = phrase & 0xffff;
        bits |= wordBits | (phrase >> <u32>PHRASE_BITS_SHIFT);
        chapter |= <u32>load<u8>(word, REF_WORDS + WORD_CHAPTER) & (0 - u32(chapter == 0));
        const first = <u32>head & 0xff;
        const isNumber = u32(isDigit(first));
        const isContent = u32(tokenLength > 1) & ~isNumber;
        numContent += isContent + ((first >> 7) & u32(tokenLength >= LONG_RUN_BYTES));
        hashSum += hash & (isNumber - 1);
        if (isNumber & u32(tokenLength == 1)) {
          const number = casNumberAt(text, token);
          if (number) {
            numCas++;
            numCasListed += u32(isListedCas(reference, number));
          }
        }
      }
      numTokens++;
      token = at + <usize>ctz(starts);
      starts &= starts - 1;
    }
  }

  store<u32>(facts, numDigits, TEXT_DIGITS);
  store<u32>(facts, numTokens, TEXT_TOKENS);
  store<u32>(facts, bits, TEXT_BITS);
  store<u64>(facts, counts, TEXT_COUNTS);
  if (isName) {
    store<u64>(facts, hashSet, TEXT_HASH_SET);
  } else {
    store<u32>(facts, numUppers, TEXT_UPPERS);
    store<u32>(facts, numLetters, TEXT_LETTERS);
    store<u32>(facts, numHighs, TEXT_HIGHS);
    store<u32>(facts, numContent - <u32>(counts >> <u64>COUNT_NOT_CONTENT), TEXT_CONTENT);
    store<u32>(facts, chapter, TEXT_CHAPTER);
    store<u32>(facts, hashSum, TEXT_HASH_SUM);
    store<u32>(facts, numCas, TEXT_CAS);
    store<u32>(facts, numCasListed, TEXT_CAS_LISTED);
  }
}
