/**
 * Keccak-256 with the padding of 2011, as Ethereum and Monero use it (SHA3-256 of FIPS 202 pads otherwise). Plain
 * 64-bit arithmetic on BigInt: for import, a few thousand addresses a second.
 */
const MASK = (1n << 64n) - 1n;
const RATE_BYTES = 136;
const ROUNDS = 24;

/** Keccak reference, section 1.2: round constants by a shift register, offsets and lanes by the walk of rho and pi. */
const roundConstants: readonly bigint[] = makeRoundConstants();
const { offsets, targets } = makeWalk();

export function keccak256(bytes: Uint8Array): Uint8Array {
  const numBlocks = Math.floor(bytes.length / RATE_BYTES) + 1;
  const padded = new Uint8Array(numBlocks * RATE_BYTES);
  padded.set(bytes);
  padded[bytes.length] = 1;
  padded[padded.length - 1] |= 0x80;
  const view = new DataView(padded.buffer);
  const state = Array.from({ length: 25 }, () => 0n);
  for (let block = 0; block < padded.length; block += RATE_BYTES) {
    for (let lane = 0; lane < RATE_BYTES / 8; lane++) state[lane] ^= view.getBigUint64(block + lane * 8, true);
    permute(state);
  }
  const digest = new DataView(new ArrayBuffer(32));
  for (let lane = 0; lane < 4; lane++) digest.setBigUint64(lane * 8, state[lane], true);
  return new Uint8Array(digest.buffer);
}

function permute(a: bigint[]): void {
  for (let round = 0; round < ROUNDS; round++) {
    const parity = [0, 1, 2, 3, 4].map((x) => a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20]);
    for (let x = 0; x < 5; x++) {
      const mixed = parity[(x + 4) % 5] ^ rotate(parity[(x + 1) % 5], 1);
      for (let y = 0; y < 25; y += 5) a[y + x] ^= mixed;
    }
    const moved = [...a];
    for (let lane = 0; lane < 25; lane++) moved[targets[lane]] = rotate(a[lane], offsets[lane]);
    for (let y = 0; y < 25; y += 5) {
      for (let x = 0; x < 5; x++)
        a[y + x] = moved[y + x] ^ (~moved[y + ((x + 1) % 5)] & MASK & moved[y + ((x + 2) % 5)]);
    }
    a[0] ^= roundConstants[round];
  }
}

function rotate(lane: bigint, by: number): bigint {
  return ((lane << BigInt(by)) | (lane >> BigInt(64 - by))) & MASK;
}

function makeWalk(): { offsets: readonly number[]; targets: readonly number[] } {
  const offsets = Array.from({ length: 25 }, () => 0);
  const targets = Array.from({ length: 25 }, (_, lane) => {
    const [x, y] = [lane % 5, Math.floor(lane / 5)];
    return y + 5 * ((2 * x + 3 * y) % 5);
  });
  let [x, y] = [1, 0];
  for (let step = 0; step < 24; step++) {
    offsets[x + 5 * y] = (((step + 1) * (step + 2)) / 2) % 64;
    [x, y] = [y, (2 * x + 3 * y) % 5];
  }
  return { offsets, targets };
}

function makeRoundConstants(): bigint[] {
  let register = 1;
  return Array.from({ length: ROUNDS }, () => {
    let constant = 0n;
    for (let j = 0; j < 7; j++) {
      if (register & 1) constant |= 1n << BigInt(2 ** j - 1);
      register = register & 0x80 ? ((register << 1) ^ 0x171) & 0xff : register << 1;
    }
    return constant;
  });
}
