/** The default bundle that ships with the engine. Its model was trained on synthetic mail: see bundles/README.md. */
import { readFileSync } from 'node:fs';

/** Built next to the compiled core, whether this file runs from dist/ or from its source. */
export function readDefaultBundle(): Uint8Array {
  const fromSource = import.meta.url.endsWith('.ts');
  return readFileSync(new URL(`${fromSource ? '../../dist' : '../..'}/default.postern`, import.meta.url));
}
