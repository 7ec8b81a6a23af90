/** modern-ahocorasick over the same phrases: words only, since a phrase inside a word is none. */
import { importPeer } from './installed.ts';

export type PhraseMatcher = (text: string) => readonly number[];

type Match = { readonly patternIndex: number; readonly start: number; readonly end: number };
type AhoCorasick = new (patterns: readonly string[]) => { search(text: string): readonly Match[] };

const INSIDE_WORD = /[\p{L}\p{M}\p{N}]/u;

/** @returns places of the phrases in a text, which is brought to lower case first */
export async function createAhoCorasick(phrases: readonly string[]): Promise<PhraseMatcher> {
  const AhoCorasickClass = await importPeer<AhoCorasick>('modern-ahocorasick');
  const automaton = new AhoCorasickClass(phrases);
  return (text) => {
    const small = text.toLowerCase();
    return automaton
      .search(small)
      .filter(({ start, end }) => !INSIDE_WORD.test(small[start - 1] ?? ' ') && !INSIDE_WORD.test(small[end] ?? ' '))
      .map(({ patternIndex }) => patternIndex);
  };
}
