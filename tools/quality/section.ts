/** One part of the report: its lines, the figures in it that must not fall, and the bars that it must reach. */
import { type Interval, wilson } from '../../src/evaluate/intervals.ts';
import type { Column } from '../../src/cli/textTable.ts';
import type { Bar } from './bars.ts';

export type Figure = { readonly value: number; readonly interval: Interval };
export type Better = 'higher' | 'lower';
export type Section = {
  readonly lines: readonly string[];
  readonly figures: Readonly<Record<string, Figure & { readonly better: Better }>>;
  readonly bars?: readonly Bar[];
};
export type Share = { readonly count: number; readonly of: number };

export function shareFigure({ count, of }: Share): Figure {
  return { value: of === 0 ? 0 : count / of, interval: wilson(count, of) };
}

export function shareAbove(scores: readonly number[], least: number): Share {
  return { count: scores.filter((score) => score >= least).length, of: scores.length };
}

export function columns(first: string, others: readonly string[]): Column[] {
  return [{ title: first, align: 'left' }, ...others.map((title): Column => ({ title, align: 'right' }))];
}

export function figureText({ value, interval: { low, high } }: Figure): string {
  return `${value.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})`;
}

export function shareText(share: Share): string {
  const { value, interval } = shareFigure(share);
  return `${percent(value)} (${percent(interval.low)} to ${percent(interval.high)})`;
}

export function percent(share: number): string {
  const value = 100 * share;
  if (value === 0 || value === 100) return `${value} %`;
  return `${value >= 10 ? value.toFixed(1) : value >= 1 ? value.toFixed(2) : value.toPrecision(2)} %`;
}
