/** Phrases, handles as words, and names of goods: words in a row, anywhere in free text. All of them must be there. */
import type { Entry } from '../entry.ts';
import { kernelText } from '../text/kernelText.ts';
import { phraseKey, phraseWords } from '../text/phraseKey.ts';
import type { Family } from './family.ts';
import { hashKey } from './wordKeys.ts';

export const phraseFamily: Family = {
  letter: 'P',
  termsOf: ({ free }) => free.flatMap((text) => wordsOf(phraseWords(kernelText(text)))),
  keysOfTerm: (term) => [hashKey('P', term)],
  listedOf: (entry) =>
    phrasesOf(entry).flatMap((text) => {
      const words = [...new Set(wordsOf(phraseKey(text)))].map((word) => ({ word, weight: 1 }));
      return words.length === 0 ? [] : [{ words, leastWeight: words.length, alone: [] }];
    }),
  keysOfWord: (word) => [hashKey('P', word)],
};

function wordsOf(key: string): string[] {
  return key.split(' ').filter((word) => word !== '');
}

function phrasesOf({ kind, indicators }: Entry): string[] {
  return indicators.flatMap((one) => {
    const isPhrase = one.kind === 'phrase' || one.kind === 'handle' || (one.kind === 'name' && kind === 'goods');
    return isPhrase ? [one.text] : [];
  });
}
