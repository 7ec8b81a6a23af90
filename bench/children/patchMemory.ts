/**
 * Screens with a bundle of large lists, puts patches in force again and again while it screens, and prints by how much
 * resident memory rises at its peak, how long a patch takes, and the same of a whole bundle. The peak is the system's
 * (VmHWM), set anew before; Linux only.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createEngine } from '../../sdk/embedded.ts';
import { simulateMail } from '../../src/simulate/mail.ts';
import { NUM_PATCHES, patchFiles } from '../lists/patches.ts';

const NUM_PARCELS = 4000;
const NUM_SWAPS = 20;
const MB = 1024;

const folder = process.argv[2];
const read = (name: string): Buffer => readFileSync(join(folder, name));
const engine = createEngine({
  bundle: read(patchFiles.base),
  trustedKeys: { bench: read(patchFiles.key).toString() },
});
const mail = [...simulateMail({ parcels: NUM_PARCELS, seed: 3 })].map(({ ndjson }) => ndjson);

async function* body(): AsyncGenerator<Uint8Array> {
  yield* mail;
}

async function screen(): Promise<void> {
  for await (const _ of engine.screenStream(body(), { from: 'ndjson' }));
}

function statusOf(field: 'VmHWM' | 'VmRSS'): number {
  const line = new RegExp(`${field}:\\s+(\\d+) kB`).exec(readFileSync('/proc/self/status', 'utf8'));
  return Number(line?.[1]) / MB;
}

/** Peak over what is resident before, and the longest of the swaps. */
async function measure(swap: (i: number) => Promise<unknown>, times: number): Promise<{ times: number; ms: number }> {
  globalThis.gc?.();
  const before = statusOf('VmRSS');
  writeFileSync('/proc/self/clear_refs', '5');
  let ms = 0;
  for (let i = 0; i < times; i++) {
    const screening = screen();
    const started = performance.now();
    await swap(i);
    ms = Math.max(ms, performance.now() - started);
    await screening;
  }
  return { times: statusOf('VmHWM') / before, ms };
}

for (let i = 0; i < 3; i++) await screen();
globalThis.gc?.();
const steadyMB = statusOf('VmRSS');
const patch = await measure((i) => engine.patchBundle(read(`${i % NUM_PATCHES}.patch`)), NUM_SWAPS);
const bundle = await measure(() => engine.swapBundle(read(patchFiles.merged)), 1);
await engine.close();
process.stdout.write(`${JSON.stringify({ steadyMB, patch, bundle })}\n`);
