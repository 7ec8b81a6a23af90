import { expect, test } from 'vitest';
import { PLAN_ONE_A_CELL, PLAN_SEARCH, PLAN_THREE_A_CELL } from '../../src/model/forestLayout.ts';
import { cellOf } from '../../src/model/lower/cells.ts';
import { roundDown32 } from '../../src/model/lower/floats.ts';
import { planRanks, type Precision, type RankPlan } from '../../src/model/lower/rankPlan.ts';
import { randomThresholds, randomValue, seeded } from '../forest/randomForest.ts';

/** Rank of a value by the plan's table, in plain TypeScript. */
function rankByTable({ kind, cells, table }: RankPlan, value: number, precision: Precision): number {
  const bytes = precision === 'f32' ? 4 : 8;
  const read = (at: number): number => (bytes === 4 ? table.getFloat32(at, true) : table.getFloat64(at, true));
  if (cells === null) {
    let rank = 0;
    while (value > read(rank * bytes)) rank++;
    return rank;
  }
  const clamped = Number.isNaN(value) ? cells.low : Math.min(cells.high, Math.max(cells.low, Math.fround(value)));
  const perEntry = kind === PLAN_ONE_A_CELL ? 1 : 3;
  const entryBytes = perEntry === 1 ? bytes * 2 : bytes * 4;
  const at = cellOf(cells, clamped) * entryBytes;
  let rank = table.getUint32(at + perEntry * bytes, true);
  for (let i = 0; i < perEntry; i++) if (value > read(at + i * bytes)) rank++;
  return rank;
}

test('a plan ranks every value as counting the thresholds below it does, in either precision', () => {
  const random = seeded(77);
  const kinds = new Set<string>();
  for (let round = 0; round < 96; round++) {
    const count = [1, 2, 3, 9, 60, 255][round % 6];
    const drawn = randomThresholds(random, count, round);
    const thresholds = Float64Array.from(new Set(drawn)).sort();
    for (const precision of ['f32', 'f64'] as const) {
      const plan = planRanks(thresholds, precision);
      kinds.add(`${precision} ${plan.kind}`);
      for (let i = 0; i < 120; i++) {
        const drawnValue = randomValue(random, thresholds);
        const value = precision === 'f32' ? Math.fround(drawnValue) : drawnValue;
        const expected = thresholds.filter((threshold) => value > threshold).length;
        const rank = rankByTable(plan, value, precision);
        if (rank !== expected) expect.fail(`${value} ranked ${rank}, expected ${expected}, among ${thresholds}`);
      }
    }
  }
  const all = ['f32', 'f64'].flatMap((p) => [PLAN_SEARCH, PLAN_ONE_A_CELL, PLAN_THREE_A_CELL].map((k) => `${p} ${k}`));
  expect([...kinds].sort()).toEqual(all.sort());
});

test('a far threshold, as a split of NaN from everything else writes, does not spoil the cells of the others', () => {
  const thresholds = Float64Array.from({ length: 100 }, (_, i) => (i === 99 ? 1e300 : i / 10));
  for (const precision of ['f32', 'f64'] as const) {
    const { kind, cells } = planRanks(thresholds, precision);
    expect(kind).toBe(PLAN_ONE_A_CELL);
    expect(cells?.farLast).toBe(true);
  }
});

test('the f32 just below a double', () => {
  expect(roundDown32(0.1)).toBeLessThanOrEqual(0.1);
  expect(roundDown32(-0.1)).toBeLessThanOrEqual(-0.1);
  expect(roundDown32(1e300)).toBe(3.4028234663852886e38);
  expect(roundDown32(-1e300)).toBe(-Infinity);
  expect(roundDown32(1e-60)).toBe(0);
  expect(roundDown32(-1e-60)).toBe(-1.401298464324817e-45);
  expect(roundDown32(0.5)).toBe(0.5);
  expect(roundDown32(Infinity)).toBe(Infinity);
});
