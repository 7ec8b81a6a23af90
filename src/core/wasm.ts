/**
 * The only place that loads WebAssembly: picks the SIMD or the scalar build of the core and instantiates it on a
 * shared memory. Both builds have one export list and give the same bits.
 */
import { readFileSync } from 'node:fs';
import type { CoreExports } from './exports.ts';

export type Build = 'simd' | 'scalar';

/** A function whose body is `v128.const; drop`: valid only where 128-bit SIMD is. */
const SIMD_PROBE: Uint8Array<ArrayBuffer> = Uint8Array.from(
  Buffer.from(`0061736d01000000010401600000030201000a17011500fd0c${'00'.repeat(16)}1a0b`, 'hex'),
);

/** The build this machine can run; POSTERN_CORE=scalar forces the twin. */
export function chooseBuild(wanted: string | undefined = process.env.POSTERN_CORE): Build {
  if (wanted === 'scalar') return 'scalar';
  return WebAssembly.validate(SIMD_PROBE) ? 'simd' : 'scalar';
}

/** Compiled builds lie beside the compiled JavaScript, whether this file runs from dist/ or from its source. */
function wasmUrl(build: Build): URL {
  const fromSource = import.meta.url.endsWith('.ts');
  return new URL(`${fromSource ? '../../dist' : '../..'}/core.${build}.wasm`, import.meta.url);
}

/** A module is data and is never changed: one a process serves every instance, and compiling again would leak a little. */
const compiled = new Map<Build, WebAssembly.Module>();

/** Compiled once a process; the module travels to workers by reference. */
export function compileCore(build: Build = chooseBuild()): WebAssembly.Module {
  const known = compiled.get(build);
  if (known !== undefined) return known;
  const module = new WebAssembly.Module(readFileSync(wasmUrl(build)));
  compiled.set(build, module);
  return module;
}

/** One instance on the given memory. The core allocates nothing and keeps no mutable static data. */
export function instantiateCore(module: WebAssembly.Module, memory: WebAssembly.Memory): CoreExports {
  return new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as CoreExports;
}
