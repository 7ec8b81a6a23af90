import { normalEmail } from '../text/email.ts';
import type { Comparator } from './comparator.ts';
import { editDistance } from './editDistance.ts';

/** One edit in a mailbox of this length or more may be a typing error. */
const LONG = 8;

export const emailScores = { same: 1, writtenOtherwise: 0.98, oneLetter: 0.6 } as const;

export const emailComparator: Comparator<string> = {
  kind: 'email',
  title: 'Mailboxes without case, plus-tags, look-alike letters and dots that the provider ignores',
  compare: (query, listed) => {
    if (query === listed) return { score: emailScores.same, detail: ['the same address'] };
    const [mine, other] = [normalEmail(query), normalEmail(listed)];
    if (mine === other) return { score: emailScores.writtenOtherwise, detail: ['the same mailbox, written otherwise'] };
    if (Math.min(mine.length, other.length) >= LONG + 6 && editDistance(mine, other, 1) === 1) {
      return { score: emailScores.oneLetter, detail: ['one letter differs'] };
    }
    return { score: 0, detail: [] };
  },
};
