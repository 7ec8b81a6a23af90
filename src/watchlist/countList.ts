/** What is on a list, counted. */
import type { Entry } from './entry.ts';
import { Tally } from './faults.ts';
import { checkWallet } from './text/wallets/checkWallet.ts';

export type ListCounts = {
  entries: number;
  readonly kinds: Tally;
  readonly programmes: Tally;
  readonly indicators: Tally;
  readonly handling: Tally;
  /** By symbol and what the checksum says. */
  readonly wallets: Tally;
  /** Entry, symbol and address of those that are no address of their chain. */
  readonly wrongWallets: { readonly id: string; readonly symbol: string; readonly address: string }[];
};

export function emptyCounts(): ListCounts {
  return {
    entries: 0,
    kinds: new Tally(),
    programmes: new Tally(),
    indicators: new Tally(),
    handling: new Tally(),
    wallets: new Tally(),
    wrongWallets: [],
  };
}

export function countEntry(counts: ListCounts, { id, kind, programmes, handling, indicators }: Entry): void {
  counts.entries++;
  counts.kinds.add(kind);
  counts.handling.add(handling);
  for (const programme of programmes) counts.programmes.add(programme);
  for (const indicator of indicators) {
    counts.indicators.add(indicator.kind === 'name' ? `name, ${indicator.quality}` : indicator.kind);
    if (indicator.kind !== 'wallet') continue;
    const { symbol, address } = indicator;
    const verdict = checkWallet(symbol, address);
    counts.wallets.add(`${symbol}, ${verdict}`);
    if (verdict === 'wrong') counts.wrongWallets.push({ id, symbol, address });
  }
}
