import { foldText } from '../text/fold.ts';
import type { Comparator } from './comparator.ts';

const normal = (text: string): string => foldText(text).replaceAll(/[^\p{L}\p{N}]/gu, '');

/** For numbers of documents, handles, key fingerprints and registry numbers. */
export const exactComparator: Comparator<string> = {
  kind: 'exact',
  title: 'Letters and digits without case, blanks and punctuation',
  compare: (query, listed) => {
    if (query === listed) return { score: 1, detail: ['the same text'] };
    const mine = normal(query);
    return mine !== '' && mine === normal(listed)
      ? { score: 0.98, detail: ['the same letters and digits'] }
      : { score: 0, detail: [] };
  },
};
