/** Phones, mailboxes, wallets and numbers of documents, drawn anew in the shape of a listed one. */
import { createHash } from 'node:crypto';
import type { Random } from '../../src/base/random.ts';
import type { TextIndicator, WalletIndicator } from '../../src/watchlist/entry.ts';
import { BITCOIN_LETTERS } from '../../src/watchlist/text/wallets/base58.ts';
import { otherDigits } from './rewordName.ts';

const HASH_BYTES = 20;
const DOMAINS = ['gmail.com', 'yahoo.com', 'mail.ru', 'hotmail.com', 'protonmail.com', 'qq.com'];
const DIAL_CODES = ['1', '7', '44', '49', '52', '57', '86', '90', '92', '93', '98', '961', '963', '964', '971'];

export function anyPhone(random: Random): string {
  const code = random.pick(DIAL_CODES);
  return `+${code}${otherDigits(random, '9'.repeat(12 - code.length))}`;
}

/** @param words of whom it belongs to */
export function anyEmail(random: Random, words: readonly string[]): string {
  const local = words.length > 0 ? `${random.pick(words)}.${random.pick(words)}` : 'office';
  return `${local}${random.between(1, 9999)}@${random.pick(DOMAINS)}`.toLowerCase();
}

/** Bitcoin, Tron and Ethereum in turn; the first two with a right checksum, the third in a spelling without one. */
export function anyWallet(random: Random): WalletIndicator {
  const [symbol, version] = random.pick([['XBT', 0] as const, ['TRX', 0x41] as const, ['ETH', null] as const]);
  const hash = Buffer.from(Array.from({ length: HASH_BYTES }, () => random.below(256)));
  return version === null
    ? { kind: 'wallet', symbol, address: `0x${hash.toString('hex')}`, isChecked: false }
    : { kind: 'wallet', symbol, address: base58Check(Buffer.concat([Buffer.of(version), hash])), isChecked: true };
}

/** Letters and digits of a document's number, each by another of its sort. */
export function otherNumber(random: Random, { kind, text }: TextIndicator): TextIndicator {
  const letters = text.replaceAll(/[A-Z]/g, () => String.fromCharCode(65 + random.below(26)));
  return { kind, text: otherDigits(random, letters) };
}

function base58Check(body: Buffer): string {
  const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
  const whole = Buffer.concat([body, sha256(sha256(body)).subarray(0, 4)]);
  let rest = BigInt(`0x${whole.toString('hex')}`);
  let text = '';
  for (; rest > 0n; rest /= 58n) text = BITCOIN_LETTERS[Number(rest % 58n)] + text;
  for (let i = 0; whole[i] === 0; i++) text = BITCOIN_LETTERS[0] + text;
  return text;
}
