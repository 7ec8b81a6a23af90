/** Wallets of lists: the address as it was written, and whether its checksum is right. */
import type { WalletIndicator } from '../entry.ts';
import { checkWallet } from '../text/wallets/checkWallet.ts';
import { findWallets } from '../text/wallets/findWallets.ts';

export function walletOf(symbol: string, address: string): WalletIndicator {
  return { kind: 'wallet', symbol, address, isChecked: checkWallet(symbol, address) === 'right' };
}

/** Where a source does not say which chain, the address does, if its checksum is right on one. */
export function walletOfSomeChain(address: string): WalletIndicator {
  return walletOf(findWallets(address)[0]?.symbols[0] ?? 'unknown', address);
}
