/** A lowered forest that is not trusted yet, read word by word, and how it is refused. */
import { PosternError } from '../contract/errors.ts';

/** The forest as words. Offsets are in bytes, from its first one. */
export type LoweredWords = {
  readonly numBytes: number;
  /** A u32 of the header. */
  head(at: number): number;
  /** A u32 anywhere in the forest, at a multiple of four. */
  word(at: number): number;
  view(at: number, numWords: number): Uint32Array;
  /** @throws MODEL_INVALID unless `count` items of `bytes` each lie within the forest from `at` on. */
  holds(what: string, at: number, count: number, bytes: number): void;
};

export function fail(what: string): never {
  throw new PosternError('MODEL_INVALID', `The lowered forest is damaged: ${what}; lower the model again`);
}

export function expectThat(holds: boolean, what: string): void {
  if (!holds) fail(what);
}

export function wordsOf(bytes: Uint8Array): LoweredWords {
  // a copy where words do not lie on words; slice() of a Buffer would be none
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes);
  const words = new Uint32Array(aligned.buffer, aligned.byteOffset, aligned.length >> 2);
  const numBytes = bytes.length;
  return {
    numBytes,
    head: (at) => words[at >> 2],
    word: (at) => words[at >>> 2],
    view: (at, numWords) => words.subarray(at >>> 2, (at >>> 2) + numWords),
    holds: (what, at, count, size) => {
      expectThat(at % 8 === 0 && at + count * size <= numBytes, `${what} lie beyond its end`);
    },
  };
}
