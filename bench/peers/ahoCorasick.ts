/** modern-ahocorasick over the same phrases, as whole words: blanks before, between and behind them. */
import { importPeer } from './installed.ts';

/** @returns places of the phrases that a text holds, in order of their ends */
export type PhraseMatcher = (text: string) => readonly number[];

type Match = { readonly patternIndex: number };
type AhoCorasick = new (phrases: readonly string[]) => { search(text: string): readonly Match[] };

const BETWEEN = /[^\p{L}\p{M}\p{N}]+/gu;

/** @param phrases words in lower case with a blank between them */
export async function createAhoCorasick(phrases: readonly string[]): Promise<PhraseMatcher> {
  const AhoCorasickClass = await importPeer<AhoCorasick>('modern-ahocorasick');
  const automaton = new AhoCorasickClass(phrases.map((phrase) => ` ${phrase} `));
  return (text) => {
    const words = ` ${text.toLowerCase()} `.replaceAll(BETWEEN, ' ');
    return automaton.search(words).map(({ patternIndex }) => patternIndex);
  };
}
