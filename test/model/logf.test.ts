import { expect, test } from 'vitest';
import { logf } from '../../src/model/xgboost/logf.ts';

/** Bits of a value and of logf(value), glibc 2.36; of the first twelve the nearest f32 is another. */
const pairs: readonly (readonly [number, number])[] = [
  [0x3f64b202, 0xbde6fcb8],
  [0x4101d610, 0x4005feef],
  [0x3f8a92f3, 0x3da28f06],
  [0x3f8b1195, 0x3da9db37],
  [0x3f8c0d0d, 0x3db84575],
  [0x3f83cca9, 0x3cefa03d],
  [0x3ffb3a2e, 0x3f2ca0bd],
  [0x3f83f55b, 0x3cf98022],
  [0x3f8af217, 0x3da80b3c],
  [0x3f82a0b8, 0x3ca67a04],
  [0x40117e4e, 0x3f523d47],
  [0x400c4df6, 0x3f48f151],
  [0x40743467, 0x3fab6868],
  [0x3f8cfe1d, 0x3dc5fec7],
  [0x3d910a49, 0xc029726a],
  [0x34a4e04f, 0xc16fefeb],
];

const fromBits = (bits: number): number => new Float32Array(Uint32Array.of(bits).buffer)[0];

test('the logarithm is that of the C library to the last bit, also where that is not the nearest', () => {
  expect(pairs.map(([value]) => logf(fromBits(value)))).toEqual(pairs.map(([, log]) => fromBits(log)));
  const nearest = pairs.filter(([value, log]) => Math.fround(Math.log(fromBits(value))) === fromBits(log));
  expect(nearest).toHaveLength(4);
});

test('it is never further than one f32 from the nearest, over all magnitudes', () => {
  for (let bits = 0x00800000; bits < 0x7f800000; bits += 99_991) {
    const exact = Math.log(fromBits(bits));
    expect(Math.abs(logf(fromBits(bits)) - exact)).toBeLessThanOrEqual(Math.abs(exact) * 2 ** -23);
  }
});

test('one, zero, what is below zero, infinite or denormal', () => {
  expect([1, 0, -1, Infinity, 1e-40].map(logf)).toEqual([0, -Infinity, NaN, Infinity, -92.10340881347656]);
});
