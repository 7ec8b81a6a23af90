/**
 * Counters of one batch, left by the worker in the slot as f64 and added up by the main thread: threads share no
 * other state, and nothing is counted twice when a batch is run again. Rules have counters of their own: ruleCounters.ts.
 */
import { actions } from '../contract/decision.ts';
import { errorTable, type ErrorCode } from '../contract/errors.ts';

/** Stages whose time is kept, in the order a tile meets them. */
export const stageNames = [
  'scan',
  'check',
  'match',
  'features',
  'score',
  'rules',
  'decide',
  'answer',
  'record',
] as const;

/** Codes a row error may carry. */
export const rowErrorCodes: readonly ErrorCode[] = (Object.keys(errorTable) as ErrorCode[]).filter(
  (code) => errorTable[code].fault === 'row',
);

export const COUNTER_ACTIONS = 0;
export const COUNTER_ERRORS: number = COUNTER_ACTIONS + actions.length;
export const COUNTER_STAGES: number = COUNTER_ERRORS + rowErrorCodes.length;
export const NUM_COUNTERS: number = COUNTER_STAGES + stageNames.length;
export const COUNTER_BYTES: number = NUM_COUNTERS * 8;
