/** Which files of a log's folder are its segments. */
import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

export type SegmentFile = { readonly number: number; readonly path: string };

const SEGMENT_NAME = /^segment-(\d{8})\.log$/;

export function segmentPath(folder: string, number: number): string {
  return join(folder, `segment-${String(number).padStart(8, '0')}.log`);
}

/** The segments in order; empty for a folder without a log. */
export async function listSegments(folder: string): Promise<SegmentFile[]> {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  return names
    .flatMap((name) => {
      const match = SEGMENT_NAME.exec(name);
      return match ? [{ number: Number(match[1]), path: join(folder, name) }] : [];
    })
    .sort((one, other) => one.number - other.number);
}

/** Make a new name in a folder outlast a loss of power. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
