/** Names in one script beside themselves in another. */
import { crossScriptScores } from '../lists.ts';
import { type Section, shareAbove, shareFigure, shareText } from '../section.ts';

const LEAST = 0.7;

export async function crossScriptSection(): Promise<Section> {
  const pairs = await crossScriptScores();
  const missed = pairs.filter(({ score }) => score < LEAST).map(({ query, expected }) => `${query} (${expected})`);
  const share = shareAbove(
    pairs.map(({ score }) => score),
    LEAST,
  );
  return {
    lines: [
      `Cross-script pairs at ${LEAST}: ${share.count} of ${share.of}, ${shareText(share)}. Not found: ${missed.join(', ') || 'none'}.`,
    ],
    figures: { 'cross-script pairs': { ...shareFigure(share), better: 'higher' } },
  };
}
