/**
 * A forest's own module, from lowered bytes to a place in the core's function table. It is made away from whoever
 * opened the forest: written in short turns of this thread and compiled on others. Until it is in its place, and
 * wherever it cannot be, the core interprets the same program; the answers are the same to the bit.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { EMITTED_EXPORT, emitForest, isWorthEmitting } from './emit/emitForest.ts';
import { SCRATCH_EMITTED } from '../model/forestLayout.ts';
import type { CoreExports } from './exports.ts';
import type { CoreModule } from './memory.ts';
import { chooseBuild } from './wasm.ts';

/** The number by which the core interprets. */
export const INTERPRETED = 0;

/** V8 before 12 keeps planes in registers past their use; storing those of subtrees this high is quicker there. */
const PIN_HEIGHT_BEFORE_12 = 4;
const majorOfV8 = Number.parseInt(process.versions.v8, 10);

/** Longest turn of this thread, so that what waits for it hardly notices. */
const TURN_MS = 1;

/**
 * The module of a lowered forest, for any number of instances on any thread; null when the interpreter is to keep it.
 * Never rejects.
 * @param bytes Read until the module is made or no longer wanted.
 * @param isWanted Asked after each turn; null comes when it is not.
 */
export async function compileForest(
  bytes: Uint8Array,
  isWanted: () => boolean = () => true,
): Promise<CoreModule | null> {
  if (chooseBuild() !== 'simd' || !isWorthEmitting(bytes)) return null;
  const emission = emitForest(bytes, { pinHeight: majorOfV8 < 12 ? PIN_HEIGHT_BEFORE_12 : 0 });
  let turnEnds = 0;
  for (let step = emission.next(); ; step = emission.next()) {
    if (step.done) return compile(step.value);
    if (performance.now() < turnEnds) continue;
    await nextTurn();
    if (!isWanted()) return null;
    turnEnds = performance.now() + TURN_MS;
  }
}

async function compile(bytes: Uint8Array<ArrayBuffer>): Promise<CoreModule | null> {
  try {
    return await WebAssembly.compile(bytes);
  } catch (error) {
    // nothing is lost but speed
    process.emitWarning(`A forest stays interpreted, because its module does not compile: ${String(error)}`);
    return null;
  }
}

/** Put a forest's module into the table of one core instance. @returns Its number; give it back with `removeForest`. */
export function placeForest(core: Pick<CoreExports, 'table' | 'memory'>, module: CoreModule): number {
  const { exports } = new WebAssembly.Instance(module, { env: { memory: core.memory } });
  const { table } = core;
  let place = 1;
  while (place < table.length && table.get(place) !== null) place++;
  if (place === table.length) table.grow(1);
  table.set(place, exports[EMITTED_EXPORT]);
  return place;
}

/** Empty the place, so that the module can be collected. */
export function removeForest(core: Pick<CoreExports, 'table'>, place: number): void {
  if (place !== INTERPRETED) core.table.set(place, null);
}

/** The module of the one forest that a thread scores with at a time: the newest generation it was asked for. */
export class ForestPlace {
  readonly #core: CoreExports;
  #generation = 0;
  #place = INTERPRETED;

  constructor(core: CoreExports) {
    this.#core = core;
  }

  /** @param module null while there is none yet, or none will come */
  of(generation: number, module: CoreModule | null): number {
    if (generation !== this.#generation) {
      removeForest(this.#core, this.#place);
      this.#place = INTERPRETED;
      this.#generation = generation;
    }
    if (module !== null && this.#place === INTERPRETED) this.#place = placeForest(this.#core, module);
    return this.#place;
  }
}

/** Tell the core which module to use with this scratch, from the next call on. */
export function useForest(memory: WebAssembly.Memory, scratch: number, place: number): void {
  new Uint32Array(memory.buffer, scratch + SCRATCH_EMITTED, 1)[0] = place;
}
