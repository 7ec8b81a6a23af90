/** A fault of a rule pack, at its place. */
import { PosternError } from '../../contract/errors.ts';

export type PackFault = {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** What was got, what was expected, what to do. */
  readonly message: string;
};

const MOST_NAMED = 10;

/** As editors and terminals link it: `file:line:column: message`. */
export function faultText({ file, line, column, message }: PackFault): string {
  return `${file}:${line}:${column}: ${message}`;
}

/** All faults as one error: the first ones by their text, the rest by their number. */
export function packError(faults: readonly PackFault[]): PosternError {
  const named = faults.slice(0, MOST_NAMED).map(faultText);
  const rest = faults.length - named.length;
  if (rest > 0) named.push(`and ${rest} more`);
  const [first] = faults;
  return new PosternError('BUNDLE_INVALID', named.join('\n'), {
    details: { place: `${first?.file ?? ''}:${first?.line ?? 0}` },
  });
}
