import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../src/base/random.ts';
import { chiSquareQuantile } from '../../src/evaluate/chiSquare.ts';
import { evaluateWeighted, type WeightedEvaluation } from '../../src/evaluate/weighted.ts';
import { KEY, planOf, runStream, streamOf } from '../capacity/streams.ts';

type Row = { readonly chance: number; readonly bad: boolean };

function evaluationOf(rows: readonly Row[], chosen: readonly boolean[]): WeightedEvaluation {
  return evaluateWeighted({
    inclusion: Float64Array.from(rows, ({ chance }) => chance),
    chosen: Uint8Array.from(chosen, Number),
    labels: Float64Array.from(rows, ({ bad }, row) => (chosen[row] ? Number(bad) : Number.NaN)),
  });
}

describe('over every draw that could have been', () => {
  const populations = fc.array(fc.record({ chance: fc.constantFrom(0.1, 0.25, 0.5, 0.9, 1), bad: fc.boolean() }), {
    minLength: 1,
    maxLength: 9,
  });

  it('the estimates average to the truth, and the variance estimate to the variance', () => {
    fc.assert(
      fc.property(populations, (rows) => {
        const truth = rows.filter(({ bad }) => bad).length;
        const truthOpen = rows.filter(({ bad, chance }) => bad && chance < 1).length;
        const mean = { bad: 0, square: 0, variance: 0, missed: 0, missedTruth: 0 };
        for (let draw = 0; draw < 2 ** rows.length; draw++) {
          const chosen = rows.map((_, row) => ((draw >> row) & 1) === 1);
          const probability = rows.reduce((p, { chance }, row) => p * (chosen[row] ? chance : 1 - chance), 1);
          if (probability === 0) continue;
          const { bad, badOpen, missed, standardError } = evaluationOf(rows, chosen);
          mean.bad += probability * bad.value;
          mean.square += probability * (badOpen.value - truthOpen) ** 2;
          mean.variance += probability * standardError ** 2;
          mean.missed += probability * missed.value;
          mean.missedTruth += probability * rows.filter(({ bad: isBad }, row) => isBad && !chosen[row]).length;
        }
        expect(mean.bad).toBeCloseTo(truth, 9);
        expect(mean.variance).toBeCloseTo(mean.square, 9);
        expect(mean.missed).toBeCloseTo(mean.missedTruth, 9);
      }),
      { seed: 11, numRuns: 40 },
    );
  });

  it('the interval of a rare count covers the truth at least as often as it says', () => {
    // 5,000 rows, 40 bad, drawn with chances of 1 and 3 %; nothing else is known of them
    const random = new Random(2);
    const rows = Array.from(
      { length: 5000 },
      (_, i): Row => ({ chance: i % 2 === 0 ? 0.01 : 0.03, bad: i % 125 === 0 }),
    );
    let covered = 0;
    for (let draw = 0; draw < 400; draw++) {
      const { badOpen } = evaluationOf(
        rows,
        rows.map(({ chance }) => random.chance(chance)),
      );
      if (badOpen.interval.low <= 40 && 40 <= badOpen.interval.high) covered++;
    }
    expect(covered / 400).toBeGreaterThanOrEqual(0.94);
  });
});

describe('an estimate', () => {
  const some = (numRows: number, chance: number, bad: number, drawn: number): [Row[], boolean[]] => [
    Array.from({ length: numRows }, (_, row) => ({ chance, bad: row < bad })),
    Array.from({ length: numRows }, (_, row) => row < drawn),
  ];

  it('of equal chances has the exact interval of a count (Garwood, 1936)', () => {
    const { badOpen } = evaluationOf(...some(1000, 0.01, 5, 10));
    expect(badOpen.value).toBeCloseTo(500, 9);
    // 5 finds: 1.6235 to 11.6683
    expect(badOpen.interval.low).toBeCloseTo(162.35, 1);
    expect(badOpen.interval.high).toBe(1000);
    const { badOpen: few } = evaluationOf(...some(100_000, 0.01, 5, 1000));
    expect(few.interval.high).toBeCloseTo(1166.83, 1);
  });

  it('without a find has the rule of three, two-sided', () => {
    const { badOpen, recall, prevalence } = evaluationOf(...some(100_000, 0.01, 0, 1000));
    expect(badOpen.value).toBe(0);
    expect(badOpen.interval.low).toBe(0);
    expect(badOpen.interval.high).toBeCloseTo(-Math.log(0.025) * 100, 6);
    expect(prevalence.interval.high).toBeCloseTo(0.003689, 6);
    expect(recall.value).toBeNaN();
  });

  it('says nothing where nothing drawn is known', () => {
    const [rows] = some(50, 0.1, 3, 0);
    const { badOpen } = evaluationOf(
      rows,
      rows.map(() => false),
    );
    expect(badOpen.interval).toEqual({ low: 0, high: 50 });
  });

  it('is not known where no outcome has come, and where nothing could be drawn', () => {
    const none = Number.NaN;
    const awaited = evaluateWeighted({
      inclusion: Float64Array.of(1, 0.5, 0.5),
      chosen: Uint8Array.of(1, 1, 0),
      labels: Float64Array.of(none, none, 1),
    });
    const { bad, badOpen, missed, recall, hitRateCertain, hitRateDrawn, unusedLabels } = awaited;
    expect([bad, badOpen, missed, recall, hitRateCertain, hitRateDrawn].map(({ value }) => value)).toEqual(
      Array(6).fill(none),
    );
    expect([badOpen.interval, unusedLabels]).toEqual([{ low: 0, high: 2 }, 1]);
    const blind = evaluateWeighted({
      inclusion: Float64Array.of(1, 0),
      chosen: Uint8Array.of(1, 0),
      labels: Float64Array.of(1, none),
    });
    expect([blind.missed, blind.bad.interval.low]).toEqual([
      { value: none, interval: { low: none, high: none } },
      none,
    ]);
    expect(blind.hitRateCertain.value).toBe(1);
  });

  it('of no row at all is refused', () => {
    expect(() => evaluationOf([], [])).toThrow('expected at least one row, got none');
  });

  it('takes outcomes that never came to be like those that came', () => {
    const evaluation = evaluateWeighted({
      inclusion: Float64Array.of(1, 1, 0.5, 0.5, 0.5, 0.5, 0),
      chosen: Uint8Array.of(1, 1, 1, 1, 0, 0, 0),
      labels: Float64Array.of(1, Number.NaN, 1, Number.NaN, Number.NaN, Number.NaN, Number.NaN),
    });
    expect(evaluation.certain).toEqual({ rows: 2, known: 1, bad: 1 });
    expect(evaluation.open).toEqual({ rows: 4, drawn: 2, known: 1, bad: 1 });
    expect([evaluation.bad.value, evaluation.uncovered]).toEqual([2 + 4, 1]);
  });

  it('refuses chances that are none', () => {
    const of = (chance: number) => (): unknown => evaluationOf([{ chance, bad: false }], [true]);
    expect(of(1.5)).toThrow('row 1: expected a chance from 0 to 1, got 1.5');
    expect(of(Number.NaN)).toThrow('expected a chance');
    expect(of(0)).toThrow('row 1: chosen, though its chance was 0');
  });

  it.each([
    // R: qchisq
    [0.025, 10, 3.246973],
    [0.975, 12, 23.336664],
    [0.975, 2, 7.377759],
    [0.975, 1, 5.023886],
    [0.5, 200, 199.3338],
  ])('uses the %d quantile of chi-square with %d degrees: %d', (probability, degrees, expected) => {
    expect(chiSquareQuantile(probability, degrees)).toBeCloseTo(expected, 2);
  });
});

it('from many simulated weeks is the truth on average, within its standard error, and its intervals cover it', () => {
  // the same mail, drawn under another key each time; ranks say little of what is bad, so that much is missed
  const plan = planOf('- { lane: letter, actions: [rfs, hold], items: 30, hard: true, reserve: 1, random: 30 % }');
  const stream = streamOf({ seed: 21, counts: Array.from({ length: 7 }, () => 500), when: 'bursts' });
  const random = new Random(33);
  const isBad = stream.map(({ rank }) => random.chance(rank > 1.5 ? 0.05 : 0.01));
  const numWeeks = 150;
  const errors: number[] = [];
  let covered = 0;
  let recallCovered = 0;
  let uncovered = 0;
  for (let week = 0; week < numWeeks; week++) {
    const key = KEY.map((byte, i) => byte + week + i);
    const { selections } = runStream(plan, stream, { key });
    const chosen = selections.map(({ by }) => by !== 'open');
    const found = evaluateWeighted({
      inclusion: Float64Array.from(selections, ({ inclusionProbability }) => inclusionProbability),
      chosen: Uint8Array.from(chosen, Number),
      labels: Float64Array.from(isBad, (bad, row) => (chosen[row] ? Number(bad) : Number.NaN)),
    });
    // what had no chance is outside of the estimate, and of the truth it is held against
    const isInside = (row: number): boolean => selections[row]!.inclusionProbability > 0;
    const truth = isBad.filter((bad, row) => bad && isInside(row)).length;
    const bySelection = isBad.filter((bad, row) => bad && selections[row]!.inclusionProbability === 1).length;
    errors.push(found.bad.value - truth);
    uncovered += found.uncovered;
    if (found.bad.interval.low <= truth && truth <= found.bad.interval.high) covered++;
    const recall = bySelection / truth;
    if (found.recall.interval.low <= recall && recall <= found.recall.interval.high) recallCovered++;
  }
  const mean = errors.reduce((sum, error) => sum + error, 0) / numWeeks;
  const deviation = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / (numWeeks - 1));
  const standardError = deviation / Math.sqrt(numWeeks);
  process.stdout.write(
    `${numWeeks} periods of ${stream.length} parcels, ${isBad.filter(Boolean).length} bad: mean error ${mean.toFixed(2)}, ` +
      `standard error ${standardError.toFixed(2)}; 95 % intervals cover the number in ${((100 * covered) / numWeeks).toFixed(1)} % ` +
      `and recall in ${((100 * recallCovered) / numWeeks).toFixed(1)} %; ${(uncovered / numWeeks).toFixed(1)} parcels a period without a chance\n`,
  );
  expect(Math.abs(mean)).toBeLessThan(3 * standardError);
  expect(covered / numWeeks).toBeGreaterThanOrEqual(0.93);
  expect(recallCovered / numWeeks).toBeGreaterThanOrEqual(0.93);
});
