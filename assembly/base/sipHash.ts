// SipHash-2-4 (Aumasson and Bernstein, 2012): a hash of 64 bits under a key of 128. Who does not know the key cannot
// choose texts of one hash. Checked against the vectors of its authors (test/base/sipHash.test.ts).

/**
 * @param key  16 bytes
 * @param text up to 7 bytes beyond its end are read, which do not count
 */
export function sipHash(key: usize, text: usize, length: u32): u64 {
  const first = load<u64>(key);
  const second = load<u64>(key, 8);
  let v0 = first ^ 0x736f6d6570736575;
  let v1 = second ^ 0x646f72616e646f6d;
  let v2 = first ^ 0x6c7967656e657261;
  let v3 = second ^ 0x7465646279746573;
  const numWhole = length >> 3;
  const numSteps = numWhole + 3;
  // whole words, the rest with the length, and two of nothing that finish it: each takes two rounds
  for (let step: u32 = 0; step < numSteps; step++) {
    let word: u64 = 0;
    if (step < numWhole) word = load<u64>(text + (<usize>step << 3));
    else if (step == numWhole) word = restOf(text + (<usize>step << 3), length);
    else if (step == numWhole + 1) v2 ^= 0xff;
    v3 ^= word;
    for (let round = 0; round < 2; round++) {
      v0 += v1;
      v2 += v3;
      v1 = rotl<u64>(v1, 13) ^ v0;
      v3 = rotl<u64>(v3, 16) ^ v2;
      v0 = rotl<u64>(v0, 32);
      v2 += v1;
      v0 += v3;
      v1 = rotl<u64>(v1, 17) ^ v2;
      v3 = rotl<u64>(v3, 21) ^ v0;
      v2 = rotl<u64>(v2, 32);
    }
    v0 ^= word;
  }
  return v0 ^ v1 ^ v2 ^ v3;
}

@inline
function restOf(at: usize, length: u32): u64 {
  const numBytes = <u64>(length & 7);
  const rest = numBytes == 0 ? 0 : load<u64>(at) & ((<u64>1 << (numBytes << 3)) - 1);
  return rest | (<u64>length << 56);
}
