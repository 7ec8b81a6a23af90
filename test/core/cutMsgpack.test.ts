import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { Packr } from 'msgpackr';
import { describe, expect, test } from 'vitest';
import { ROW_LENGTH, ROW_START } from '../../src/core/recordLayout.ts';
import type { Build } from '../../src/core/wasm.ts';
import { randomTree } from '../oracle/codecTrees.ts';
import { createCoreHarness, eachTile } from '../oracle/coreHarness.ts';
import { rowAddress } from '../oracle/coreRows.ts';
import { boundariesOf, createCutBench, cutInPieces, endsOf } from '../oracle/cutHarness.ts';
import { type MsgpackWriting, writeMsgpackRow } from '../oracle/msgpackWriter.ts';
import { seededRandom } from '../oracle/random.ts';

const BODY_BYTES = 1 << 20;
const FILLER = 0xc1;
const writing: MsgpackWriting = { wide: 0.3, foreign: 0.02, packed: 0 };
const pieces = fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1, maxLength: 9 });

function randomRows(seed: number, numRows: number): Uint8Array[] {
  const random = seededRandom(seed);
  return Array.from({ length: numRows }, () => writeMsgpackRow(randomTree(random), writing, random));
}

/** Heads of an array in each of its widths. */
function arrayHeads(numRows: number): Uint8Array[] {
  const heads = [
    Buffer.from([0xdc, numRows >> 8, numRows & 0xff]),
    Buffer.from([0xdd, 0, 0, numRows >> 8, numRows & 0xff]),
  ];
  return numRows < 16 ? [Buffer.from([0x90 | numRows]), ...heads] : heads;
}

describe.each<Build>(['simd', 'scalar'])('the msgpack cutter, %s build', (build) => {
  const harness = createCoreHarness({ build });
  const bench = createCutBench(harness, BODY_BYTES);

  test('finds the ends of rows one after another, however the body is cut', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 6 }), pieces, (seed, numRows, lengths) => {
        const rows = randomRows(seed, numRows).filter(
          ([head]) => (head & 0xf0) === 0x80 || head === 0xde || head === 0xdf,
        );
        const cutter = cutInPieces(bench, 'msgpack', Buffer.concat(rows), lengths, endsOf(rows, 0));
        cutter.finish();
        expect(cutter.declaredRows).toBe(-1);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test('finds the ends of an array of rows, overwrites its header and tells its length', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 0, max: 20 }), pieces, (seed, numRows, lengths) => {
        const rows = randomRows(seed, numRows);
        for (const head of arrayHeads(numRows)) {
          const body = Buffer.concat([head, ...rows]);
          const cutter = cutInPieces(bench, 'msgpack', body, lengths, endsOf(rows, head.length));
          cutter.finish();
          expect(cutter.declaredRows).toBe(numRows);
          const laid = harness.bytes.subarray(bench.at, bench.at + body.length);
          expect(laid.subarray(0, head.length).every((byte) => byte === FILLER)).toBe(true);
          expect(Buffer.compare(laid.subarray(head.length), body.subarray(head.length))).toBe(0);
        }
      }),
      { seed: 2, numRuns: 25 },
    );
  });

  test('divides any bytes where the scan divides them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), (bytes) => {
        // neither an array body nor a packed record: those have no plain rows
        const body = bytes.map((byte, i) => (i === 0 ? 0x80 : byte === 0xd4 || byte === 0xd5 ? 0 : byte));
        const ends: number[] = [];
        harness.load(body);
        harness.setWord('inputEnd', harness.word('inputNext') + body.length);
        const start = harness.word('inputNext');
        eachTile(harness, 'scanMsgpack', (numRows) => {
          for (let row = 0; row < numRows; row++) {
            const at = rowAddress(harness, row);
            const length = harness.view.getUint32(at + ROW_LENGTH, true);
            ends.push(harness.view.getUint32(at + ROW_START, true) - start + length);
          }
        });
        const found = boundariesOf(bench, 'msgpack', body);
        // the scan calls what is cut short at the end a row, too
        expect(ends.slice(0, found.length)).toEqual(found);
        expect(ends.length - found.length).toBeLessThanOrEqual(1);
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  test('refuses bytes after the last row of the array', () => {
    expect(() => boundariesOf(bench, 'msgpack', Buffer.from('9280800101', 'hex'))).toThrow(/after the last record/);
  });

  test.each(['92', '9280', 'dc00', 'dd000000', '81', '81a1', '81a16162'.slice(0, 6), 'df0000', '81da0100'])(
    'refuses to finish inside a row or an array: %s',
    (hex) => {
      const cutter = bench.open('msgpack');
      const body = Buffer.from(hex, 'hex');
      harness.bytes.set(body, bench.at);
      cutter.cut(bench.at, bench.at + body.length);
      expect(() => cutter.finish()).toThrow(/the end of the body/);
    },
  );

  test('refuses the packed records of msgpackr by name, wherever a piece ends', () => {
    const body = new Packr().pack([{ itemId: 'x' }, { itemId: 'y' }]);
    expect(() => boundariesOf(bench, 'msgpack', body)).toThrow(expect.objectContaining({ code: 'KEYS_PACKED' }));
  });

  test('refuses a body of another type at its first value, however the body is cut', () => {
    const json = Buffer.from('{"itemId":"x"}\n{"itemId":"y"}\n');
    const bodies = [
      json,
      Buffer.from('[{"itemId":"x"}]'),
      Buffer.from('itemId,sender.country\nx,GB\n'),
      Buffer.from('\ufeff{}'),
      gzipSync(json),
      // nil, a text, a number and an extension: msgpack, but of no record
      Buffer.from('c0', 'hex'),
      Buffer.from('a161', 'hex'),
      Buffer.from('cb3ff0000000000000', 'hex'),
      Buffer.from('d40000', 'hex'),
    ];
    for (const body of bodies) {
      const refused = expect.objectContaining({
        code: 'BODY_INVALID',
        message: expect.stringContaining('starts with a map'),
      });
      expect(() => boundariesOf(bench, 'msgpack', body)).toThrow(refused);
      expect(() => cutInPieces(bench, 'msgpack', body, [body.length], [])).toThrow(refused);
    }
  });

  test('takes a first record packed alone for what it is', () => {
    const body = new Packr().pack({ itemId: 'x' });
    expect(() => boundariesOf(bench, 'msgpack', body)).toThrow(expect.objectContaining({ code: 'KEYS_PACKED' }));
  });

  test('takes lengths beyond four gigabytes of values without losing count', () => {
    const body = Buffer.from('dfffffffffdfffffffff00', 'hex');
    expect(boundariesOf(bench, 'msgpack', body)).toEqual([]);
  });
});
