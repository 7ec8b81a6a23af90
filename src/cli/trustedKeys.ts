/** The keys that `--trust` names. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { TrustedKeys } from '../engine/bundle/trustedKeys.ts';

/** Key files by the name that keygen was given, which is the name that bundles are reported to be signed by. */
export function readTrustedKeys(paths: readonly string[]): TrustedKeys {
  return Object.fromEntries(
    paths.map((path) => [basename(path, '.pem').replace(/\.public$/, ''), readFileSync(path, 'utf8')]),
  );
}
