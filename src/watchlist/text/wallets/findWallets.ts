/** Addresses of wallets anywhere in free text: by shape first, then by checksum. */
import { chains, distinctChains } from './chains.ts';

export type FoundWallet = {
  readonly address: string;
  /** Chains on which it is an address; several share a form. */
  readonly symbols: readonly string[];
  readonly isChecked: boolean;
  /** Of the first character in the text, in UTF-16 units. */
  readonly start: number;
};

/** Words of letters and digits that can be an address; a prefix with a colon may stand before it. */
const CANDIDATE = /(?<![A-Za-z0-9])(?:0x[0-9a-fA-F]{40}|[A-Za-z0-9]{25,360})(?![A-Za-z0-9])/g;
/** An address of Solana has no checksum: only what looks drawn at random is taken for one. */
const LOOKS_RANDOM = /(?=.*\d.*\d)(?=.*[a-z].*[a-z])(?=.*[A-Z].*[A-Z])/;

/** In order. Every address with a right checksum is found; so are hexadecimal ones of one case. */
export function findWallets(text: string): FoundWallet[] {
  const found: FoundWallet[] = [];
  for (const { 0: address, index: start } of text.matchAll(CANDIDATE)) {
    const verdicts = distinctChains.map((symbol) => [symbol, chains[symbol](address)] as const);
    const right = verdicts.filter(([, verdict]) => verdict === 'right').map(([symbol]) => symbol);
    if (right.length > 0) {
      found.push({ address, symbols: right, isChecked: true, start });
      continue;
    }
    const shaped = verdicts
      .filter(([symbol, verdict]) => verdict === 'unchecked' && (symbol !== 'SOL' || LOOKS_RANDOM.test(address)))
      .map(([symbol]) => symbol);
    if (shaped.length > 0) found.push({ address, symbols: shaped, isChecked: false, start });
  }
  return found;
}
