/** The labelled pairs as a floor: whoever changes the comparison sees at once what it costs. Figures in full: npm run quality. */
import { expect } from 'vitest';
import { crossScriptScores } from '../../tools/quality/lists.ts';
import { pairFigures, scoredCases } from '../../tools/quality/pairs.ts';
import { testWithData } from './sharedData.ts';

/** F1 of logic_v2 at its own threshold of 0.7, frozen by its authors beside the pairs, and what must lie above it. */
const FROZEN = { all: 0.742, unitTests: 0.882 };
const ABOVE = 0.05;

testWithData(
  'F1 on labelled pairs lies well above the frozen baseline, on all and on those no language model proposed',
  async () => {
    const cases = await scoredCases();
    expect(cases).toHaveLength(573);
    const f1 = (keep: (one: (typeof cases)[number]) => boolean): number =>
      pairFigures(cases.filter(keep), 0.7).f1.value;
    expect(f1(() => true)).toBeGreaterThan(FROZEN.all + ABOVE);
    expect(f1(({ group }) => group === 'nk_unit_tests')).toBeGreaterThan(FROZEN.unitTests + ABOVE);
    expect(f1(({ fromModel }) => !fromModel)).toBeGreaterThan(0.9);
  },
);

testWithData('names are found across scripts', async () => {
  const scores = await crossScriptScores();
  expect(scores).toHaveLength(22);
  const missed = scores.filter(({ score }) => score < 0.7).map(({ query }) => query);
  // a Korean name in Chinese characters, which are read as Mandarin
  expect(missed).toEqual(['金正恩']);
});
