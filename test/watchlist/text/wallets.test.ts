import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkWallet } from '../../../src/watchlist/text/wallets/checkWallet.ts';
import { findWallets } from '../../../src/watchlist/text/wallets/findWallets.ts';
import { keccak256 } from '../../../src/watchlist/text/wallets/keccak.ts';
import { sharedPath, testWithData } from '../sharedData.ts';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

test('Keccak-256 of the reference: of nothing, of abc, and of whole blocks', () => {
  expect(hex(keccak256(Buffer.from('')))).toBe('c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470');
  expect(hex(keccak256(Buffer.from('abc')))).toBe('4e03657aea45a94fc7d47ba826c8d667c0d1e6e33a64a036ec44f58fa12d6c45');
  // another padding, the same permutation: not equal to SHA3, which Node knows
  const long = Buffer.alloc(300, 7);
  expect(hex(keccak256(long))).not.toBe(createHash('sha3-256').update(long).digest('hex'));
});

/** Published examples: BIP 173, BIP 350, EIP-55, the CashAddr specification, and addresses known to all. */
const good: readonly (readonly [symbol: string, address: string])[] = [
  ['XBT', '1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa'],
  ['XBT', '3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy'],
  ['XBT', 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4'],
  ['XBT', 'bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0'],
  ['ETH', '0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed'],
  ['ETH', '0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359'],
  ['BCH', 'bitcoincash:qr95sy3j9xwd2ap32xkykttr4cvcu7as4y0qverfuy'],
  ['TRX', 'TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t'],
  ['XRP', 'rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh'],
  ['DOGE', 'DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L'],
];

test('published addresses are right, and wrong once any letter is another', () => {
  for (const [symbol, address] of good) {
    expect([symbol, checkWallet(symbol, address)]).toEqual([symbol, 'right']);
    const at = address.length - 5;
    const other = address[at] === '2' ? '3' : '2';
    const broken = address.slice(0, at) + other + address.slice(at + 1);
    expect([broken, checkWallet(symbol, broken)]).toEqual([broken, 'wrong']);
  }
});

test('addresses are found between words and punctuation, and not inside longer words', () => {
  for (const [symbol, address] of good) {
    const bare = address.replace('bitcoincash:', '');
    const [found] = findWallets(`send to (${address}), quickly; order 123456789012345678901234567890`);
    expect([found.address, found.symbols.includes(symbol), found.isChecked]).toEqual([bare, true, true]);
    expect(findWallets(`x${bare}y`)).toEqual([]);
  }
});

testWithData('every listed address with a right checksum is found in free text', () => {
  const folder = sharedPath('ofac', 'crypto');
  const wrong: string[] = [];
  let numFound = 0;
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.txt'))) {
    const symbol = name.replace(/^sanctioned_addresses_|\.txt$/g, '');
    for (const address of readFileSync(`${folder}/${name}`, 'utf8').trim().split('\n')) {
      if (checkWallet(symbol, address) === 'wrong') wrong.push(`${symbol} ${address}`);
      else {
        expect(findWallets(`pay ${address}, then write`).map((found) => found.address)).toEqual([address]);
        numFound++;
      }
    }
  }
  // one of Tron, put under Bitcoin by the list; and a number that is no address at all
  expect(wrong).toEqual([
    'XBT TUCsTq7TofTCJRRoHk6RvhMoS2mJLm5Yzq',
    'XMR 5be5543ff73456ab9f2d207887e2af87322c651ea1a873c5b25b7ffae456c320',
  ]);
  expect(checkWallet('TRX', 'TUCsTq7TofTCJRRoHk6RvhMoS2mJLm5Yzq')).toBe('right');
  expect(numFound).toBe(652);
});

testWithData('the wallets of the remarks are found in the text of the list, but for the two that are none', () => {
  const remarks = ['sdn.csv', 'sdn_comments.csv'].map((name) => readFileSync(sharedPath('ofac', name), 'latin1'));
  const comments = new Map(
    remarks[1].split('\r\n').map((row) => [row.split(',')[0], row.replace(/^\d+,"|"$/g, '')] as const),
  );
  const rows = remarks[0].split('\r\n').map((row) => row.replace(/"$/, '') + (comments.get(row.split(',')[0]) ?? ''));
  const mentioned = rows.flatMap((row) =>
    [...row.matchAll(/Digital Currency Address - \S+ (\w+)/g)].map(([, one]) => one),
  );
  const found = new Set(rows.flatMap((row) => findWallets(row).map(({ address }) => address)));
  expect([mentioned.length, new Set(mentioned).size]).toEqual([97, 95]);
  expect(mentioned.filter((address) => !found.has(address))).toEqual([
    '5be5543ff73456ab9f2d207887e2af87322c651ea1a873c5b25b7ffae456c320',
    '0xa7e5d5a720f06526557c513402f2e6b5fa20b00',
  ]);
});
