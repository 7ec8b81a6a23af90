/** Running totals of what was screened: the counters that tasks leave in their slots, added up. */
import { type Action, actions } from '../contract/decision.ts';
import type { ErrorCode } from '../contract/errors.ts';
import {
  COUNTER_ACTIONS,
  COUNTER_ERRORS,
  COUNTER_RULES,
  COUNTER_STAGES,
  MAX_RULES,
  NUM_COUNTERS,
  rowErrorCodes,
  stageNames,
} from '../core/counters.ts';
import type { CoreMemory } from '../core/memory.ts';
import type { Regions } from '../core/regions.ts';

export class Totals {
  /** What the task in each slot counted. */
  readonly #counters: readonly Float64Array[];
  readonly #sums = new Float64Array(NUM_COUNTERS);
  readonly #ruleHits = new Map<string, number>();
  #batches = 0;

  constructor(memory: CoreMemory, regions: Regions) {
    this.#counters = regions.slots.map(({ counters }) => new Float64Array(memory.buffer, counters, NUM_COUNTERS));
  }

  /** Add what the task in a slot counted; `ruleCodes` are those of the bundle it was screened with. */
  add(slot: number, ruleCodes: readonly string[]): void {
    const counters = this.#counters[slot];
    for (let i = 0; i < NUM_COUNTERS; i++) this.#sums[i] += counters[i];
    for (let rule = 0; rule < Math.min(ruleCodes.length, MAX_RULES); rule++) {
      const hits = counters[COUNTER_RULES + rule];
      if (hits > 0) this.#ruleHits.set(ruleCodes[rule], (this.#ruleHits.get(ruleCodes[rule]) ?? 0) + hits);
    }
    this.#batches += 1;
  }

  addError(code: ErrorCode): void {
    this.#sums[COUNTER_ERRORS + rowErrorCodes.indexOf(code)] += 1;
  }

  get batches(): number {
    return this.#batches;
  }

  rowsByAction(): Record<Action, number> {
    const entries = actions.map((action, i) => [action, this.#sums[COUNTER_ACTIONS + i]]);
    return Object.fromEntries(entries) as Record<Action, number>;
  }

  rowErrorsByCode(): Record<string, number> {
    return Object.fromEntries(rowErrorCodes.map((code, i) => [code, this.#sums[COUNTER_ERRORS + i]]));
  }

  ruleHits(): Record<string, number> {
    return Object.fromEntries(this.#ruleHits);
  }

  stageSeconds(): Record<string, number> {
    return Object.fromEntries(stageNames.map((stage, i) => [stage, this.#sums[COUNTER_STAGES + i]]));
  }
}
