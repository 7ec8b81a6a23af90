/**
 * LightGBM's text model, first step: bytes to named lines. Knows the layout of the file and no meaning: values stay
 * bytes, nothing is converted and nothing is checked against anything else. Trees are handed out one at a time, so that
 * a file of any length is never held as text.
 */
import { PosternError } from '../../contract/errors.ts';

/** One block of `key=value` lines; a key without a value maps to no bytes. Values are views of the file. */
export type Block = ReadonlyMap<string, Uint8Array>;

export type LightgbmText = {
  readonly header: Block;
  /** One block a tree, in file order; to be walked once. */
  readonly trees: Iterable<Block>;
  /** What follows the trees, once they have been walked. */
  readonly tail: () => Tail;
};

export type Tail = {
  /** After `[categorical_feature:`, as the training had it; no bytes when absent. */
  readonly categoricalFeature: Uint8Array;
  /** JSON after `pandas_categorical:`; no bytes when absent. */
  readonly pandasCategorical: Uint8Array;
};

type Line = { readonly start: number; readonly end: number };

const NEWLINE = 10;
const RETURN = 13;
const EQUALS = 61;
const LONGEST_KEY = 64;
/** Real files have some thirty. */
const MOST_KEYS = 1000;
const LONGEST_TEXT = 1 << 27;
const NOTHING: Uint8Array = new Uint8Array(0);
const PANDAS_CATEGORICAL = 'pandas_categorical:';
const CATEGORICAL_FEATURE = '[categorical_feature:';

/** @throws MODEL_INVALID, here or while walking, when the bytes are not laid out as a LightGBM model, or end before its trees do. */
export function scanLightgbm(bytes: Uint8Array): LightgbmText {
  const lines = linesOf(bytes);
  const first = lines.next();
  if (first.done === true || !isText(bytes, first.value, 'tree')) {
    throw new PosternError('MODEL_INVALID', 'Not a LightGBM text model: expected the first line "tree"');
  }
  const header = new Map<string, Uint8Array>();
  let stop = readBlock(bytes, lines, header, 'the header');
  let tail: Tail | null = null;

  function* trees(): Generator<Block> {
    for (let number = 0; stop !== 'end of trees'; number++) {
      if (stop !== `Tree=${number}`)
        throw new PosternError('MODEL_INVALID', `Expected "Tree=${number}", got "${stop}"`);
      const block = new Map<string, Uint8Array>();
      stop = readBlock(bytes, lines, block, `tree ${number}`);
      yield block;
    }
    tail = readTail(bytes, lines);
  }
  return {
    header,
    trees: trees(),
    tail: () => tail ?? { categoricalFeature: NOTHING, pandasCategorical: NOTHING },
  };
}

/** UTF-8 bytes of the file as text. @throws MODEL_INVALID when they are too many to be what they claim to be. */
export function textOf(bytes: Uint8Array): string {
  if (bytes.length > LONGEST_TEXT) {
    throw new PosternError(
      'MODEL_INVALID',
      `A line of text holds ${bytes.length} bytes, at most ${LONGEST_TEXT} are read`,
    );
  }
  return new TextDecoder().decode(bytes);
}

/** Fills a block. @returns The line that ended it: a tree's first, or the end of all trees. */
function readBlock(bytes: Uint8Array, lines: Iterator<Line>, block: Map<string, Uint8Array>, name: string): string {
  for (let next = lines.next(); next.done !== true; next = lines.next()) {
    const { start, end } = next.value;
    const cut = bytes.subarray(start, Math.min(end, start + LONGEST_KEY + 1)).indexOf(EQUALS);
    const keyEnd = cut < 0 ? end : start + cut;
    if (keyEnd - start > LONGEST_KEY) {
      throw new PosternError('MODEL_INVALID', `A line of ${name} is not laid out as key=value`);
    }
    const key = textOf(bytes.subarray(start, keyEnd));
    if (key === 'end of trees') return key;
    if (key === 'Tree') return textOf(bytes.subarray(start, Math.min(end, start + LONGEST_KEY)));
    if (block.has(key)) throw new PosternError('MODEL_INVALID', `"${key}" stands twice in ${name}`);
    if (block.size === MOST_KEYS) throw new PosternError('MODEL_INVALID', `${name} holds more than ${MOST_KEYS} keys`);
    block.set(key, cut < 0 ? NOTHING : bytes.subarray(keyEnd + 1, end));
  }
  throw new PosternError(
    'MODEL_INVALID',
    `The file is cut short: it ends in ${name}, expected the line "end of trees" after its trees; copy or save it again`,
  );
}

function readTail(bytes: Uint8Array, lines: Iterator<Line>): Tail {
  let categoricalFeature = NOTHING;
  let pandasCategorical = NOTHING;
  for (let next = lines.next(); next.done !== true; next = lines.next()) {
    const line = next.value;
    if (startsWith(bytes, line, CATEGORICAL_FEATURE)) {
      categoricalFeature = bytes.subarray(line.start + CATEGORICAL_FEATURE.length, line.end - 1);
    } else if (startsWith(bytes, line, PANDAS_CATEGORICAL)) {
      pandasCategorical = bytes.subarray(line.start + PANDAS_CATEGORICAL.length, line.end);
    }
  }
  return { categoricalFeature, pandasCategorical };
}

/** Lines that hold anything. */
function* linesOf(bytes: Uint8Array): Generator<Line> {
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(NEWLINE, start);
    const next = newline < 0 ? bytes.length : newline;
    const end = next > start && bytes[next - 1] === RETURN ? next - 1 : next;
    if (end > start) yield { start, end };
    start = next + 1;
  }
}

function startsWith(bytes: Uint8Array, { start, end }: Line, text: string): boolean {
  if (end - start < text.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[start + i] !== text.charCodeAt(i)) return false;
  return true;
}

function isText(bytes: Uint8Array, line: Line, text: string): boolean {
  return line.end - line.start === text.length && startsWith(bytes, line, text);
}
