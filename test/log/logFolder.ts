/** Folders and entries for tests of the log. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { encodeLine } from '../../src/log/entry.ts';
import type { RecordedBatch } from '../../src/contract/recording.ts';

export const NOON: number = Date.UTC(2026, 4, 7, 12);
export const DAY_MS = 86_400_000;

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'postern-log-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Entries whose item names their number, so that each can be found again. */
export function batchOf(first: number, count: number, at: number = NOON, padding = 0): RecordedBatch {
  const lines = Array.from({ length: count }, (_, i) =>
    encodeLine({
      at,
      item: `item-${first + i}`,
      input: 'x'.repeat(padding),
      decision: { action: 'release', score: -(first + i) / 8, reasons: [], bundle: '00' },
    }),
  );
  return { at, lines: Buffer.from(lines.join('')), count };
}

export function rowsOf(texts: readonly string[]): NonNullable<RecordedBatch['rows']> {
  const parts = texts.map((text) => Buffer.from(text));
  return {
    format: 'ndjson',
    bytes: Buffer.concat(parts),
    lengths: Uint32Array.from(parts, (part) => part.length),
  };
}
