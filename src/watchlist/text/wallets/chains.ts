/** What an address of each chain looks like, and how its checksum is checked. */
import { decodeBase58, decodeBase58Check, RIPPLE_LETTERS } from './base58.ts';
import { isCashAddress, isSegwit, readBech32 } from './bech32.ts';
import { keccak256 } from './keccak.ts';
import { isMonero } from './monero.ts';

/** `unchecked`: of the right shape, in a spelling without a checksum. `wrong`: neither. */
export type Verdict = 'right' | 'unchecked' | 'wrong';
type Check = (address: string) => Verdict;

const HASH_BYTES = 20;
const verdict = (isRight: boolean): Verdict => (isRight ? 'right' : 'wrong');

/** Base58Check with one of these version bytes and a hash of 20 bytes; or a witness address with the prefix. */
function bitcoinLike(versions: readonly (readonly number[])[], prefix?: string): Check {
  return (address) => {
    if (prefix !== undefined && address.toLowerCase().startsWith(`${prefix}1`))
      return verdict(isSegwit(address, prefix));
    const body = decodeBase58Check(address);
    return verdict(body !== null && versions.some((version) => startsWith(body, version)));
  };
}

function startsWith(body: Uint8Array, version: readonly number[]): boolean {
  return body.length === version.length + HASH_BYTES && version.every((byte, i) => byte === body[i]);
}

const ethereum: Check = (address) => {
  if (!/^0x[0-9a-f]{40}$/i.test(address)) return 'wrong';
  const digits = address.slice(2);
  const lower = digits.toLowerCase();
  if (digits === lower || digits === digits.toUpperCase()) return 'unchecked';
  // EIP-55: a letter is a capital where the hash of the small letters has a high digit
  const hash = Buffer.from(keccak256(Buffer.from(lower))).toString('hex');
  const isRight = [...lower].every((digit, i) => digits[i] === (hash[i] >= '8' ? digit.toUpperCase() : digit));
  return verdict(isRight);
};

const bitcoin = bitcoinLike([[0], [5]], 'bc');
const tron = bitcoinLike([[0x41]]);
const ripple: Check = (address) => {
  const body = decodeBase58Check(address, RIPPLE_LETTERS);
  return verdict(body !== null && startsWith(body, [0]));
};
const solana: Check = (address) => (decodeBase58(address)?.length === 32 ? 'unchecked' : 'wrong');
const bitcoinCash: Check = (address) => {
  const legacy = bitcoinLike([[0], [5]])(address);
  return legacy === 'right' ? legacy : verdict(isCashAddress(address));
};
const zcash: Check = (address) => {
  if (/^(zs|u)1/i.test(address)) {
    const read = readBech32(address);
    return verdict(read !== null && (read.prefix === 'u' ? read.isM : read.prefix === 'zs' && !read.isM));
  }
  const body = decodeBase58Check(address);
  const isOldShielded = body !== null && body.length === 66 && body[0] === 0x16 && body[1] === 0x9a;
  return isOldShielded
    ? 'right'
    : bitcoinLike([
        [0x1c, 0xb8],
        [0x1c, 0xbd],
      ])(address);
};
/** Tether is issued on several chains. */
const firstRight =
  (...checks: readonly Check[]): Check =>
  (address) => {
    const verdicts = checks.map((check) => check(address));
    return verdicts.find((one) => one === 'right') ?? verdicts.find((one) => one === 'unchecked') ?? 'wrong';
  };

/** By the symbols that lists use. */
export const chains: Readonly<Record<string, Check>> = {
  XBT: bitcoin,
  BTC: bitcoin,
  BSV: bitcoin,
  BCH: bitcoinCash,
  BTG: bitcoinLike([[0x26], [0x17]], 'btg'),
  LTC: bitcoinLike([[0x30], [0x32], [5]], 'ltc'),
  DOGE: bitcoinLike([[0x1e], [0x16]]),
  DASH: bitcoinLike([[0x4c], [0x10]]),
  XVG: bitcoinLike([[0x1e], [0x21]]),
  ZEC: zcash,
  ETH: ethereum,
  ETC: ethereum,
  ARB: ethereum,
  BSC: ethereum,
  BNB: ethereum,
  MATIC: ethereum,
  USDC: firstRight(ethereum, solana),
  USDT: firstRight(ethereum, tron, bitcoin, solana),
  TRX: tron,
  XRP: ripple,
  XMR: (address) => verdict(isMonero(address)),
  SOL: solana,
};
/** Told where text alone says which chain an address belongs to: no symbol here is another one's address. */
export const distinctChains: readonly string[] = [
  'XBT',
  'BCH',
  'BTG',
  'LTC',
  'DOGE',
  'DASH',
  'XVG',
  'ZEC',
  'ETH',
  'TRX',
  'XRP',
  'XMR',
  'SOL',
];
