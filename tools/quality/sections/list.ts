/** Names against the real SDN list: by likeness alone, and calibrated by how rare the words are. */
import { markdownTable } from '../../../src/cli/textTable.ts';
import { calibrated, rarity } from '../../../src/watchlist/compare/rarity.ts';
import type { Entry } from '../../../src/watchlist/entry.ts';
import { coreNames, LEAST_ALIKE } from '../coreNames.ts';
import { aliasScores, type Best, innocentScores, positiveScores } from '../lists.ts';
import { columns, type Section, shareAbove, shareFigure, shareText } from '../section.ts';

/** Whatever the words tell: less alike names are not looked up. */
const FLOOR = calibrated(LEAST_ALIKE, 1000);
const THRESHOLDS = [0.7, 0.75, 0.8, 0.85, 0.9, 0.95];

export async function listSection(entries: readonly Entry[]): Promise<Section> {
  const names = coreNames(entries);
  const innocents = await innocentScores(names);
  const positives = await positiveScores(names, entries);
  const meant = positives.filter(({ hasCounterpart }) => hasCounterpart);
  const others = positives.filter(({ hasCounterpart }) => !hasCounterpart);
  const aliases = aliasScores(entries);
  const aliasesOf = (isPerson: boolean): number[] =>
    aliases.filter(({ kind }) => (kind === 'person') === isPerson).map(({ score }) => score);
  const alike = (best: readonly Best[]): number[] => best.map((one) => one.alike);
  const sure = (best: readonly Best[]): number[] => best.map((one) => one.calibrated);
  const ofHalf = (best: readonly Best[], isChosenOn: boolean): number[] =>
    sure(best.filter((one) => one.isChosenOn === isChosenOn));
  // of less alike names nothing is looked up, and so nothing is told of scores that they could have
  const measured: readonly (readonly [name: string, scores: readonly number[], least: number])[] = [
    ['innocents, calibrated', sure(innocents), FLOOR],
    ['innocents, likeness alone', alike(innocents), LEAST_ALIKE],
    ['UN names with a counterpart, calibrated', sure(meant), FLOOR],
    ['UN names with a counterpart, likeness alone', alike(meant), LEAST_ALIKE],
    ['UN names without the same words on the list, any hit, calibrated', sure(others), FLOOR],
    ['aliases of people, likeness to the primary name', aliasesOf(true), 0],
    ['aliases of others, likeness to the primary name', aliasesOf(false), 0],
  ];
  const halves = [true, false].map((isChosenOn) => {
    const [wrong, found] = [ofHalf(innocents, isChosenOn), ofHalf(meant, isChosenOn)].map((scores) =>
      shareAbove(scores, rarity.review),
    );
    const which = isChosenOn ? 'half that constants were chosen on' : 'other half';
    return [which, shareText(wrong), oneIn(wrong), shareText(found)];
  });
  const at = (least: number): string => least.toString();
  return {
    lines: [
      ...markdownTable(
        columns('against the real SDN list', ['names', ...THRESHOLDS.map((least) => `≥ ${at(least)}`)]),
        measured.map(([name, scores, floor]) => [
          name,
          String(scores.length),
          ...THRESHOLDS.map((least) => (least < floor ? '' : shareText(shareAbove(scores, least)))),
        ]),
      ),
      '',
      ...markdownTable(
        columns(`at ${at(rarity.review)}, where a name alone is worth a look`, ['innocents hit', '', 'UN names found']),
        [
          ...halves,
          [
            'both',
            shareText(shareAbove(sure(innocents), rarity.review)),
            oneIn(shareAbove(sure(innocents), rarity.review)),
            shareText(shareAbove(sure(meant), rarity.review)),
          ],
        ],
      ),
      '',
      `Names were found by the core, each hit compared again by the plain comparison: of ${names.twins.hits.toLocaleString('en')} hits ${names.twins.differ || 'none'} had another score.`,
    ],
    figures: {
      'hits whose twins differ': {
        ...shareFigure({ count: names.twins.differ, of: names.twins.hits }),
        better: 'lower',
      },
      'innocents hit at review': { ...shareFigure(shareAbove(sure(innocents), rarity.review)), better: 'lower' },
      'innocents alike to 0.85': { ...shareFigure(shareAbove(alike(innocents), 0.85)), better: 'lower' },
      'UN names found at review': { ...shareFigure(shareAbove(sure(meant), rarity.review)), better: 'higher' },
      'UN names alike to 0.85': { ...shareFigure(shareAbove(alike(meant), 0.85)), better: 'higher' },
      'aliases of people alike to 0.7': { ...shareFigure(shareAbove(aliasesOf(true), 0.7)), better: 'higher' },
      'aliases of others alike to 0.7': { ...shareFigure(shareAbove(aliasesOf(false), 0.7)), better: 'higher' },
    },
  };
}

function oneIn({ count, of }: { count: number; of: number }): string {
  return count === 0 ? `none of ${of}` : `1 in ${Math.round(of / count).toLocaleString('en')}`;
}
