import { kernelText } from '../text/kernelText.ts';
import { phraseKey, phraseScore, phraseWords } from '../text/phraseKey.ts';
import type { Comparator } from './comparator.ts';

/** The query is a text, such as a goods description; the phrase stands somewhere in it. */
export const phraseComparator: Comparator<string> = {
  kind: 'phrase',
  title: 'All words of the listed phrase in a row, whatever stands around them',
  compare: (query, listed) => {
    const key = phraseKey(listed);
    if (key === '' || !` ${phraseWords(kernelText(query))} `.includes(` ${key} `)) return { score: 0, detail: [] };
    return { score: phraseScore(key), detail: [`all its words in a row: "${key}"`] };
  },
};
