/** Bech32 (BIP 173) and Bech32m (BIP 350), and the alike but longer checksum of Bitcoin Cash addresses. */
const LETTERS = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';
const GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
const BECH32 = 1;
const BECH32M = 0x2bc830a3;
const CHECK_LETTERS = 6;
/** Of a Zcash unified address; BIP 173 itself ends at 90. */
const MOST_LETTERS = 512;

/** Prefix and encoding where the checksum is right, else null. Mixed case is wrong by the standard. */
export function readBech32(text: string): { prefix: string; values: readonly number[]; isM: boolean } | null {
  const lower = text.toLowerCase();
  if (text.length > MOST_LETTERS || (text !== lower && text !== text.toUpperCase())) return null;
  const split = lower.lastIndexOf('1');
  const values = valuesOf(lower.slice(split + 1));
  if (split < 1 || values === null || values.length < CHECK_LETTERS) return null;
  const prefix = lower.slice(0, split);
  const codes = [...prefix].map((letter) => letter.charCodeAt(0));
  const sum = polymod([...codes.map((code) => code >> 5), 0, ...codes.map((code) => code & 31), ...values]);
  if (sum !== BECH32 && sum !== BECH32M) return null;
  return { prefix, values: values.slice(0, -CHECK_LETTERS), isM: sum === BECH32M };
}

/** A witness address: version 0 is Bech32, later ones are Bech32m; programmes have 2 to 40 bytes. */
export function isSegwit(text: string, prefix: string): boolean {
  const read = readBech32(text);
  if (read === null || read.prefix !== prefix || text.length > 90) return false;
  const [version, ...programme] = read.values;
  const numBytes = Math.floor((programme.length * 5) / 8);
  if (version === undefined || version > 16 || numBytes < 2 || numBytes > 40) return false;
  if (version === 0) return !read.isM && (numBytes === 20 || numBytes === 32);
  return read.isM;
}

const CASH_PREFIX = 'bitcoincash';
const CASH_GENERATORS = [0x98f2bc8e61n, 0x79b76d99e2n, 0xf33e5fb3c4n, 0xae2eabe2a8n, 0x1e4f43e470n];

/** The CashAddr of Bitcoin Cash, with or without its prefix. */
export function isCashAddress(text: string): boolean {
  const lower = text.toLowerCase();
  if (text !== lower && text !== text.toUpperCase()) return false;
  const values = valuesOf(lower.replace(`${CASH_PREFIX}:`, ''));
  if (values === null || values.length < 42 || values.length > 112) return false;
  const prefix = [...CASH_PREFIX].map((letter) => letter.charCodeAt(0) & 31);
  let sum = 1n;
  for (const value of [...prefix, 0, ...values]) {
    const top = sum >> 35n;
    sum = ((sum & 0x07ffffffffn) << 5n) ^ BigInt(value);
    for (const [bit, generator] of CASH_GENERATORS.entries()) if ((top >> BigInt(bit)) & 1n) sum ^= generator;
  }
  return sum === 1n;
}

function valuesOf(text: string): number[] | null {
  const values = [...text].map((letter) => LETTERS.indexOf(letter));
  return values.includes(-1) ? null : values;
}

function polymod(values: readonly number[]): number {
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (const [bit, generator] of GENERATORS.entries()) if ((top >>> bit) & 1) sum ^= generator;
  }
  return sum >>> 0;
}
