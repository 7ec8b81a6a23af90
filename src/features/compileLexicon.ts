/**
 * Words and phrases to the lexicon sections: a hash table of words, and an automaton over phrase symbols.
 *
 * The automaton is that of Aho and Corasick with all its failure links resolved, so that a text is read in one pass,
 * one table step a word, and overlapping phrases are all found. A word in no phrase takes it back to state 0.
 */
import { layPerfectHash } from './perfectHash.ts';
import { invalid, type ReferenceSources, readTable } from './referenceSources.ts';
import { WORD_BITS, WORD_BYTES, WORD_CHAPTER, WORD_MAX_BYTES, WORD_SYMBOL } from './referenceLayout.ts';
import { encodeText, tokenHash, tokensOf } from './tokens.ts';
import { type WordClass, wordClasses } from './wordClasses.ts';

export type LexiconSections = {
  bucketMask: number;
  multipliers: Uint8Array;
  slotShift: number;
  slots: Uint8Array;
  /** The empty word among them. */
  numWords: number;
  words: Uint8Array;
  numSymbols: number;
  phrases: Uint8Array;
  numStates: number;
  outputs: Uint8Array;
};

type Word = { bits: number; symbol: number; chapter: number };
type Phrase = { readonly symbols: readonly number[]; readonly bits: number };
type Lexicon = { readonly words: Map<string, Word>; readonly phrases: Phrase[]; numSymbols: number };

/** @throws PosternError BUNDLE_INVALID naming the file and the term. */
export function compileLexicon(sources: ReferenceSources): LexiconSections {
  const lexicon: Lexicon = { words: new Map(), phrases: [], numSymbols: 1 };
  addLexicon(lexicon, sources['lexicon.json']);
  addPrecursors(lexicon, sources['precursors.csv']);
  return { ...layWords(lexicon.words), ...layPhrases(lexicon) };
}

export const precursorColumns: readonly string[] = ['name', 'aliases', 'cas', 'hs6', 'role'];

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
    if (row.cells.name === '') row.fail('name', 'given');
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
  if (text.length > WORD_MAX_BYTES || text.length === 0)
    throw invalid('lexicon.json', 1, `expected words of 1 to ${WORD_MAX_BYTES} bytes, got "${text}"`);
  const word = lexicon.words.get(text) ?? { bits: 0, symbol: 0, chapter: 0 };
  lexicon.words.set(text, word);
  return word;
}

function plural(word: string): string {
  if (/(?:s|x|ch|sh)$/.test(word)) return `${word}es`;
  return /[^aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

type WordSections = Omit<LexiconSections, 'numSymbols' | 'phrases' | 'numStates' | 'outputs'>;

function layWords(words: ReadonlyMap<string, Word>): WordSections {
  const entries = new Uint8Array((words.size + 1) * WORD_BYTES);
  const view = new DataView(entries.buffer);
  const hashes: number[] = [];
  for (const [text, word] of words) {
    hashes.push(tokenHash(text));
    const at = hashes.length * WORD_BYTES;
    entries.set(Buffer.from(text, 'latin1'), at);
    view.setUint32(at + WORD_BITS, word.bits, true);
    view.setUint16(at + WORD_SYMBOL, word.symbol, true);
    view.setUint8(at + WORD_CHAPTER, word.chapter);
  }
  return { ...layPerfectHash(hashes), numWords: words.size + 1, words: entries };
}

type State = { next: Map<number, number>; bits: number; fail: number };

function layPhrases(lexicon: Lexicon): Pick<LexiconSections, 'numSymbols' | 'phrases' | 'numStates' | 'outputs'> {
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
  const table = new Uint16Array(states.length * numSymbols);
  const outputs = new Uint32Array(states.length);
  // breadth first, so that the shorter suffix a state fails to is already complete
  const queue = [0];
  for (let head = 0; head < queue.length; head++) {
    const number = queue[head];
    const state = states[number];
    const failRow = state.fail * numSymbols;
    if (number !== 0) state.bits |= states[state.fail].bits;
    outputs[number] = state.bits;
    for (let symbol = 1; symbol < numSymbols; symbol++) {
      const next = state.next.get(symbol);
      const fallback = number === 0 ? 0 : table[failRow + symbol];
      table[number * numSymbols + symbol] = next ?? fallback;
      if (next === undefined) continue;
      states[next].fail = fallback;
      queue.push(next);
    }
  }
  return {
    numSymbols,
    phrases: new Uint8Array(table.buffer),
    numStates: states.length,
    outputs: new Uint8Array(outputs.buffer),
  };
}
