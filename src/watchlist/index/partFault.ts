import { PosternError } from '../../contract/errors.ts';
import type { ListPart } from './listLayout.ts';

/** A part that does not hold what it says. */
export function partFault(part: ListPart, text: string): PosternError {
  return new PosternError('BUNDLE_INVALID', `list index, part ${part}: ${text}; build the index again`);
}

/** @throws where `count` things of `itemBytes` from `offset` on do not lie inside the part and on a word */
export function checkInside(
  part: ListPart,
  partBytes: number,
  what: string,
  offset: number,
  count: number,
  itemBytes: number,
  alignBytes = 4,
): void {
  if (offset % alignBytes !== 0 || offset + count * itemBytes > partBytes) {
    throw partFault(part, `${what}: ${count} of ${itemBytes} bytes at ${offset} do not lie inside ${partBytes} bytes`);
  }
}
