/**
 * LightGBM's text model, first step: lines to named blocks. Knows the layout of the file and no meaning: values stay
 * text, nothing is converted and nothing is checked against anything else.
 */
import { PosternError } from '../../contract/errors.ts';

/** One block of `key=value` lines; a key without a value maps to the empty text. */
export type Block = ReadonlyMap<string, string>;

export type LightgbmText = {
  readonly header: Block;
  /** One block a tree, in file order. */
  readonly trees: readonly Block[];
  /** What stands after `pandas_categorical:`; empty when the line is absent. */
  readonly pandasCategorical: string;
};

const PANDAS_CATEGORICAL = 'pandas_categorical:';

/** @throws MODEL_INVALID when the text is not laid out as a LightGBM model, or ends before its trees do. */
export function scanLightgbm(text: string): LightgbmText {
  const lines = linesOf(text);
  if (lines.next().value !== 'tree') {
    throw new PosternError('MODEL_INVALID', 'Not a LightGBM text model: expected the first line "tree"');
  }
  const header = new Map<string, string>();
  const trees: Map<string, string>[] = [];
  let block = header;
  for (const line of lines) {
    if (line === '') continue;
    if (line === 'end of trees') return { header, trees, pandasCategorical: pandasCategoricalOf(text) };
    const cut = line.indexOf('=');
    const key = cut < 0 ? line : line.slice(0, cut);
    if (key === 'Tree') {
      expectNumber(line, trees.length);
      block = new Map();
      trees.push(block);
      continue;
    }
    if (block.has(key)) throw new PosternError('MODEL_INVALID', `"${shorten(key)}" stands twice in ${nameOf(trees)}`);
    block.set(key, cut < 0 ? '' : line.slice(cut + 1));
  }
  throw new PosternError('MODEL_INVALID', `The model ends in ${nameOf(trees)}: expected a line "end of trees"`);
}

function* linesOf(text: string): Generator<string> {
  for (let at = 0; at < text.length; ) {
    const newline = text.indexOf('\n', at);
    const end = newline < 0 ? text.length : newline;
    yield text.slice(at, text[end - 1] === '\r' ? end - 1 : end);
    at = end + 1;
  }
}

function pandasCategoricalOf(text: string): string {
  const at = text.lastIndexOf(`\n${PANDAS_CATEGORICAL}`);
  return at < 0 ? '' : text.slice(at + 1 + PANDAS_CATEGORICAL.length).trim();
}

function expectNumber(line: string, number: number): void {
  if (line === `Tree=${number}`) return;
  throw new PosternError('MODEL_INVALID', `Expected "Tree=${number}", got "${shorten(line)}"`);
}

function nameOf(trees: readonly unknown[]): string {
  return trees.length === 0 ? 'the header' : `tree ${trees.length - 1}`;
}

function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}...` : text;
}
