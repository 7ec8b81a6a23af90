/** Figures against those that were committed: none may fall by more than its interval. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Better, Section } from './section.ts';

type Kept = { readonly value: number; readonly low: number; readonly high: number; readonly better: Better };
export type Baseline = Readonly<Record<string, Kept>>;

const DIGITS = 6;

export function keptOf(sections: readonly Section[]): Baseline {
  const rounded = (value: number): number => Number(value.toFixed(DIGITS));
  return Object.fromEntries(
    sections.flatMap(({ figures }) =>
      Object.entries(figures).map(([name, { value, interval, better }]) => [
        name,
        { value: rounded(value), low: rounded(interval.low), high: rounded(interval.high), better },
      ]),
    ),
  );
}

/** What is worse than the end of the committed interval, or no longer measured. */
export function fallen(baseline: Baseline, now: Baseline): string[] {
  return Object.entries(baseline).flatMap(([name, { value, low, high, better }]) => {
    if (!(name in now)) return [`${name}: ${value} before, not measured now`];
    const found = now[name].value;
    const isWorse = better === 'higher' ? found < low : found > high;
    return isWorse ? [`${name}: ${value} (${low} to ${high}) before, ${found} now`] : [];
  });
}

export function readBaseline(path: string): Baseline {
  if (!existsSync(path)) throw new Error(`${path} is not there: make it with npm run quality -- --baseline`);
  return JSON.parse(readFileSync(path, 'utf8')) as Baseline;
}

export function writeBaseline(path: string, baseline: Baseline): void {
  writeFileSync(path, `${JSON.stringify(baseline, undefined, 2)}\n`);
}
