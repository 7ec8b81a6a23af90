/** A condition that is refused: where in its source, what was got, why, and what to do. */
import { PosternError } from '../../contract/errors.ts';

/** Where a condition stands: its first character, from 1; `column` is that of every line of a source of several. */
export type SourcePlace = { readonly file: string; readonly line: number; readonly column: number };

/** Thrown while a source is read; `offset` is in UTF-16 units of it. */
export class Refusal extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}

/** The refusal as the product tells it: RULE_INVALID with file, line and column in message and details. */
export function placed(
  { offset, message }: Refusal,
  source: string,
  { file, line, column }: SourcePlace,
): PosternError {
  const before = source.slice(0, offset).split('\n');
  const at = { line: line + before.length - 1, column: column + before[before.length - 1].length };
  const details = { file, ...at };
  return new PosternError('RULE_INVALID', `${file}:${at.line}:${at.column}: ${message}`, { details });
}
