/**
 * Words and phrases to the lexicon sections: a hash table of words, and an automaton over phrase symbols.
 *
 * The automaton is that of Aho and Corasick with all its failure links resolved, so that a text is read in one pass,
 * one table step a word, and overlapping phrases are all found. A word in no phrase takes it back to state 0.
 */
import { layPerfectHash } from './perfectHash.ts';
import { invalid, type ReferenceSources, readTable } from './referenceSources.ts';
import * as layout from './referenceLayout.ts';
import { encodeText, tokenHash, tokensOf } from './tokens.ts';
import { isContentShape, type WordClass, wordClasses, wordCounts } from './wordClasses.ts';

export type LexiconSections = {
  multipliers: Uint8Array;
  slots: Uint8Array;
  words: Uint8Array;
  /** The empty word among them. */
  numWords: number;
  phrases: Uint8Array;
};

type Word = { bits: number; symbol: number; chapter: number };
type Phrase = { readonly symbols: readonly number[]; readonly bits: number };
type Lexicon = { readonly words: Map<string, Word>; readonly phrases: Phrase[]; numSymbols: number };

/** A state is a place in the table of phrases, u16. */
const MAX_PHRASE_ENTRIES = 65536;

/** @throws PosternError BUNDLE_INVALID naming the file and the term. */
export function compileLexicon(sources: ReferenceSources): LexiconSections {
  const lexicon: Lexicon = { words: new Map(), phrases: [], numSymbols: 1 };
  addLexicon(lexicon, sources['lexicon.json']);
  addPrecursors(lexicon, sources['precursors.csv']);
  return { ...layWords(lexicon.words), ...layPhrases(lexicon) };
}

export const precursorColumns: readonly string[] = ['name', 'aliases', 'cas', 'hs6', 'role', 'source'];

function addLexicon(lexicon: Lexicon, source: string): void {
  const { classes, goodsByChapter } = JSON.parse(source) as {
    classes: Record<string, string[]>;
    goodsByChapter: Record<string, string[]>;
  };
  for (const [name, terms] of Object.entries(classes)) {
    const bits = wordClasses[name as WordClass];
    if (bits === undefined) throw invalid('lexicon.json', 1, `expected a class of words, got "${name}"`);
    for (const term of terms) addTerm(lexicon, term, bits);
  }
  for (const [chapter, words] of Object.entries(goodsByChapter)) {
    const number = Number(chapter);
    if (!(number >= 1 && number <= 99)) throw invalid('lexicon.json', 1, `expected a chapter, got "${chapter}"`);
    for (const word of words) for (const form of [word, plural(word)]) wordOf(lexicon, form).chapter ||= number;
  }
}

function addPrecursors(lexicon: Lexicon, source: string): void {
  for (const row of readTable('precursors.csv', source, precursorColumns)) {
    for (const column of ['name', 'source']) if (row.cells[column] === '') row.fail(column, 'given');
    for (const term of [row.cells.name, ...row.list('aliases')]) addTerm(lexicon, term, wordClasses.precursor);
  }
}

function addTerm(lexicon: Lexicon, term: string, bits: number): void {
  const tokens = tokensOf(encodeText(term)).map((token) => token.word);
  if (tokens.length === 0) throw invalid('lexicon.json', 1, `expected a term with letters or digits, got "${term}"`);
  if (tokens.length === 1) {
    wordOf(lexicon, tokens[0]).bits |= bits;
    return;
  }
  const symbols = tokens.map((token) => {
    const word = wordOf(lexicon, token);
    word.symbol ||= lexicon.numSymbols++;
    return word.symbol;
  });
  lexicon.phrases.push({ symbols, bits });
}

function wordOf(lexicon: Lexicon, text: string): Word {
  if (text.length > layout.WORD_MAX_BYTES || text.length === 0)
    throw invalid('lexicon.json', 1, `expected words of 1 to ${layout.WORD_MAX_BYTES} bytes, got "${text}"`);
  const word = lexicon.words.get(text) ?? { bits: 0, symbol: 0, chapter: 0 };
  lexicon.words.set(text, word);
  return word;
}

function plural(word: string): string {
  if (/(?:s|x|ch|sh)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

function layWords(words: ReadonlyMap<string, Word>): Omit<LexiconSections, 'phrases'> {
  const entries = new Uint8Array((words.size + 1) * layout.WORD_BYTES);
  const view = new DataView(entries.buffer);
  const hashes: number[] = [];
  for (const [text, word] of words) {
    hashes.push(tokenHash(text));
    const at = hashes.length * layout.WORD_BYTES;
    entries.set(Buffer.from(text, 'latin1'), at);
    view.setBigUint64(at + layout.WORD_COUNTS, countsOf(text, word), true);
    view.setUint32(at + layout.WORD_BITS, word.bits, true);
    view.setUint16(at + layout.WORD_SYMBOL, word.symbol, true);
    view.setUint8(at + layout.WORD_CHAPTER, word.chapter);
  }
  const { multipliers, slotOf } = layPerfectHash(hashes, layout.NUM_BUCKETS, layout.SLOT_SHIFT);
  const slots = new Uint32Array(layout.NUM_SLOTS);
  for (const [i, slot] of slotOf.entries())
    slots[slot] = ((hashes[i] & 0xffff0000) | (((i + 1) * layout.WORD_BYTES) / 16)) >>> 0;
  return {
    multipliers: new Uint8Array(multipliers.buffer),
    slots: new Uint8Array(slots.buffer),
    words: entries,
    numWords: words.size + 1,
  };
}

function countsOf(text: string, word: Word): bigint {
  const isEmpty = (word.bits & (wordClasses.stop | wordClasses.filler)) !== 0;
  const counted = {
    stop: (word.bits & wordClasses.stop) !== 0,
    placeholder: (word.bits & wordClasses.placeholder) !== 0,
    known: word.chapter !== 0,
    notContent: isEmpty && isContentShape(text),
  };
  let counts = 0n;
  for (const [name, shift] of Object.entries(wordCounts))
    if (counted[name as keyof typeof wordCounts]) counts |= 1n << BigInt(shift);
  return counts;
}

type State = { next: Map<number, number>; bits: number; fail: number };

function layPhrases(lexicon: Lexicon): Pick<LexiconSections, 'phrases'> {
  const { phrases, numSymbols } = lexicon;
  const states: State[] = [{ next: new Map(), bits: 0, fail: 0 }];
  for (const phrase of phrases) {
    let state = 0;
    for (const symbol of phrase.symbols) {
      let next = states[state].next.get(symbol);
      if (next === undefined) {
        next = states.length;
        states.push({ next: new Map(), bits: 0, fail: 0 });
        states[state].next.set(symbol, next);
      }
      state = next;
    }
    states[state].bits |= phrase.bits;
  }
  if (states.length * numSymbols > MAX_PHRASE_ENTRIES)
    throw invalid('lexicon.json', 1, `expected phrases of fewer words, got ${states.length} x ${numSymbols} states`);
  const next = new Uint16Array(states.length * numSymbols);
  // breadth first, so that the shorter suffix a state fails to is already complete
  const queue = [0];
  for (let head = 0; head < queue.length; head++) {
    const number = queue[head];
    const state = states[number];
    if (number !== 0) state.bits |= states[state.fail].bits;
    for (let symbol = 1; symbol < numSymbols; symbol++) {
      const child = state.next.get(symbol);
      const fallback = number === 0 ? 0 : next[state.fail * numSymbols + symbol];
      next[number * numSymbols + symbol] = child ?? fallback;
      if (child === undefined) continue;
      states[child].fail = fallback;
      queue.push(child);
    }
  }
  const entries = Uint32Array.from(
    next,
    (state) => (state * numSymbols) | (states[state].bits << layout.PHRASE_BITS_SHIFT),
  );
  return { phrases: new Uint8Array(entries.buffer) };
}
