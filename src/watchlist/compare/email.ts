import { normalEmail } from '../text/email.ts';
import type { Comparator } from './comparator.ts';
import { editDistance } from './editDistance.ts';

/** One edit in a mailbox of this length or more may be a typing error. */
const LONG = 8;

export const emailComparator: Comparator<string> = {
  kind: 'email',
  title: 'Mailboxes without case, plus-tags, look-alike letters and dots that the provider ignores',
  compare: (query, listed) => {
    if (query === listed) return { score: 1, detail: ['the same address'] };
    const [mine, other] = [normalEmail(query), normalEmail(listed)];
    if (mine === other) return { score: 0.98, detail: ['the same mailbox, written otherwise'] };
    if (Math.min(mine.length, other.length) >= LONG + 6 && editDistance(mine, other, 1) === 1) {
      return { score: 0.6, detail: ['one letter differs'] };
    }
    return { score: 0, detail: [] };
  },
};
