import { foldText } from '../text/fold.ts';
import type { Comparator } from './comparator.ts';

/** Marks that folding leaves are letters in all but name. */
const normal = (text: string): string => foldText(text).replaceAll(/[^\p{L}\p{M}\p{N}]/gu, '');

export const exactScores = { same: 1, writtenOtherwise: 0.98 } as const;

/** For numbers of documents, handles, key fingerprints and registry numbers. */
export const exactComparator: Comparator<string> = {
  kind: 'exact',
  title: 'Letters and digits without case, blanks and punctuation',
  compare: (query, listed) => {
    if (query === listed) return { score: exactScores.same, detail: ['the same text'] };
    const mine = normal(query);
    return mine !== '' && mine === normal(listed)
      ? { score: exactScores.writtenOtherwise, detail: ['the same letters and digits'] }
      : { score: 0, detail: [] };
  },
};
