/**
 * Where a command writes: standard output, or a file that appears under its name only when it is complete. While
 * it grows it is called NAME.partial; Ctrl-C and failures remove it.
 */
import { createWriteStream, existsSync, rmSync } from 'node:fs';
import { rename, stat } from 'node:fs/promises';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { dirname, resolve } from 'node:path';
import type { Writable } from 'node:stream';

export type Output = {
  /** Write, waiting while the other side is full. */
  write(bytes: Uint8Array | string): Promise<void>;
  /** Everything was written: give the file its name. */
  commit(): Promise<void>;
  /** Remove what was written so far. Safe to call at any time. */
  discard(): void;
};

/**
 * @param path a file, or `-` for standard output. Devices such as /dev/null are written in place.
 * @param input what the command reads, which must not be written over
 */
export async function openOutput(path: string, input?: string): Promise<Output> {
  if (input !== undefined && path !== '-' && resolve(path) === resolve(input)) {
    throw new RangeError(`expected an output file other than the input, got ${path} for both`);
  }
  if (path === '-') return { write: writerOf(process.stdout), commit: async () => undefined, discard: () => undefined };
  requireFolder(path);
  const special = await stat(path).then(
    (found) => !found.isFile(),
    () => false,
  );
  const growing = special ? path : `${path}.partial`;
  const stream = createWriteStream(growing);
  const discard = (): void => {
    stream.destroy();
    if (!special) rmSync(growing, { force: true });
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    discard();
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  // before the file can exist, or a signal in between would leave it behind
  process.once('SIGINT', onSignal);
  process.once('SIGTERM', onSignal);
  await once(stream, 'open');
  return {
    write: writerOf(stream),
    commit: async () => {
      stream.end();
      await finished(stream);
      if (!special) await rename(growing, path);
      process.off('SIGINT', onSignal);
      process.off('SIGTERM', onSignal);
    },
    discard,
  };
}

/** Told before anything is read, and by the name that was given. @throws RangeError */
export function requireFolder(path: string): void {
  const folder = dirname(path);
  if (!existsSync(folder)) throw new RangeError(`${folder}: there is no such folder; make it, or write elsewhere`);
}

function writerOf(stream: Writable): Output['write'] {
  return async (bytes) => {
    if (!stream.write(bytes)) await once(stream, 'drain');
  };
}
