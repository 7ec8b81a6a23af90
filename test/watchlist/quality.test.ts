/** The labelled pairs as a floor: whoever changes the comparison sees at once what it costs. Figures in full: npm run quality. */
import { expect } from 'vitest';
import { crossScriptScores } from '../../tools/quality/lists.ts';
import { missedBars } from '../../tools/quality/bars.ts';
import { scoredCases } from '../../tools/quality/pairs.ts';
import { casesSection } from '../../tools/quality/sections/cases.ts';
import { testWithData } from './sharedData.ts';

testWithData(
  'F1 on labelled pairs lies 0.05 above the frozen baseline on the same pairs, all and those no language model proposed',
  async () => {
    const cases = await scoredCases();
    expect(cases).toHaveLength(573);
    expect(cases.filter(({ isFrozen, isMatch }) => isFrozen && isMatch)).toHaveLength(263);
    const { bars = [] } = await casesSection();
    expect(bars).toHaveLength(3);
    expect(missedBars([{ bars }])).toEqual([]);
  },
);

testWithData('names are found across scripts', async () => {
  const scores = await crossScriptScores();
  expect(scores).toHaveLength(22);
  const missed = scores.filter(({ score }) => score < 0.7).map(({ query }) => query);
  // a Korean name in Chinese characters, which are read as Mandarin
  expect(missed).toEqual(['金正恩']);
});
