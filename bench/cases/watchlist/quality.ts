/**
 * What names of 100,000 entries find at the score from which an officer looks: listed parties under each disguise that
 * are missed, and innocents that are hit. Synthetic both: how well real names are compared, npm run quality measures.
 */
import { rarity } from '../../../src/watchlist/compare/rarity.ts';
import type { BenchCase } from '../../case.ts';
import { disguises } from '../../lists/disguise.ts';
import { createOurNames } from '../../lists/ourNames.ts';
import { innocentNames, plantedNames } from '../../lists/nameQueries.ts';

const NUM_ENTRIES = 100_000;
const NUM_EACH = 500;
const NUM_INNOCENTS = 20_000;

function qualityCase(name: string, unit: string, about: string, figure: () => Promise<number>): BenchCase {
  return {
    name: `watchlist ${name}`,
    unit,
    direct: true,
    about,
    prepare: async () => ({ numUnits: 1, ours: figure, peers: {}, check: async () => undefined }),
  };
}

export const listQualityCases: readonly BenchCase[] = [
  ...disguises.map((as) =>
    qualityCase(`missed ${as}`, '%', `listed names ${as}, not found from the score of a review on`, async () => {
      const names = (await plantedNames(NUM_ENTRIES, NUM_EACH)).filter((each) => each.as === as);
      const { meant } = await (await createOurNames(NUM_ENTRIES)).match(names);
      return (100 * meant.filter((score) => score < rarity.review).length) / names.length;
    }),
  ),
  qualityCase('innocents hit', 'in 10,000', 'names of people on no list that reach the score of a review', async () => {
    const names = await innocentNames(NUM_INNOCENTS, false);
    const { best } = await (await createOurNames(NUM_ENTRIES)).match(names);
    return (10_000 * best.filter((score) => score >= rarity.review).length) / names.length;
  }),
];
