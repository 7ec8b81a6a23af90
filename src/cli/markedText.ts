/** Generated text inside a written file: what stands between two marks is replaced, the rest is left. */
import { readFileSync, writeFileSync } from 'node:fs';
import { PosternError } from '../contract/errors.ts';

/** @throws PosternError REQUEST_INVALID where the file does not have both marks. */
export function writeBetweenMarks(file: string, mark: string, text: string): void {
  const before = readFileSync(file, 'utf8');
  const [open, close] = [`<!-- ${mark} -->`, `<!-- /${mark} -->`];
  const [from, to] = [before.indexOf(open), before.indexOf(close)];
  if (from < 0 || to < from) {
    throw new PosternError('REQUEST_INVALID', `${file}: expected the marks ${open} and ${close}, in this order`);
  }
  writeFileSync(file, `${before.slice(0, from + open.length)}\n\n${text.trim()}\n\n${before.slice(to)}`);
}
