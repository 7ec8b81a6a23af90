/** Real data lies beside the repository and is not part of it. */
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'vitest';

const shared = resolve(import.meta.dirname, '../../../shared/data');

export function sharedPath(...parts: readonly string[]): string {
  return join(shared, ...parts);
}

/** A test that needs it, or one that says why it was skipped. */
export function testWithData(name: string, run: () => Promise<void> | void): void {
  if (existsSync(shared)) test(name, run);
  else test.skip(`${name} (skipped: data not present)`, () => undefined);
}
