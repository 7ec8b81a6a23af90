/** Names against the real SDN list: by likeness alone, and calibrated by how rare the words are. */
import { markdownTable } from '../../../src/cli/textTable.ts';
import { rarity } from '../../../src/watchlist/compare/rarity.ts';
import type { Entry } from '../../../src/watchlist/entry.ts';
import { coreNames, LEAST_ALIKE } from '../coreNames.ts';
import { aliasScores, type Best, innocentScores, positiveScores } from '../lists.ts';
import { type Better, columns, type Section, shareAbove, shareFigure, shareText } from '../section.ts';

/** Of less alike names nothing is looked up, and so nothing is told of lower scores that they could have. */
const CALIBRATED = [rarity.review, 0.8, 0.85, 0.9, 0.95];
const ALIKE = [LEAST_ALIKE, 0.85, 0.9, 0.95];
const OF_PAIRS = [0.7, 0.75, 0.8, 0.85, 0.9, 0.95];
/** A name alone sends fewer innocents than this to review, and at least this many listed ones. */
const BARS = { innocents: 1 / 2000, found: 0.95 } as const;

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
  const scored: Readonly<Record<string, readonly number[]>> = {
    innocents: sure(innocents),
    'UN names with a counterpart': sure(meant),
    'UN names without the same words on the list, any hit': sure(others),
  };
  const likeness: Readonly<Record<string, readonly number[]>> = {
    innocents: alike(innocents),
    'UN names with a counterpart': alike(meant),
  };
  const ofAliases = { people: aliasesOf(true), others: aliasesOf(false) };
  const atReview = { wrong: shareAbove(sure(innocents), rarity.review), found: shareAbove(sure(meant), rarity.review) };
  const halves = [true, false].map((isChosenOn) => {
    const [wrong, found] = [ofHalf(innocents, isChosenOn), ofHalf(meant, isChosenOn)].map((scores) =>
      shareAbove(scores, rarity.review),
    );
    const which = isChosenOn ? 'half that constants were chosen on' : 'other half';
    return [which, shareText(wrong), oneIn(wrong), shareText(found)];
  });
  return {
    lines: [
      ...table('calibrated score, against the real SDN list', scored, CALIBRATED),
      '',
      ...table('likeness alone, against the real SDN list', likeness, ALIKE),
      '',
      ...table('aliases, likeness to the primary name', ofAliases, OF_PAIRS),
      '',
      ...markdownTable(
        columns(`at ${at(rarity.review)}, where a name alone is worth a look`, ['innocents hit', '', 'UN names found']),
        [...halves, ['both', shareText(atReview.wrong), oneIn(atReview.wrong), shareText(atReview.found)]],
      ),
      '',
      `Names were found by the core, each hit compared again by the plain comparison: of ${names.twins.hits.toLocaleString('en')} hits ${names.twins.differ || 'none'} had another score.`,
    ],
    figures: {
      'hits whose twins differ': {
        ...shareFigure({ count: names.twins.differ, of: names.twins.hits }),
        better: 'lower',
      },
      ...figuresAt('innocents hit at', sure(innocents), CALIBRATED, 'lower'),
      ...figuresAt('innocents alike to', alike(innocents), ALIKE, 'lower'),
      ...figuresAt('UN names found at', sure(meant), CALIBRATED, 'higher'),
      ...figuresAt('UN names alike to', alike(meant), ALIKE, 'higher'),
      ...figuresAt('aliases of people alike to', ofAliases.people, [0.7], 'higher'),
      ...figuresAt('aliases of others alike to', ofAliases.others, [0.7], 'higher'),
    },
    bars: [
      {
        name: `innocents hit at ${at(rarity.review)}`,
        value: shareFigure(atReview.wrong).value,
        below: BARS.innocents,
      },
      { name: `UN names found at ${at(rarity.review)}`, value: shareFigure(atReview.found).value, least: BARS.found },
    ],
  };
}

const at = (least: number): string => least.toString();

/** A row a set of names: how many score so much or more. */
function table(
  title: string,
  rows: Readonly<Record<string, readonly number[]>>,
  thresholds: readonly number[],
): string[] {
  return markdownTable(
    columns(title, ['names', ...thresholds.map((least) => `≥ ${at(least)}`)]),
    Object.entries(rows).map(([name, scores]) => [
      name,
      String(scores.length),
      ...thresholds.map((least) => shareText(shareAbove(scores, least))),
    ]),
  );
}

function figuresAt(
  name: string,
  scores: readonly number[],
  thresholds: readonly number[],
  better: Better,
): Section['figures'] {
  return Object.fromEntries(
    thresholds.map((least) => [`${name} ${at(least)}`, { ...shareFigure(shareAbove(scores, least)), better }]),
  );
}

function oneIn({ count, of }: { count: number; of: number }): string {
  return count === 0 ? `none of ${of}` : `1 in ${Math.round(of / count).toLocaleString('en')}`;
}
