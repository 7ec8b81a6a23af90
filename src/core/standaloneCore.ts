/** The core in a memory of its own, for tools that score with a model and screen nothing. */
import type { CoreExports } from './exports.ts';
import type { CoreMemory, CoreModule } from './memory.ts';
import { compileCore, instantiateCore } from './wasm.ts';

const PAGE_BYTES = 65_536;
/** What the core asks of a memory (asconfig.json). */
const LEAST_BYTES = 4 * PAGE_BYTES;

/** Compiled once a process, with where the core's static data ends, which an instance tells. */
let compiled: { module: CoreModule; heapBase: number } | undefined;

/** @returns An instance, and where in its memory the bytes that were asked for begin. */
export function createStandaloneCore(numBytes: number): { core: CoreExports; address: number } {
  compiled ??= learnCore();
  const { module, heapBase } = compiled;
  return { core: instantiateCore(module, memoryOf(heapBase + numBytes)), address: heapBase };
}

function learnCore(): { module: CoreModule; heapBase: number } {
  const module = compileCore();
  return { module, heapBase: instantiateCore(module, memoryOf(LEAST_BYTES)).heapBase() };
}

/** A shared memory of just these bytes: what is reserved for growth counts against the process until it is collected. */
function memoryOf(numBytes: number): CoreMemory {
  const pages = Math.ceil(Math.max(LEAST_BYTES, numBytes) / PAGE_BYTES);
  return new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}
