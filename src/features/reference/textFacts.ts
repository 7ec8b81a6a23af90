/** One pass over one text: what the lexicon, its phrases and the CAS pattern find, and how it is written. */
import { casNumber } from '../casNumber.ts';
import type { ReferenceTables } from '../openReference.ts';
import { encodeText, isDigit, isLetter, isUpper, tokenHash, tokensOf, type Token } from '../tokens.ts';
import { isContentShape, wordClasses } from '../wordClasses.ts';

export type TextFacts = {
  numBytes: number;
  numDigits: number;
  numUppers: number;
  numLetters: number;
  numHighBytes: number;
  numTokens: number;
  /** Words that say something of the goods. */
  numContent: number;
  numStop: number;
  /** Words of a known goods class. */
  numKnown: number;
  numPlaceholder: number;
  /** Classes of the words alone, and of words and phrases. */
  wordBits: number;
  bits: number;
  /** Chapter of the first word that has one, 0 for none. */
  chapter: number;
  /** Sum of the hashes of words that do not begin with a digit, modulo 2^32. */
  hashSum: number;
  /** CAS numbers with a right check digit, and those of them that are listed. */
  numCas: number;
  numCasListed: number;
  hashes: number[];
};

/** A run of another script counts as two words from this many bytes on. */
const LONG_RUN_BYTES = 6;

export function readText(tables: ReferenceTables, text: string): TextFacts {
  const bytes = encodeText(text);
  const facts: TextFacts = {
    numBytes: bytes.length,
    numDigits: count(bytes, isDigit),
    numUppers: count(bytes, isUpper),
    numLetters: count(bytes, isLetter),
    numHighBytes: count(bytes, (byte) => byte >= 0x80),
    numTokens: 0,
    numContent: 0,
    numStop: 0,
    numKnown: 0,
    numPlaceholder: 0,
    wordBits: 0,
    bits: 0,
    chapter: 0,
    hashSum: 0,
    numCas: 0,
    numCasListed: 0,
    hashes: [],
  };
  let state = 0;
  for (const token of tokensOf(bytes)) {
    state = addToken(facts, tables, token, state);
    addCas(facts, tables, bytes, token);
  }
  return facts;
}

function addToken(facts: TextFacts, tables: ReferenceTables, { word: text }: Token, state: number): number {
  const word = tables.words.get(text);
  const hash = tokenHash(text);
  const next = tables.nextState(state, word?.symbol ?? 0);
  const bits = word?.bits ?? 0;
  facts.wordBits |= bits;
  facts.bits |= bits | next.bits;
  facts.numTokens++;
  facts.hashes.push(hash);
  if (bits & wordClasses.stop) facts.numStop++;
  if (bits & wordClasses.placeholder) facts.numPlaceholder++;
  if (word?.chapter) facts.numKnown++;
  facts.chapter ||= word?.chapter ?? 0;
  const first = text.charCodeAt(0);
  if (!isDigit(first)) facts.hashSum = (facts.hashSum + hash) >>> 0;
  const saysSomething = (bits & (wordClasses.stop | wordClasses.filler)) === 0;
  if (isContentShape(text) && saysSomething) facts.numContent += first >= 0x80 && text.length >= LONG_RUN_BYTES ? 2 : 1;
  return next.state;
}

/** A CAS number ends in a token of one digit; what stands before its first digit may be a letter, as in CAS437-38-7. */
function addCas(facts: TextFacts, tables: ReferenceTables, bytes: Uint8Array, token: Token): void {
  if (token.word.length !== 1 || !isDigit(token.word.charCodeAt(0))) return;
  const before = Buffer.from(bytes.subarray(0, token.start + 1)).toString('latin1');
  const match = /(?<!\d)\d{2,7}-\d\d-\d$/.exec(before);
  const number = match ? casNumber(match[0]) : undefined;
  if (number === undefined) return;
  facts.numCas++;
  if (tables.cas.has(number)) facts.numCasListed++;
}

function count(bytes: Uint8Array, test: (byte: number) => boolean): number {
  let total = 0;
  for (const byte of bytes) if (test(byte)) total++;
  return total;
}
