/** A forest's emitted module at once, for tests that compare it with the interpreter. */
import { emitForest, isWorthEmitting } from '../../src/core/emit/emitForest.ts';

const modules = new WeakMap<Uint8Array, WebAssembly.Module>();

/** @returns null where the interpreter keeps the forest. Each buffer is compiled once a pin height. */
export function emittedModule(lowered: Uint8Array, pinHeight = 0): WebAssembly.Module | null {
  if (!isWorthEmitting(lowered)) return null;
  const known = pinHeight === 0 ? modules.get(lowered) : undefined;
  if (known !== undefined) return known;
  const module = new WebAssembly.Module(emittedBytes(lowered, pinHeight));
  if (pinHeight === 0) modules.set(lowered, module);
  return module;
}

export function emittedBytes(lowered: Uint8Array, pinHeight: number): Uint8Array<ArrayBuffer> {
  const emission = emitForest(lowered, { pinHeight });
  for (let step = emission.next(); ; step = emission.next()) if (step.done) return step.value;
}
