/** The modules that are made of the current forests, beside the screening, one after another (core/emittedForest.ts). */
import { setTimeout as pause } from 'node:timers/promises';
import { compileForest } from '../core/emittedForest.ts';
import type { CoreModule } from '../core/memory.ts';
import type { OpenModel } from './bundle/openModel.ts';

/** Whoever starts wants a first answer, and starting takes turns of the same thread. */
const AFTER_START_MS = 250;

export class ForestModules {
  /** A model that nobody holds any more lets its module go. */
  readonly #modules = new WeakMap<OpenModel, CoreModule>();
  #last: Promise<void> = pause(AFTER_START_MS, undefined, { ref: false });

  /** The model's module; null while it is being made, and for a forest that the core interprets. */
  of(model: OpenModel): CoreModule | null {
    return this.#modules.get(model) ?? null;
  }

  /**
   * One after another, also those of different bundles: quick swaps would pile up work and memory otherwise.
   * @param isCurrent asked again and again: what has been replaced meanwhile is not worth the work
   */
  make(models: readonly OpenModel[], isCurrent: () => boolean): Promise<void> {
    this.#last = this.#last.then(() => this.#makeAll(models, isCurrent));
    return this.#last;
  }

  async #makeAll(models: readonly OpenModel[], isCurrent: () => boolean): Promise<void> {
    for (const model of models) {
      if (!isCurrent()) return;
      const module = await compileForest(model.forest, isCurrent);
      if (module !== null) this.#modules.set(model, module);
    }
  }
}
