// One pass over one text: fold, class, cut into tokens, look each up, follow phrases, notice CAS numbers.
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
import { BLOCK_DIGITS, BLOCK_HIGHS, BLOCK_LETTERS, BLOCK_UPPERS, foldBlock } from './fold';
import { headOf, tailOf, tokenHash } from './hash';
import { findWord } from './lexicon';

/** What one text says, u32 each. The length of the text is the caller's. */
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
export const TEXT_BYTES: usize = 64;

/** Bytes from which a run of another script counts as two words. */
const LONG_RUN_BYTES: u32 = 6;

/**
 * Read `length` bytes at `text`. `facts` has room for TEXT_BYTES and one block of masks, `fold` for the folded text
 * and 64 bytes more, `hashes` for a u32 a token.
 */
export function readText(reference: usize, text: usize, length: u32, facts: usize, fold: usize, hashes: usize): void {
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
  let numCas: u32 = 0;
  let numCasListed: u32 = 0;
  let state: u32 = 0;
  let isOpen: u64 = 0;
  let token: usize = fold;

  // one block more when the text ends with its last block, so that a token open there is closed
  for (let at: u32 = 0; at < length || isOpen; at += 64) {
    foldBlock(text + at, at < length ? min<u32>(length - at, 64) : 0, fold + at, block);
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
      const edge = fold + at + <usize>ctz(edges);
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
      const hash = tokenHash(head, tail, tokenLength);
      store<u32>(hashes + (<usize>numTokens << 2), hash);
      numTokens++;
      const first = <u32>head & 0xff;
      const word = findWord(reference, token, tokenLength, head, tail, hash);
      let wordBits: u32 = 0;
      if (word) {
        wordBits = load<u32>(word, WORD_BITS);
        const symbol = <u32>load<u16>(word, WORD_SYMBOL);
        state = symbol ? <u32>load<u16>(phrases + (<usize>(state * numSymbols + symbol) << 1)) : 0;
        bits |= wordBits | load<u32>(outputs + (<usize>state << 2));
        numStop += u32((wordBits & WORD_IS_STOP) != 0);
        numPlaceholder += u32((wordBits & WORD_IS_PLACEHOLDER) != 0);
        const wordChapter = <u32>load<u8>(word, WORD_CHAPTER);
        numKnown += u32(wordChapter != 0);
        if (!chapter) chapter = wordChapter;
      } else {
        state = 0;
      }
      if (isDigit(first)) {
        if (tokenLength == 1) {
          const number = casNumberAt(fold, token);
          if (number) {
            numCas++;
            numCasListed += u32(isListedCas(reference, number));
          }
        }
      } else {
        hashSum += hash;
        const isContent = tokenLength > 1 && !(wordBits & (WORD_IS_STOP | WORD_IS_FILLER));
        if (isContent) numContent += first >= 0x80 && tokenLength >= LONG_RUN_BYTES ? 2 : 1;
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
}
