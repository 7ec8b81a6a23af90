/** What may be asked of the simulator; everything has a default. */
import { PosternError } from '../contract/errors.ts';

export interface SimulateOptions {
  /** How many parcels. */
  parcels: number;
  /** Any non-negative integer; the same seed and options give the same bytes. */
  seed?: number;
  /** First day, `YYYY-MM-DD`. */
  start?: string;
  /** Days over which the parcels are spread: the stream is a sample of that traffic, in order of time. */
  days?: number;
  /** Share of parcels that hold contraband; 1/16,000 follows published seizures per item of US mail. */
  baseRate?: number;
  /** Share of express shipments among the parcels; the rest is mail. */
  expressShare?: number;
}

export type FilledSimulateOptions = Required<SimulateOptions>;

export const simulateDefaults: Omit<FilledSimulateOptions, 'parcels'> = {
  seed: 1,
  start: '2026-01-05',
  days: 91,
  baseRate: 1 / 16_000,
  // a mail facility's view; of US de minimis entries by post or express in FY2023 seven in ten came by express
  expressShare: 0.3,
};

/** @throws PosternError REQUEST_INVALID for a value out of range. */
export function fillOptions(options: SimulateOptions): FilledSimulateOptions {
  const filled = { ...simulateDefaults, ...options };
  requireInteger('parcels', filled.parcels, 0, 1e9);
  requireInteger('seed', filled.seed, 0, Number.MAX_SAFE_INTEGER);
  requireInteger('days', filled.days, 1, 3660);
  requireShare('baseRate', filled.baseRate, 0.5);
  requireShare('expressShare', filled.expressShare, 1);
  const startMs = Date.parse(`${filled.start}T00:00:00Z`);
  if (!/^\d{4}-\d\d-\d\d$/.test(filled.start) || Number.isNaN(startMs)) {
    throw new PosternError('REQUEST_INVALID', `start: expected a date YYYY-MM-DD, got ${JSON.stringify(filled.start)}`);
  }
  return filled;
}

function requireInteger(name: string, value: number, from: number, to: number): void {
  if (Number.isInteger(value) && value >= from && value <= to) return;
  throw new PosternError('REQUEST_INVALID', `${name}: expected an integer from ${from} to ${to}, got ${value}`);
}

function requireShare(name: string, value: number, to: number): void {
  if (value >= 0 && value <= to) return;
  throw new PosternError('REQUEST_INVALID', `${name}: expected a share from 0 to ${to}, got ${value}`);
}
