/**
 * Names alone against the names of 100,000 entries: how fast, and how many listed parties are missed, beside matchers
 * over the same names. Scores of two matchers say nothing of each other, so each has the threshold at which the same
 * share of innocents is hit. Names in Cyrillic are left out beside peers, which do not read them.
 */
import type { BenchCase } from '../../case.ts';
import { createOurNames, createPlainNames } from '../../lists/ourNames.ts';
import { innocentNames, listedNames, plantedNames } from '../../lists/nameQueries.ts';
import {
  createFuse,
  createMiniSearch,
  createRapidFuzz,
  type NameMatcher,
  type NameQuery,
  type NameScores,
} from '../../peers/nameMatchers.ts';

const NUM_ENTRIES = 100_000;
const NUM_PLANTED_EACH = 200;
const NUM_INNOCENTS = 4000;
/** Names that our answers are compared on with those of the plain comparison. */
const NUM_COMPARED = 12;
/** Names that slow peers are given. */
const NUM_TIMED: Readonly<Record<string, number>> = { 'fuse.js': 2, minisearch: 200 };
const NUM_TIMED_ELSE = 400;
const ROUNDS = 7;

type Side = { readonly planted: readonly NameQuery[]; readonly innocents: readonly NameQuery[] };

async function queries(): Promise<Side> {
  const planted = (await plantedNames(NUM_ENTRIES, NUM_PLANTED_EACH)).filter(({ as }) => as !== 'in Cyrillic');
  return { planted, innocents: await innocentNames(NUM_INNOCENTS, true) };
}

/** Milliseconds of one name, of both sorts in turn. */
async function microsecondsOf(matcher: NameMatcher, { planted, innocents }: Side, most: number): Promise<number> {
  // as in mail: hardly a name is listed
  const names = [...planted.slice(0, 4), ...innocents].slice(0, most);
  const { milliseconds } = await matcher.match(names);
  return (milliseconds * 1000) / names.length;
}

export const nameSpeedCase: BenchCase = {
  name: 'watchlist names',
  unit: 'us a name',
  direct: true,
  installsPeers: true,
  about: 'names of 100,000 entries; one name looked for, by one thread',
  prepare: async () => {
    const listed = await listedNames(NUM_ENTRIES);
    const side = await queries();
    const ours = await createOurNames(NUM_ENTRIES);
    const peers = [await createMiniSearch(listed), await createRapidFuzz(listed), await createFuse(listed)];
    return {
      numUnits: 1,
      ours: async () => {
        const rounds: number[] = [];
        for (let i = 0; i < ROUNDS; i++) rounds.push(await microsecondsOf(ours, side, NUM_INNOCENTS));
        return rounds.sort((a, b) => a - b)[ROUNDS >> 1];
      },
      peers: Object.fromEntries(
        peers.map((peer) => [peer.name, () => microsecondsOf(peer, side, NUM_TIMED[peer.name] ?? NUM_TIMED_ELSE)]),
      ),
      check: async () => {
        const sample = [...side.planted.slice(0, NUM_COMPARED), ...side.innocents.slice(0, NUM_COMPARED)];
        const plain = await (await createPlainNames(NUM_ENTRIES)).match(sample);
        const fast = await ours.match(sample);
        fast.best.forEach((score, i) => {
          if (score !== plain.best[i])
            throw new Error(`name ${i} of the sample: got ${score}, expected ${plain.best[i]}`);
        });
      },
      close: async () => [ours, ...peers].forEach((each) => each.close()),
    };
  },
};

/** Percent of listed parties that are missed where this share of innocents is hit. */
function missed(planted: NameScores, innocents: NameScores, share: number): number {
  const highest = [...innocents.best].sort((a, b) => b - a);
  const threshold = highest[Math.floor(share * highest.length)];
  return (100 * planted.meant.filter((score) => !(score > threshold)).length) / planted.meant.length;
}

function missedCase(share: number, words: string): BenchCase {
  return {
    name: `watchlist names missed, ${words}`,
    unit: '%',
    direct: true,
    installsPeers: true,
    about: `listed parties not found where ${words} innocents are hit; a word mistyped, other order, other romanisation`,
    prepare: async () => {
      const listed = await listedNames(NUM_ENTRIES);
      const side = await queries();
      const ours = await createOurNames(NUM_ENTRIES);
      const peers = [await createMiniSearch(listed), await createRapidFuzz(listed)];
      const run = (matcher: NameMatcher) => async (): Promise<number> =>
        missed(await matcher.match(side.planted), await matcher.match(side.innocents), share);
      return {
        numUnits: 1,
        ours: run(ours),
        peers: Object.fromEntries(peers.map((peer) => [peer.name, run(peer)])),
        check: async () => undefined,
        close: async () => [ours, ...peers].forEach((each) => each.close()),
      };
    },
  };
}

export const nameCases: readonly BenchCase[] = [
  nameSpeedCase,
  missedCase(0.01, '1 in 100'),
  missedCase(0.001, '1 in 1,000'),
];
