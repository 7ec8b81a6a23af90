/** Writing at a place of a file: all of it, or as if nothing had been written. */
import type { FileHandle } from 'node:fs/promises';
import { PosternError } from '../contract/errors.ts';

/**
 * Write the parts one after another from `offset`, the end of the file, on; returns their bytes. A write that fails
 * is taken back. @throws LOG_FULL when there is no room, LOG_FAILED when not even the cut succeeds
 */
export async function writeAll(handle: FileHandle, parts: readonly Uint8Array[], offset: number): Promise<number> {
  let at = offset;
  try {
    let rest = parts.filter((part) => part.length > 0);
    while (rest.length > 0) {
      const { bytesWritten } = await handle.writev(rest, at);
      at += bytesWritten;
      rest = after(rest, bytesWritten);
    }
    return at - offset;
  } catch (cause) {
    await handle.truncate(offset).catch((error: unknown) => {
      throw new PosternError('LOG_FAILED', 'a write failed and could not be taken back', { cause: error });
    });
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EFBIG') {
      throw new PosternError('LOG_FULL', `the disk has no room for the decision log (${code})`, { cause });
    }
    throw new PosternError('LOG_FAILED', `a write to the decision log failed (${code ?? 'no code'})`, { cause });
  }
}

/** What is left of the parts after their first bytes. */
function after(parts: readonly Uint8Array[], numBytes: number): Uint8Array[] {
  let skip = numBytes;
  return parts.flatMap((part) => {
    const rest = part.subarray(Math.min(skip, part.length));
    skip = Math.max(0, skip - part.length);
    return rest.length > 0 ? [rest] : [];
  });
}
