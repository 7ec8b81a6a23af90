import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../src/base/random.ts';
import { RankOrder } from '../../src/capacity/rankOrder.ts';
import { RankSketch } from '../../src/capacity/rankSketch.ts';

function sketchOf(ranks: readonly number[]): RankSketch {
  const sketch = new RankSketch();
  for (const rank of ranks) sketch.add(rank);
  return sketch;
}

describe('the summary of ranks', () => {
  it('counts what lies above within a sixteenth, and everything in all', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e6 }),
        fc.integer({ min: 1, max: 4000 }),
        fc.boolean(),
        (seed, count, coarse) => {
          const random = new Random(seed);
          const ranks = Array.from({ length: count }, () => (coarse ? random.below(40) : random.unit()));
          const sketch = sketchOf(ranks);
          expect(sketch.total).toBe(count);
          for (const probe of ranks.slice(0, 50)) {
            const above = ranks.filter((rank) => rank > probe).length;
            const tail = sketch.tail(probe);
            expect(Math.abs(tail.above - above)).toBeLessThanOrEqual(above / 16);
          }
        },
      ),
      { seed: 3, numRuns: 60 },
    );
  });

  it('keeps the highest exactly, and a rank that many share', () => {
    const ranks = [...Array.from({ length: 5000 }, (_, i) => i / 100), ...Array.from({ length: 3000 }, () => 20.5)];
    const sketch = sketchOf(ranks);
    expect(sketch.tail(49.9)).toMatchObject({ above: 9, equal: 1 });
    expect(sketch.tail(20.5).equal).toBeGreaterThanOrEqual(3000);
    expect(sketch.tail(20.5).equal).toBeLessThan(3200);
  });

  it('stays small', () => {
    const random = new Random(1);
    const sketch = sketchOf(Array.from({ length: 200_000 }, () => random.unit()));
    expect(sketch.state().entries.length).toBeLessThan(500);
  });

  it('fades by halves and restores from its state', () => {
    const sketch = sketchOf([5, 5, 4, 3, 3, 3]);
    sketch.fade();
    expect(sketch.tail(4)).toEqual({ above: 1, equal: 0.5, total: 3 });
    sketch.add(9);
    const copy = new RankSketch();
    copy.restore(sketch.state());
    expect(copy.tail(5)).toEqual(sketch.tail(5));
    expect(copy.state()).toEqual(sketch.state());
  });
});

it('places of exchangeable parcels are even, with few ranks or many, from the first parcel on', () => {
  for (const numRanks of [1, 3, 1e6]) {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (let stream = 0; stream < 200; stream++) {
      const random = new Random(stream, numRanks);
      const order = new RankOrder();
      for (let i = 0; i < 50; i++) {
        const rank = random.below(numRanks);
        const candidacy = random.below(4) === 0 ? 'asked' : 'rest';
        tenths[Math.floor(order.placeOf(candidacy, rank, random.unit()).at * 10)]! += 1;
        order.add(candidacy, rank);
      }
    }
    // 1,000 each, give or take four standard deviations
    for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(120);
  }
});
