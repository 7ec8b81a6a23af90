/** The core's SipHash-2-4 beside the vectors of its authors: key 00 to 0f, texts of 0, 1, 2 ... bytes. */
import { expect, test } from 'vitest';
import { createStandaloneCore } from '../../src/core/standaloneCore.ts';

const vectors: readonly (readonly [number, bigint])[] = [
  [0, 0x726fdb47dd0e0e31n],
  [1, 0x74f839c593dc67fdn],
  [2, 0x0d6c8009d9a94f5an],
  [7, 0xab0200f58b01d137n],
  [8, 0x93f5f5799a932462n],
  [15, 0xa129ca6149be45e5n],
];

test('hashes of the reference implementation, whatever lies behind the text', () => {
  const { core, address } = createStandaloneCore(64);
  const bytes = new Uint8Array(core.memory.buffer);
  const text = address + 16;
  for (let i = 0; i < 16; i++) bytes[address + i] = i;
  for (const [length, hash] of vectors) {
    for (const behind of [0, 0xff]) {
      bytes.fill(behind, text, text + 24);
      for (let i = 0; i < length; i++) bytes[text + i] = i;
      expect([length, BigInt.asUintN(64, core.sipHash(address, text, length))]).toEqual([length, hash]);
    }
  }
});
