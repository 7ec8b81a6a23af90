/** A comparison that cannot fail would prove nothing. */
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { loadComparer } from '../../tools/parity/compareModel.ts';
import { type Frame, readFrames } from '../../tools/parity/readFrames.ts';

const file = (name: string): Uint8Array =>
  Uint8Array.from(readFileSync(new URL(`../fixtures/lightgbm/binary/${name}`, import.meta.url)));
const model = file('model.txt');
const raw = file('raw.f64');
const numRows = raw.length / 8;
const leaves = file('leaves.i32');
const numTrees = leaves.length / 4 / numRows;
const head = { kind: 'rows', numRows, numOutputs: 1, numTrees } as const;
const newComparer = loadComparer();

function differing(parts: readonly Uint8Array[]): number {
  const comparer = newComparer(model, {});
  comparer.add(
    head,
    parts.map((part) => part.slice().buffer),
  );
  return comparer.finish().numDiffering;
}

test('what the library said differs nowhere', () => {
  expect(differing([file('rows.f64'), raw, leaves])).toBe(0);
});

test('one bit of one margin is seen, and one leaf', () => {
  const otherRaw = raw.slice();
  otherRaw[8 * (numRows - 1)] ^= 1;
  expect(differing([file('rows.f64'), otherRaw, leaves])).toBe(1);
  const otherLeaves = leaves.slice();
  otherLeaves[4 * numTrees * 3] ^= 1;
  expect(differing([file('rows.f64'), raw, otherLeaves])).toBe(1);
});

async function all(source: Readable): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const one of readFrames(source)) frames.push(one);
  return frames;
}

function frame(about: object, parts: readonly Uint8Array[]): Buffer {
  const text = Buffer.from(JSON.stringify({ ...about, parts: parts.map((part) => part.length) }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  return Buffer.concat([length, text, ...parts]);
}

const bytes = Buffer.concat([frame({ kind: 'about', versions: {} }, []), frame(head, [raw, leaves])]);
const cutInto = (size: number): Readable =>
  Readable.from(
    Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) => bytes.subarray(i * size, (i + 1) * size)),
  );

test('frames are read whole, however the stream is cut', async () => {
  for (const size of [1, 7, 4096, bytes.length]) {
    const frames = await all(cutInto(size));
    expect(frames.map((one) => one.head)).toEqual([{ kind: 'about', versions: {} }, head]);
    expect(new Uint8Array(frames[1].parts[1])).toEqual(leaves);
  }
});

test('a stream that ends within a frame is an error', async () => {
  const ending = (length: number): Promise<unknown> => all(Readable.from([bytes.subarray(0, length)]));
  for (const length of [1, 5, 100, bytes.length - 1])
    await expect(ending(length)).rejects.toThrow(/ended within a frame/);
});
