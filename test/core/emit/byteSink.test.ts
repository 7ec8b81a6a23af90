import { assert, integer, nat, oneof, property } from 'fast-check';
import { expect, test } from 'vitest';
import { ByteSink } from '../../../src/core/emit/byteSink.ts';

/** LEB128 as the specification defines it, read back by arithmetic instead of shifts. */
function readUnsigned(bytes: Uint8Array): number {
  return bytes.reduceRight((value, byte) => value * 128 + (byte & 0x7f), 0);
}

function written(write: (sink: ByteSink) => void): Uint8Array {
  const sink = new ByteSink();
  write(sink);
  return sink.written();
}

const continues = (bytes: Uint8Array): boolean[] => [...bytes].map((byte) => byte >= 0x80);

test('an unsigned integer reads back, and only its last byte ends it', () => {
  assert(
    property(oneof(nat(300), integer({ min: 0, max: 2 ** 32 - 1 })), (value) => {
      const bytes = written((sink) => sink.unsigned(value));
      expect(readUnsigned(bytes)).toBe(value);
      expect(continues(bytes).indexOf(false)).toBe(bytes.length - 1);
    }),
    { seed: 1 },
  );
});

test('a signed integer reads back, sign and all', () => {
  assert(
    property(oneof(integer({ min: -200, max: 200 }), integer()), (value) => {
      const bytes = written((sink) => sink.signed(value));
      const magnitude = readUnsigned(bytes);
      const isNegative = (bytes[bytes.length - 1] & 0x40) !== 0;
      expect(isNegative ? magnitude - 2 ** (7 * bytes.length) : magnitude).toBe(value);
    }),
    { seed: 2 },
  );
});

test('what is written survives growing', () => {
  const long = Uint8Array.from({ length: 5000 }, (_, i) => i % 251);
  const bytes = written((sink) => {
    for (const byte of long) sink.byte(byte);
    sink.counted(long);
  });
  expect(bytes.subarray(0, long.length)).toEqual(long);
  // 5000 takes two bytes
  expect(bytes.subarray(long.length + 2)).toEqual(long);
});
