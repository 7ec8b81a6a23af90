// One pass over one text: class, cut into tokens, fold, look each up, follow phrases, notice CAS numbers. What a token
// adds is computed rather than branched on: a branch that depends on words costs more than all of it.
// The plain twin is src/features/reference/textFacts.ts.

import {
  REF_NUM_SYMBOLS,
  REF_OUTPUTS,
  REF_PHRASES,
  WORD_BITS,
  WORD_CHAPTER,
  WORD_IS_FILLER,
  WORD_IS_PLACEHOLDER,
  WORD_IS_STOP,
  WORD_SYMBOL,
} from '../generated/reference';
import { byteAt, isDigit } from '../base/bytes';
import { casNumberAt, isListedCas } from './cas';
import { BLOCK_DIGITS, BLOCK_HIGHS, BLOCK_LETTERS, BLOCK_UPPERS, classBlock } from './classes';
import { headOf, tailOf, tokenHash } from './hash';
import { findWord } from './lexicon';

/** What one text says, u32 each but the last. The length of the text is the caller's. */
export const TEXT_DIGITS: usize = 0;
export const TEXT_UPPERS: usize = 4;
export const TEXT_LETTERS: usize = 8;
export const TEXT_HIGHS: usize = 12;
export const TEXT_TOKENS: usize = 16;
export const TEXT_CONTENT: usize = 20;
export const TEXT_STOP: usize = 24;
export const TEXT_KNOWN: usize = 28;
export const TEXT_PLACEHOLDER: usize = 32;
export const TEXT_BITS: usize = 36;
export const TEXT_CHAPTER: usize = 40;
export const TEXT_HASH_SUM: usize = 44;
export const TEXT_CAS: usize = 48;
export const TEXT_CAS_LISTED: usize = 52;
/** u64: bit i is set when some token's hash is i modulo 64. */
export const TEXT_HASH_SET: usize = 56;
export const TEXT_BYTES: usize = 64;

/** Bytes from which a run of another script counts as two words. */
const LONG_RUN_BYTES: u32 = 6;

/**
 * Read `length` bytes at `text`. `facts` has room for TEXT_BYTES and one block of masks, `hashes` for a u32 a
 * token. Up to 63 bytes past the text are read.
 */
export function readText(reference: usize, text: usize, length: u32, facts: usize, hashes: usize): void {
  const block = facts + TEXT_BYTES;
  const numSymbols = load<u32>(reference, REF_NUM_SYMBOLS);
  const phrases = reference + <usize>load<u32>(reference, REF_PHRASES);
  const outputs = reference + <usize>load<u32>(reference, REF_OUTPUTS);
  let numDigits: u32 = 0;
  let numUppers: u32 = 0;
  let numLetters: u32 = 0;
  let numHighs: u32 = 0;
  let numTokens: u32 = 0;
  let numContent: u32 = 0;
  let numStop: u32 = 0;
  let numKnown: u32 = 0;
  let numPlaceholder: u32 = 0;
  let bits: u32 = 0;
  let chapter: u32 = 0;
  let hashSum: u32 = 0;
  let hashSet: u64 = 0;
  let numCas: u32 = 0;
  let numCasListed: u32 = 0;
  let state: u32 = 0;
  let isOpen: u64 = 0;
  let token: usize = text;

  // one block more when the text ends with its last block, so that a token open there is closed
  for (let at: u32 = 0; at < length || isOpen; at += 64) {
    classBlock(text + at, at < length ? min<u32>(length - at, 64) : 0, block);
    const letters = load<u64>(block, BLOCK_LETTERS);
    const digits = load<u64>(block, BLOCK_DIGITS);
    const highs = load<u64>(block, BLOCK_HIGHS);
    numLetters += <u32>popcnt(letters);
    numDigits += <u32>popcnt(digits);
    numHighs += <u32>popcnt(highs);
    numUppers += <u32>popcnt(load<u64>(block, BLOCK_UPPERS));
    const inToken = letters | digits | highs;
    let edges = inToken ^ ((inToken << 1) | isOpen);
    const wasOpen = isOpen;
    isOpen = inToken >> 63;
    let isEnd = wasOpen != 0;
    while (edges) {
      const edge = text + at + <usize>ctz(edges);
      edges &= edges - 1;
      if (!isEnd) {
        token = edge;
        isEnd = true;
        continue;
      }
      isEnd = false;
      const tokenLength = <u32>(edge - token);
      const head = headOf(token, tokenLength);
      const tail = tailOf(token, tokenLength);
      const hash = tokenHash(token, head, tail, tokenLength);
      store<u32>(hashes + (<usize>numTokens << 2), hash);
      numTokens++;
      hashSet |= <u64>1 << <u64>(hash & 63);
      const first = <u32>head & 0xff;
      const word = findWord(reference, token, tokenLength, head, tail, hash);
      const wordBits = load<u32>(word, WORD_BITS);
      const wordChapter = <u32>load<u8>(word, WORD_CHAPTER);
      state = <u32>load<u16>(phrases + (<usize>(state * numSymbols + <u32>load<u16>(word, WORD_SYMBOL)) << 1));
      bits |= wordBits | load<u32>(outputs + (<usize>state << 2));
      numStop += u32((wordBits & WORD_IS_STOP) != 0);
      numPlaceholder += u32((wordBits & WORD_IS_PLACEHOLDER) != 0);
      numKnown += u32(wordChapter != 0);
      chapter |= wordChapter & (0 - u32(chapter == 0));
      const isWord = u32(!isDigit(first));
      const isContent = isWord & u32(tokenLength > 1) & u32((wordBits & (WORD_IS_STOP | WORD_IS_FILLER)) == 0);
      numContent += isContent << (u32(first >= 0x80) & u32(tokenLength >= LONG_RUN_BYTES));
      hashSum += hash & (0 - isWord);
      if (tokenLength == 1 && !isWord) {
        const number = casNumberAt(text, token);
        if (number) {
          numCas++;
          numCasListed += u32(isListedCas(reference, number));
        }
      }
    }
  }

  store<u32>(facts, numDigits, TEXT_DIGITS);
  store<u32>(facts, numUppers, TEXT_UPPERS);
  store<u32>(facts, numLetters, TEXT_LETTERS);
  store<u32>(facts, numHighs, TEXT_HIGHS);
  store<u32>(facts, numTokens, TEXT_TOKENS);
  store<u32>(facts, numContent, TEXT_CONTENT);
  store<u32>(facts, numStop, TEXT_STOP);
  store<u32>(facts, numKnown, TEXT_KNOWN);
  store<u32>(facts, numPlaceholder, TEXT_PLACEHOLDER);
  store<u32>(facts, bits, TEXT_BITS);
  store<u32>(facts, chapter, TEXT_CHAPTER);
  store<u32>(facts, hashSum, TEXT_HASH_SUM);
  store<u32>(facts, numCas, TEXT_CAS);
  store<u32>(facts, numCasListed, TEXT_CAS_LISTED);
  store<u64>(facts, hashSet, TEXT_HASH_SET);
}
