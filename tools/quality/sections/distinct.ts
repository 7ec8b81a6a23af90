/**
 * Whether matches can be ranked: how many different scores they have, and how many stand at exactly 1. Peers saturate:
 * 60 % of the pairs of opensanctions/nomenklatura have 1.0 (its issue 334).
 */
import { markdownTable } from '../../../src/cli/textTable.ts';
import { prepareName } from '../../../src/watchlist/compare/preparedName.ts';
import { calibrated, pairedBits } from '../../../src/watchlist/compare/rarity.ts';
import { scoreNames } from '../../../src/watchlist/compare/scoreNames.ts';
import { WordShares } from '../../../src/watchlist/compare/wordShares.ts';
import type { Entry } from '../../../src/watchlist/entry.ts';
import { readTable, schemaKinds } from '../data.ts';
import { columns, percent, type Section, shareFigure } from '../section.ts';

const LEAST = 0.7;

export async function distinctSection(entries: readonly Entry[]): Promise<Section> {
  const shares = new WordShares();
  const both = (query: string, listed: string, kind: Entry['kind']): [alike: number, calibrated: number] => {
    const [a, b] = [prepareName(query, kind), prepareName(listed, kind)];
    const match = scoreNames(a, b);
    const bits = b.words.map((word) => shares.bitsOf(word));
    return [match.score, calibrated(match.score, pairedBits(match.pairs, bits))];
  };
  const cases = await readTable('names/nomenklatura/cases.csv');
  const pairs = cases.map(({ schema, name1, name2 }) => both(name1, name2, schemaKinds[schema]));
  // every name of the list, found with itself: what a peer gives 1.0 to throughout
  const selves = entries.flatMap(({ kind, indicators }) =>
    indicators.flatMap((one) =>
      one.kind === 'name' && one.quality === 'primary' ? [both(one.text, one.text, kind)] : [],
    ),
  );
  const rows = [
    ['labelled pairs', pairs],
    ['primary names of the list, each with itself', selves],
  ] as const;
  const measured = rows.flatMap(([name, scored]) => {
    const matches = scored.filter(([alike]) => alike >= LEAST);
    return (['likeness', 'calibrated'] as const).map((which, i) => {
      const scores = matches.map((one) => one[i]);
      const distinct = { count: new Set(scores).size, of: scores.length };
      return {
        name,
        which,
        distinct,
        certain: { count: scores.filter((score) => score === 1).length, of: scores.length },
      };
    });
  });
  return {
    lines: markdownTable(
      columns(`matches, alike to ${LEAST} or more`, ['matches', 'score', 'distinct scores', 'at exactly 1']),
      measured.map(({ name, which, distinct, certain }) => [
        name,
        String(distinct.of),
        which,
        percent(distinct.count / distinct.of),
        percent(certain.count / certain.of),
      ]),
    ),
    figures: Object.fromEntries(
      measured
        .filter(({ which }) => which === 'calibrated')
        .flatMap(({ name, distinct, certain }) => [
          [`distinct scores, ${name}`, { ...shareFigure(distinct), better: 'higher' }],
          [`at exactly 1, ${name}`, { ...shareFigure(certain), better: 'lower' }],
        ]),
    ),
  };
}
