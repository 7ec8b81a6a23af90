/**
 * Names alone against the names of 100,000 entries: how fast, and how many listed parties are missed, beside matchers
 * over the same names. Scores of two matchers say nothing of each other, so each has the threshold at which the same
 * share of innocents is hit. Names in Cyrillic are left out, for peers do not read them.
 */
import type { BenchCase } from '../../case.ts';
import { innocentNames, listedNames, plantedNames } from '../../lists/nameQueries.ts';
import { createOurNames, createPlainNames } from '../../lists/ourNames.ts';
import { createFuse, createMiniSearch, createRapidFuzz, type NameMatcher } from '../../peers/nameMatchers.ts';
import { meanOfLeast } from '../../shortRounds.ts';

const NUM_ENTRIES = 100_000;
const NUM_EACH = 200;
/** Names that our answers are compared on with those of the plain comparison. */
const NUM_COMPARED = 12;
const PIECE_NAMES = 50;
const PASSES = 4;

/** What each is asked: innocents, and planted names of each disguise. */
type Asked = { readonly numInnocents: number; readonly numEach: number };
const whole: Asked = { numInnocents: 3000, numEach: NUM_EACH };
const few: Asked = { numInnocents: 1000, numEach: 50 };
const hardlyAny: Asked = { numInnocents: 2, numEach: 0 };

type Measured = {
  readonly microseconds: number;
  /** Highest score of any name for each innocent, and of the meant entry for each planted name. */
  readonly innocents: readonly number[];
  readonly planted: readonly number[];
};

const known = new Map<string, Promise<Measured>>();

/** Each is asked once a process, for all cases. */
function measuredOf(name: string, asked: Asked, make: () => Promise<NameMatcher>): Promise<Measured> {
  const found = known.get(name) ?? measure(asked, make);
  known.set(name, found);
  return found;
}

async function measure(asked: Asked, make: () => Promise<NameMatcher>): Promise<Measured> {
  const matcher = await make();
  const drawn = await plantedNames(NUM_ENTRIES, asked.numEach);
  const innocents = await matcher.match(await innocentNames(asked.numInnocents, true));
  const planted = await matcher.match(drawn.filter(({ as }) => as !== 'in Cyrillic'));
  matcher.close();
  const microseconds = (innocents.milliseconds * 1000) / asked.numInnocents;
  return { microseconds, innocents: innocents.best, planted: planted.meant };
}

const ours = (): Promise<Measured> => measuredOf('Postern', whole, () => createOurNames(NUM_ENTRIES));
const rapidFuzz = (): Promise<Measured> => measuredOf('rapidfuzz', whole, async () => createRapidFuzz(await listed()));
const miniSearch = (): Promise<Measured> => measuredOf('minisearch', few, async () => createMiniSearch(await listed()));
const fuse = (): Promise<Measured> => measuredOf('fuse.js', hardlyAny, async () => createFuse(await listed()));
const listed = (): ReturnType<typeof listedNames> => listedNames(NUM_ENTRIES);

/** Innocents as in mail, where hardly a name is listed. */
async function ourMicroseconds(): Promise<number> {
  const matcher = await createOurNames(NUM_ENTRIES);
  const names = await innocentNames(whole.numInnocents, true);
  return meanOfLeast(names.length / PIECE_NAMES, PASSES, async (piece) => {
    const { milliseconds } = await matcher.match(names.slice(piece * PIECE_NAMES, (piece + 1) * PIECE_NAMES));
    return (milliseconds * 1000) / PIECE_NAMES;
  });
}

/** Best scores are those of the plain comparison, to the last bit. */
async function checkTwin(): Promise<void> {
  const drawn = await plantedNames(NUM_ENTRIES, NUM_COMPARED);
  const sample = [...drawn, ...(await innocentNames(NUM_COMPARED, false))];
  const plain = await (await createPlainNames(NUM_ENTRIES)).match(sample);
  const fast = await (await createOurNames(NUM_ENTRIES)).match(sample);
  for (const [i, score] of fast.best.entries()) {
    if (score !== plain.best[i]) throw new Error(`name ${i} of the sample: got ${score}, expected ${plain.best[i]}`);
  }
}

const speedCase: BenchCase = {
  name: 'watchlist names',
  unit: 'us a name',
  direct: true,
  installsPeers: true,
  about: 'a name of an innocent against the names of 100,000 entries, one thread',
  prepare: async () => ({
    numUnits: 1,
    ours: ourMicroseconds,
    peers: {
      minisearch: async () => (await miniSearch()).microseconds,
      rapidfuzz: async () => (await rapidFuzz()).microseconds,
      'fuse.js, two names': async () => (await fuse()).microseconds,
    },
    check: checkTwin,
  }),
};

/** Percent of planted names that are missed where this share of innocents is hit. */
function missed({ innocents, planted }: Measured, share: number): number {
  const highest = [...innocents].sort((a, b) => b - a);
  const threshold = highest[Math.floor(share * highest.length)];
  return (100 * planted.filter((score) => !(score > threshold)).length) / planted.length;
}

function missedCase(words: string, share: number, peers: Readonly<Record<string, () => Promise<Measured>>>): BenchCase {
  return {
    name: `watchlist names missed, ${words}`,
    unit: '%',
    direct: true,
    installsPeers: true,
    about: `listed parties not found where ${words} innocents are hit: as listed, reordered, mistyped, respelt`,
    prepare: async () => ({
      numUnits: 1,
      ours: async () => missed(await ours(), share),
      peers: Object.fromEntries(
        Object.entries(peers).map(([name, each]) => [name, async () => missed(await each(), share)]),
      ),
      check: async () => undefined,
    }),
  };
}

export const nameCases: readonly BenchCase[] = [
  speedCase,
  missedCase('1 in 100', 0.01, { minisearch: miniSearch, rapidfuzz: rapidFuzz }),
  missedCase('1 in 1,000', 0.001, { rapidfuzz: rapidFuzz }),
];
