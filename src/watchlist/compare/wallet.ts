import { normalWallet } from '../text/wallets/checkWallet.ts';
import type { Comparator } from './comparator.ts';

export const walletScores = { same: 1, writtenOtherwise: 0.99 } as const;

export const walletComparator: Comparator<string> = {
  kind: 'wallet',
  title: 'Addresses letter by letter; hexadecimal and Bech32 ones without case',
  compare: (query, listed) => {
    if (query === listed) return { score: walletScores.same, detail: ['the same address'] };
    if (normalWallet(query) === normalWallet(listed))
      return { score: walletScores.writtenOtherwise, detail: ['the same address, in another case'] };
    return { score: 0, detail: [] };
  },
};
