import { chains, type Verdict } from './chains.ts';

/** Is this an address of the chain that the symbol names? A symbol that nothing is known of: `unchecked`. */
export function checkWallet(symbol: string, address: string): Verdict {
  return chains[symbol.toUpperCase()]?.(address) ?? 'unchecked';
}

/** The spelling in which two addresses are equal: hexadecimal and Bech32 ignore case, base 58 does not. */
export function normalWallet(address: string): string {
  const bare = address.trim().replace(/^bitcoincash:/i, '');
  return /^0x[0-9a-f]+$/i.test(bare) || /^(bc|ltc|btg|zs|u)1[a-z0-9]+$/i.test(bare) || /^[qp][a-z0-9]{41}$/i.test(bare)
    ? bare.toLowerCase()
    : bare;
}
