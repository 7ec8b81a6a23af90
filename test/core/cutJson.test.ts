import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Format } from '../../src/contract/formats.ts';
import { CUT_STATE_BYTES, type Cutter, openCutter } from '../../src/core/cutters.ts';
import { type Build, compileCore, instantiateCore } from '../../src/core/wasm.ts';

const BODY_BYTES = 1 << 16;
const PADDING = 64;

type Bench = { cutter(format?: Format): Cutter; bytes: Uint8Array; at: number };

function openBench(build: Build): Bench {
  const memory = new WebAssembly.Memory({ initial: 64, maximum: 64, shared: true });
  const core = instantiateCore(compileCore(build), memory);
  const state = 1 << 20;
  const bytes = new Uint8Array(memory.buffer);
  return {
    bytes,
    at: state + CUT_STATE_BYTES + PADDING,
    cutter: (format = 'json') => {
      bytes.fill(0, state, state + CUT_STATE_BYTES);
      return openCutter(format, core, memory, state);
    },
  };
}

/** Cut a body in pieces of the given lengths; what each call returned, and the rows that came out. */
function cutInPieces(bench: Bench, body: string, lengths: readonly number[]): { rows: string[]; boundaries: number[] } {
  const { bytes, at } = bench;
  const source = Buffer.from(body);
  bytes.fill(0x22, at, at + BODY_BYTES);
  const cutter = bench.cutter();
  const boundaries: number[] = [];
  let next = at;
  let piece = 0;
  let last = at;
  while (next < at + source.length) {
    const length = Math.min(lengths[piece++ % lengths.length], at + source.length - next);
    // only the piece itself is there yet: what lies behind it must not matter
    bytes.set(source.subarray(next - at, next - at + length), next);
    const boundary = cutter.cut(next, next + length);
    boundaries.push(boundary === 0 ? 0 : boundary - at);
    if (boundary !== 0) last = boundary;
    const firstNewline = bytes.subarray(next, next + length).indexOf(10);
    expect(cutter.firstBoundary).toBe(firstNewline < 0 ? 0 : next + firstNewline + 1);
    next += length;
  }
  cutter.finish();
  const text = Buffer.from(bytes.slice(at, last)).toString();
  const rows = text === '' ? [] : text.slice(0, -1).split('\n');
  expect(Buffer.from(bytes.slice(last, next)).toString().trim()).toBe('');
  return { rows, boundaries };
}

const blank = fc.stringMatching(/^[ \t\r\n]{0,3}$/);
/** A JSON list written with blanks anywhere between tokens. */
const writtenList = fc
  .tuple(fc.array(fc.jsonValue({ maxDepth: 3 }), { maxLength: 8 }), fc.array(blank, { minLength: 1 }))
  .map(([values, blanks]) => {
    let i = 0;
    const pad = (): string => blanks[i++ % blanks.length];
    const write = (value: unknown): string => {
      if (Array.isArray(value)) return `[${pad()}${value.map((item) => write(item) + pad()).join(`,${pad()}`)}]`;
      if (typeof value !== 'object' || value === null) return JSON.stringify(value);
      const members = Object.entries(value).map(
        ([key, item]) => `${JSON.stringify(key)}${pad()}:${pad()}${write(item)}${pad()}`,
      );
      return `{${pad()}${members.join(`,${pad()}`)}}`;
    };
    return { values, body: `${pad()}${write(values)}${pad()}` };
  });

describe.each<Build>(['simd', 'scalar'])('the JSON cutter, %s build', (build) => {
  const bench = openBench(build);

  test('gives the elements of any list as rows, however the body is cut', () => {
    fc.assert(
      fc.property(
        writtenList,
        fc.array(fc.integer({ min: 1, max: 150 }), { minLength: 1 }),
        ({ values, body }, lengths) => {
          const { rows } = cutInPieces(bench, body, lengths);
          expect(rows.map((row) => JSON.parse(row))).toEqual(JSON.parse(JSON.stringify(values)));
        },
      ),
      { seed: 7, numRuns: 400 },
    );
  });

  test('cuts the same at every single byte', () => {
    const body = String.raw`[{"a":"x\\\"],[","b":[1,{"c":"\\"}]} , 12,"s\\", [[]],null,{}, {"long":"${'y'.repeat(150)}\\\\"}]`;
    const whole = cutInPieces(bench, body, [body.length]).rows;
    expect(whole.map((row) => JSON.parse(row))).toEqual(JSON.parse(body));
    for (let length = 1; length < body.length; length++) {
      expect(cutInPieces(bench, body, [length, body.length]).rows).toEqual(whole);
    }
    expect(cutInPieces(bench, body, [1]).rows).toEqual(whole);
  });

  test('takes an empty list', () => {
    expect(cutInPieces(bench, ' [ \n ] \n', [3]).rows).toEqual([]);
  });

  test('keeps a raw newline in a string wrong, and its row one row', () => {
    const { rows } = cutInPieces(bench, '[{"a":"x\ny"},\n{"b":\n1}]', [5]);
    expect(rows).toHaveLength(2);
    expect(() => JSON.parse(rows[0])).toThrow();
    expect(JSON.parse(rows[1])).toEqual({ b: 1 });
  });

  test.each([
    ['', 'closing ]'],
    ['{"itemId":"x"}', 'start the body with ['],
    ['\ufeff[]', 'start the body with ['],
    ['[{},{}', 'closing ]'],
    ['[{"a":"]', 'closing ]'],
    ['[{},]', 'extra comma'],
    ['[,{}]', 'extra comma'],
    ['[{},,{}]', 'extra comma'],
    ['[{}}]', 'braces'],
    ['[{}] x', 'one array'],
    ['[{}][]', 'one array'],
  ])('refuses %j', (body, part) => {
    for (const lengths of [[1], [2], [7], [200]]) {
      const cut = (): unknown => {
        const { bytes, at } = bench;
        const cutter = bench.cutter();
        const source = Buffer.from(body);
        bytes.set(source, at);
        for (let next = 0; next === 0 || next < source.length; next += lengths[0]) {
          cutter.cut(at + next, at + Math.min(source.length, next + lengths[0]));
        }
        return cutter.finish();
      };
      expect(cut).toThrow(expect.objectContaining({ code: 'BODY_INVALID', message: expect.stringContaining(part) }));
    }
  });
});

test('the NDJSON cutter ends rows at newlines', () => {
  const { bytes, at, cutter: open } = openBench('scalar');
  const cutter = open('ndjson');
  bytes.set(Buffer.from('a\nbc\nd'), at);
  expect(cutter.cut(at, at + 6)).toBe(at + 5);
  expect(cutter.firstBoundary).toBe(at + 2);
  expect(cutter.cut(at + 5, at + 6)).toBe(0);
  expect(cutter.firstBoundary).toBe(0);
});
