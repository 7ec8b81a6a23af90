import { phoneDigits, phoneTail } from '../text/phone.ts';
import type { Comparator } from './comparator.ts';

export const phoneScores = { same: 1, writtenOtherwise: 0.98, completed: 0.98, tail: 0.85 } as const;

export const phoneComparator: Comparator<string> = {
  kind: 'phone',
  title: 'Digits without international prefix; where only the last nine are equal, a country code is missing or other',
  compare: (query, listed) => {
    const [mine, other] = [phoneDigits(query), phoneDigits(listed)];
    if (mine === '' || other === '') return { score: 0, detail: [] };
    if (mine === other)
      return { score: query === listed ? phoneScores.same : phoneScores.writtenOtherwise, detail: ['the same digits'] };
    if (mine.length >= 9 && other.length >= 9 && phoneTail(mine) === phoneTail(other)) {
      return { score: phoneScores.tail, detail: ['the last nine digits are equal, those before are not'] };
    }
    return { score: 0, detail: [] };
  },
};
