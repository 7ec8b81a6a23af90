/** Errors in words that say what to do next. */
import { PosternError } from '../contract/errors.ts';

/** What the system refuses most often: what it means here, and the remedy. */
const systemErrors: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder: check the path',
  EEXIST: 'exists already and is not overwritten: choose another name, or move it away first',
  EISDIR: 'is a folder: give a file',
  ENOTDIR: 'a part of the path is no folder: check the path',
  EACCES: 'may not be read or written: check its permissions, or choose another',
  EPERM: 'may not be changed: check its permissions, or choose another',
  ENOSPC: 'no space is left: free some, or write elsewhere',
  EADDRINUSE: 'is in use by another process: give another --port, or end that process',
  EADDRNOTAVAIL: 'is no address of this machine: give another --host',
};

export function describeError(error: unknown): string {
  if (error instanceof PosternError) return `${error.code}: ${error.message}`;
  if (!(error instanceof Error)) return String(error);
  const { code = '', path, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  const meaning = systemErrors[code];
  if (meaning === undefined) return error.message;
  // reading from what is already open names no path
  const subject = path ?? (address === undefined ? 'a given path' : `${address}:${port}`);
  return `${subject}: ${meaning}`;
}
