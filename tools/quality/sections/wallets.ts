/** Listed wallets in free text: every one that is an address of its chain must be found. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { markdownTable } from '../../../src/cli/textTable.ts';
import type { Entry } from '../../../src/watchlist/entry.ts';
import { checkWallet } from '../../../src/watchlist/text/wallets/checkWallet.ts';
import { findWallets } from '../../../src/watchlist/text/wallets/findWallets.ts';
import { dataFolder } from '../data.ts';
import { columns, type Section, type Share, shareFigure, shareText } from '../section.ts';

type Wallet = { readonly symbol: string; readonly address: string };
type Sorted = { readonly valid: Share; readonly wrong: readonly Wallet[]; readonly missed: readonly Wallet[] };

const FILE_NAME = /^sanctioned_addresses_(\w+)\.txt$/;

export function walletsSection(entries: readonly Entry[]): Section {
  const files: Wallet[] = readdirSync(join(dataFolder, 'ofac/crypto')).flatMap((file) => {
    const symbol = FILE_NAME.exec(file)?.[1];
    if (symbol === undefined) return [];
    const addresses = readFileSync(join(dataFolder, 'ofac/crypto', file), 'utf8').split('\n');
    return addresses.filter((address) => address !== '').map((address) => ({ symbol, address }));
  });
  const remarks = entries.flatMap(({ indicators }) => indicators.filter((one) => one.kind === 'wallet'));
  const rows = [
    ['files of addresses by symbol', sorted(files)],
    ['remarks of the SDN list', sorted(remarks)],
  ] as const;
  return {
    lines: [
      ...markdownTable(
        columns('listed wallets in free text', ['listed', 'addresses of their chain', 'found', 'no address']),
        rows.map(([name, { valid, wrong }]) => [
          name,
          String(valid.of + wrong.length),
          String(valid.of),
          shareText(valid),
          String(wrong.length),
        ]),
      ),
      '',
      ...rows.map(
        ([name, { wrong, missed }]) =>
          `No address of its chain, ${name}: ${told(wrong)}. Addresses not found: ${told(missed)}.`,
      ),
    ],
    figures: Object.fromEntries(
      rows.map(([name, { valid }]) => [`wallets found, ${name}`, { ...shareFigure(valid), better: 'higher' }]),
    ),
    bars: rows.map(([name, { valid }]) => ({
      name: `wallets found, ${name}`,
      value: shareFigure(valid).value,
      least: 1,
    })),
  };
}

function sorted(wallets: readonly Wallet[]): Sorted {
  const wrong = wallets.filter(({ symbol, address }) => checkWallet(symbol, address) === 'wrong');
  const valid = wallets.filter((wallet) => !wrong.includes(wallet));
  const missed = valid.filter(({ address }) => {
    const text = `shoes, pls send 0.5 to ${address}, thx (order 20211123-7)`;
    return !findWallets(text).some((found) => found.address === address);
  });
  return { valid: { count: valid.length - missed.length, of: valid.length }, wrong, missed };
}

function told(wallets: readonly Wallet[]): string {
  return wallets.map(({ symbol, address }) => `${symbol} ${address}`).join(', ') || 'none';
}
