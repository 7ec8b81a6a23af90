import { expect, it } from 'vitest';
import { Random } from '../../src/base/random.ts';

const mask = 0xffffffffn;
const rotated = (x: bigint, by: bigint): bigint => ((x << by) | (x >> (32n - by))) & mask;

const draw = (...seeds: number[]): number[] => {
  const random = new Random(...seeds);
  return Array.from({ length: 8 }, () => random.u32());
};

it('gives the same numbers for the same seeds, and others for others', () => {
  expect(draw(1, 2)).toEqual(draw(1, 2));
  expect(draw(1, 2)).not.toEqual(draw(2, 1));
  expect(draw(2 ** 32)).not.toEqual(draw(0));
});

it('follows xoshiro128++ as published, written with big integers', () => {
  // the state can be read back from the generator only through a known start
  const random = new Random(42);
  const state = readState(42).map(BigInt) as [bigint, bigint, bigint, bigint];
  for (let i = 0; i < 100; i++) {
    expect(BigInt(random.u32())).toBe((rotated((state[0] + state[3]) & mask, 7n) + state[0]) & mask);
    const shifted = (state[1] << 9n) & mask;
    state[2] ^= state[0];
    state[3] ^= state[1];
    state[1] ^= state[2];
    state[0] ^= state[3];
    state[2] ^= shifted;
    state[3] = rotated(state[3], 11n);
  }
});

it('draws evenly, within four standard errors', () => {
  const random = new Random(3);
  const counts = Array.from({ length: 10 }, () => 0);
  for (let i = 0; i < 100_000; i++) counts[random.below(10)]!++;
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(4 * Math.sqrt(9_000));
});

it('keeps to its bounds', () => {
  const random = new Random(4);
  for (let i = 0; i < 10_000; i++) {
    expect(random.unit()).toBeLessThan(1);
    const drawn = random.between(-3, 3);
    expect(drawn >= -3 && drawn <= 3).toBe(true);
  }
  expect(random.chance(0)).toBe(false);
  expect(random.chance(1)).toBe(true);
});

/** Seeding, written again: lowbias32 over the seed, then four steps of it. */
function readState(seed: number): number[] {
  const mixed = mix(0x9e3779b9 ^ mix(seed) ^ mix(0x85ebca6b));
  const steps = [0x9e3779b9, 0x3c6ef372, 0xdaa66d2b, 0x78dde6e4];
  return steps.map((step, i) => (i === 3 ? mix(mixed + step) | 1 : mix(mixed + step)) >>> 0);
}

function mix(value: number): number {
  let x = value | 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return x ^ (x >>> 16);
}
