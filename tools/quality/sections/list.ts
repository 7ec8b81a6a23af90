/** Names against the real SDN list: by likeness alone, and calibrated by how rare the words are. */
import { markdownTable } from '../../../src/cli/textTable.ts';
import { rarity } from '../../../src/watchlist/compare/rarity.ts';
import type { Entry } from '../../../src/watchlist/entry.ts';
import { NameSearch } from '../../../src/watchlist/search/nameSearch.ts';
import { aliasScores, type Best, innocentScores, positiveScores } from '../lists.ts';
import { columns, type Section, shareAbove, shareFigure, shareText } from '../section.ts';

const THRESHOLDS = [0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95];
const SEED = 7;

export async function listSection(entries: readonly Entry[], numInnocents: number): Promise<Section> {
  const search = new NameSearch(entries);
  const innocents = await innocentScores(search, numInnocents, SEED);
  const positives = await positiveScores(search, entries);
  const meant = positives.filter(({ hasCounterpart }) => hasCounterpart);
  const others = positives.filter(({ hasCounterpart }) => !hasCounterpart);
  const aliases = aliasScores(entries);
  const aliasesOf = (isPerson: boolean): number[] =>
    aliases.filter(({ kind }) => (kind === 'person') === isPerson).map(({ score }) => score);
  const alike = (best: readonly Best[]): number[] => best.map((one) => one.alike);
  const sure = (best: readonly Best[]): number[] => best.map((one) => one.calibrated);
  const ofHalf = (best: readonly Best[], isChosenOn: boolean): number[] =>
    sure(best.filter((one) => one.isChosenOn === isChosenOn));
  const sample = `innocents (${innocents.length === 50_000 ? 'all' : `sample, seed ${SEED}`})`;
  const measured: readonly (readonly [name: string, scores: readonly number[]])[] = [
    [`${sample}, calibrated`, sure(innocents)],
    [`${sample}, likeness alone`, alike(innocents)],
    ['UN names with a counterpart, calibrated', sure(meant)],
    ['UN names with a counterpart, likeness alone', alike(meant)],
    ['UN names without the same words on the list, any hit, calibrated', sure(others)],
    ['aliases of people, likeness to the primary name', aliasesOf(true)],
    ['aliases of others, likeness to the primary name', aliasesOf(false)],
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
        measured.map(([name, scores]) => [
          name,
          String(scores.length),
          ...THRESHOLDS.map((least) => shareText(shareAbove(scores, least))),
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
    ],
    figures: {
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
