/** What quality must reach whatever it was before: a bar is missed or not, however small the difference. */
import type { Section } from './section.ts';

export type Bar = {
  readonly name: string;
  readonly value: number;
  /** It must be at least this, or below that. */
  readonly least?: number;
  readonly below?: number;
};

export function missedBars(sections: readonly Pick<Section, 'bars'>[]): string[] {
  return sections
    .flatMap(({ bars = [] }) => bars)
    .flatMap(({ name, value, least = -Infinity, below = Infinity }) => {
      if (value >= least && value < below) return [];
      const bar = below === Infinity ? `at least ${least}` : `below ${below}`;
      return [`${name}: expected ${bar}, got ${Number(value.toPrecision(6))}`];
    });
}
