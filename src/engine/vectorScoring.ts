/**
 * Scoring of raw rows on the calling thread with any model of the bundle, in short turns: a large body lets other calls
 * in between, ends when its caller gives up, and keeps the bundle that it began with.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { ScoreOptions, Scores, Vectors } from '../contract/screener.ts';
import type { CoreExports } from '../core/exports.ts';
import type { CoreMemory } from '../core/memory.ts';
import type { Regions } from '../core/regions.ts';
import { createVectorScorer, type VectorScorer } from '../core/scoreVectors.ts';
import { allModels, modelOf, type OpenBundle } from './bundle/openBundle.ts';
import type { OpenModel } from './bundle/openModel.ts';
import type { BundleShelf } from './bundleShelf.ts';
import { scoreRange, scoresFor } from './scoreWith.ts';
import { abortError } from './slots.ts';
import { startTimeLimit } from './timeLimit.ts';

export type VectorScoringParts = {
  readonly core: CoreExports;
  readonly memory: CoreMemory;
  readonly regions: Regions;
  readonly shelf: BundleShelf;
};

/** Longest turn; only a model of thousands of trees takes longer for the fewest rows. */
const TURN_MS = 8;
/** Rows that the core scores side by side: fewer cost as much. */
const FEWEST_ROWS = 256;
const MOST_ROWS = 1 << 16;

export class VectorScoring {
  readonly #parts: VectorScoringParts;
  /** They share one piece of memory, where nothing is kept between turns. */
  readonly #scorers = new Map<OpenModel, { scorer: VectorScorer; isAccelerated: boolean }>();

  constructor(parts: VectorScoringParts) {
    this.#parts = parts;
  }

  /**
   * @param vectorsFor The rows in the shape of the model that is asked for; not changed until the call is done.
   * @throws SHAPE_MISMATCH, MODEL_UNKNOWN, MODEL_UNSUPPORTED, ABORTED, TIMED_OUT and what `vectorsFor` throws
   */
  async score(vectorsFor: (model: OpenModel) => Vectors, options: ScoreOptions): Promise<Scores> {
    const { shelf } = this.#parts;
    const held = shelf.hold();
    const { signal, stop } = startTimeLimit(options);
    try {
      const model = modelOf(held.open, options.model);
      return await this.#scoreInTurns(model, vectorsFor(model), options, signal);
    } finally {
      stop();
      shelf.release(held);
    }
  }

  /** True when the self-test vectors of all its models score what they did when the bundle was built, bit for bit. */
  selfTest(bundle: OpenBundle): boolean {
    const isHere = this.#parts.shelf.holdsOpen(bundle);
    return allModels(bundle).every((model) => {
      const { vectors, margins } = model.selfTest;
      const scorer = isHere ? this.#scorerOf(model) : this.#createScorer(model);
      const got = new Float64Array(margins.length);
      scorer.scoreInto(vectors, got);
      return got.every((margin, i) => Object.is(margin, margins[i]));
    });
  }

  async #scoreInTurns(
    model: OpenModel,
    vectors: Vectors,
    { output }: ScoreOptions,
    signal: AbortSignal | undefined,
  ): Promise<Scores> {
    const scores = scoresFor(model.schema, vectors, output);
    let numRows = FEWEST_ROWS;
    let turnEnds = performance.now() + TURN_MS;
    let from = 0;
    do {
      const to = Math.min(from + numRows, scores.numRows);
      const startedMs = performance.now();
      scoreRange(this.#scorerOf(model), model.schema, vectors, output, scores, from, to);
      from = to;
      const nowMs = performance.now();
      if (nowMs - startedMs < TURN_MS / 4) numRows = Math.min(numRows * 2, MOST_ROWS);
      else if (nowMs - startedMs > TURN_MS / 2) numRows = Math.max(numRows / 2, FEWEST_ROWS);
      if (nowMs < turnEnds || from === scores.numRows) continue;
      await nextTurn();
      if (signal?.aborted) throw abortError(signal);
      turnEnds = performance.now() + TURN_MS;
    } while (from < scores.numRows);
    return scores;
  }

  /** With the forest's own module as soon as there is one. */
  #scorerOf(model: OpenModel): VectorScorer {
    let entry = this.#scorers.get(model);
    if (entry === undefined) {
      this.#forgetReplaced();
      entry = { scorer: this.#createScorer(model), isAccelerated: false };
      this.#scorers.set(model, entry);
    }
    const module = this.#parts.shelf.modules.of(model);
    if (module !== null && !entry.isAccelerated) {
      entry.scorer.accelerate(module);
      entry.isAccelerated = true;
    }
    return entry.scorer;
  }

  #createScorer({ forest }: OpenModel): VectorScorer {
    const { core, memory, regions } = this.#parts;
    const isChecked = true;
    return createVectorScorer(core, memory, forest, regions.vectors, regions.vectorsBytes, isChecked);
  }

  /** Scorers of models that a swap took away. */
  #forgetReplaced(): void {
    const current = allModels(this.#parts.shelf.current.open);
    for (const [model, { scorer }] of this.#scorers) {
      if (current.includes(model)) continue;
      scorer.close();
      this.#scorers.delete(model);
    }
  }
}
