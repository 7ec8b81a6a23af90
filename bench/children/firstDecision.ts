/** Prints the milliseconds from importing the packed SDK to the first decision, in a process that has done nothing else. */
import { readFileSync } from 'node:fs';
import type { Parcel } from '../../src/contract/parcel.ts';

const parcel = JSON.parse(readFileSync(process.argv[2], 'utf8')) as Parcel;
const started = performance.now();
const { createEngine } = await import('@postern/sdk/embedded');
const engine = createEngine();
const answer = await engine.screen(parcel);
const elapsedMs = performance.now() - started;
await engine.close();
process.stdout.write(`${JSON.stringify({ elapsedMs, action: 'action' in answer ? answer.action : null })}\n`);
