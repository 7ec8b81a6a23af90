/** Running totals of what was screened: the counters that tasks leave in their slots, added up. */
import { type Action, actions } from '../contract/decision.ts';
import type { ErrorCode } from '../contract/errors.ts';
import {
  COUNTER_ACTIONS,
  COUNTER_ERRORS,
  COUNTER_STAGES,
  NUM_COUNTERS,
  rowErrorCodes,
  stageNames,
} from '../core/counters.ts';
import type { CoreMemory } from '../core/memory.ts';
import type { Regions } from '../core/regions.ts';
import { eachCountedRule, type RuleCounters, viewRuleCounters } from '../core/ruleCounters.ts';

export class Totals {
  /** What the task in each slot counted. */
  readonly #counters: readonly Float64Array[];
  readonly #ruleCounters: readonly RuleCounters[];
  readonly #sums = new Float64Array(NUM_COUNTERS);
  readonly #ruleHits = new Map<string, number>();
  readonly #ruleErrors = new Map<string, number>();
  #batches = 0;

  constructor(memory: CoreMemory, regions: Regions) {
    this.#counters = regions.slots.map(({ counters }) => new Float64Array(memory.buffer, counters, NUM_COUNTERS));
    this.#ruleCounters = regions.slots.map(({ ruleCounters }) => viewRuleCounters(memory, ruleCounters));
  }

  /** Add what the task in a slot counted; `ruleCodes` are those of the bundle it was screened with. */
  add(slot: number, ruleCodes: readonly string[]): void {
    const counters = this.#counters[slot];
    for (let i = 0; i < NUM_COUNTERS; i++) this.#sums[i] += counters[i];
    const rules = this.#ruleCounters[slot];
    eachCountedRule(rules, ruleCodes.length, (rule) => {
      addTo(this.#ruleHits, ruleCodes[rule], rules.hits[rule]);
      addTo(this.#ruleErrors, ruleCodes[rule], rules.errors[rule]);
    });
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

  ruleErrors(): Record<string, number> {
    return Object.fromEntries(this.#ruleErrors);
  }

  stageSeconds(): Record<string, number> {
    return Object.fromEntries(stageNames.map((stage, i) => [stage, this.#sums[COUNTER_STAGES + i]]));
  }
}

function addTo(counts: Map<string, number>, code: string, number: number): void {
  if (number > 0) counts.set(code, (counts.get(code) ?? 0) + number);
}
