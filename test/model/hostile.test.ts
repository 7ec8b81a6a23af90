/**
 * Files that come from nobody one knows: whatever they hold, a reader gives a Forest or a documented refusal, in time and
 * memory that the file's own size bounds. POSTERN_HOSTILE_RUNS makes more files (default 120 a format).
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PosternError } from '../../src/contract/errors.ts';
import { importModel } from '../../src/model/importModel.ts';
import { readManifest, readModel } from './golden.ts';
import { bombs, mutated, withHugeNumbers } from './hostileFiles.ts';
import { seeded } from '../forest/randomForest.ts';

const formats = ['lightgbm', 'xgboost', 'catboost', 'onnx'] as const;
const numRuns = Number(process.env['POSTERN_HOSTILE_RUNS'] ?? 120);

/** Of processor time; honest files of this size take a tenth of it on a busy machine. */
const MOST_SECONDS = 5;
/** The largest typed array beside the file's size: a byte may become a number and the room to grow. */
const MOST_BYTES_A_BYTE = 64;
const FLOOR_BYTES = 1 << 20;

const names = [
  'Float64Array',
  'Float32Array',
  'Int32Array',
  'Uint32Array',
  'Int16Array',
  'Uint16Array',
  'Uint8Array',
] as const;
type Maker = new (...given: never[]) => ArrayBufferView;
const holder = globalThis as unknown as Record<string, Maker>;
const originals = new Map<string, Maker>(names.map((name) => [name, holder[name]]));
let largest = 0;

// memory that is declared and never touched shows in no measure of the process
beforeAll(() => {
  for (const [name, original] of originals) {
    const watched = new Proxy(original, {
      construct(target, given: unknown[], self) {
        const length = typeof given[0] === 'number' ? given[0] : 0;
        const each = (target as unknown as { BYTES_PER_ELEMENT: number }).BYTES_PER_ELEMENT;
        largest = Math.max(largest, length * each);
        return Reflect.construct(target, given, self) as object;
      },
    });
    holder[name] = watched;
  }
});
afterAll(() => {
  for (const [name, original] of originals) holder[name] = original;
});

/** @returns Whether the file was refused. */
function survives(bytes: Uint8Array, what: string, options?: Readonly<Record<string, unknown>>): boolean {
  const before = process.cpuUsage().user;
  largest = 0;
  let isRefused = false;
  try {
    importModel(bytes, options);
  } catch (error) {
    if (!(error instanceof PosternError)) throw new Error(`${what}: not a documented error`, { cause: error });
    expect(error.code, what).toMatch(/^MODEL_(INVALID|UNSUPPORTED)$/);
    expect(error.message.length, what).toBeLessThan(2000);
    isRefused = true;
  }
  expect((process.cpuUsage().user - before) / 1e6, `seconds for ${what}`).toBeLessThan(MOST_SECONDS);
  expect(largest, `bytes at once for ${what}`).toBeLessThan(FLOOR_BYTES + bytes.length * MOST_BYTES_A_BYTE);
  return isRefused;
}

for (const format of formats) {
  describe(`files made from those of ${format}`, () => {
    const { cases } = readManifest(format);
    const files = cases.map(({ name, options }) => ({ name, options, bytes: readModel(format, name) }));

    test('changed at random', () => {
      const random = seeded(97);
      let numRefused = 0;
      for (let run = 0; run < numRuns; run++) {
        const { name, bytes, options } = files[run % files.length];
        if (survives(mutated(bytes, random), `${name}, change ${run}`, options)) numRefused++;
      }
      expect(numRefused).toBeGreaterThan(numRuns / 5);
    });

    test('with numbers out of any range', () => {
      // binary files hold no digits; theirs are overwritten above
      const smallest = files.filter(({ name }) => !/ubj/.test(name)).sort((a, b) => a.bytes.length - b.bytes.length);
      for (const { name, bytes, options } of smallest.slice(0, 2)) {
        let count = 0;
        for (const file of withHugeNumbers(bytes, numRuns / 2)) survives(file, `${name}, number ${count++}`, options);
      }
    });
  });
}

describe('files made from nothing are refused', () => {
  for (const [what, bytes] of Object.entries(bombs)) {
    test(what, () => expect(survives(bytes, what)).toBe(true));
  }
});
