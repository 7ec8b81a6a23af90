/** The modules that are made of the current forests, beside the screening, one after another (core/emittedForest.ts). */
import { compileForest } from '../core/emittedForest.ts';
import type { CoreModule } from '../core/memory.ts';
import type { OpenModel } from './bundle/openModel.ts';

export class ForestModules {
  /** A model that nobody holds any more lets its module go. */
  readonly #modules = new WeakMap<OpenModel, CoreModule>();
  #last: Promise<void> = Promise.resolve();

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
