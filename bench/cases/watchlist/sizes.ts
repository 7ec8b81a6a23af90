/** What an index of a list weighs, and what one of a million entries takes to build and to open. */
import { rmSync } from 'node:fs';
import type { BenchCase } from '../../case.ts';
import { indexedList } from '../../lists/listEngine.ts';
import { compiled, runToEnd } from '../../processes.ts';

const NUM_ENTRIES = 100_000;
const NUM_MANY = 1_000_000;

type Built = {
  readonly buildSeconds: number;
  readonly buildCpuSeconds: number;
  readonly verifyMs: number;
  readonly openMs: number;
  readonly numBytes: number;
  readonly peakMB: number;
};

type Swapped = { readonly times: number; readonly ms: number };
type Patched = { readonly patch: Swapped; readonly bundle: Swapped };

let million: Promise<Built> | undefined;
let patched: Promise<Patched> | undefined;

/** A list is changed by the hundredth part, as patches and as a bundle, while it is screened with. */
async function measurePatches(): Promise<Patched> {
  const folder = await runToEnd(
    compiled('bench/children/makePatches.js'),
    [String(NUM_ENTRIES)],
    ['--max-old-space-size=8192'],
  );
  try {
    const flags = ['--expose-gc', '--max-semi-space-size=2'];
    return JSON.parse(await runToEnd(compiled('bench/children/patchMemory.js'), [folder], flags)) as Patched;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function patches(): Promise<Patched> {
  patched ??= measurePatches();
  return patched;
}

/** Built once, for all cases that ask. */
function builtMillion(): Promise<Built> {
  million ??= runToEnd(
    compiled('bench/children/buildLists.js'),
    [String(NUM_MANY)],
    ['--max-old-space-size=8192'],
  ).then((printed) => JSON.parse(printed) as Built);
  return million;
}

function sizeCase(name: string, unit: string, about: string, figure: () => Promise<number>): BenchCase {
  return {
    name: `watchlist ${name}`,
    unit,
    direct: true,
    about,
    prepare: async () => ({ numUnits: 1, ours: figure, peers: {}, check: async () => undefined }),
  };
}

export const listSizeCases: readonly BenchCase[] = [
  sizeCase('memory', 'bytes an entry', 'the index of 100,000 entries, all attributes', async () => {
    const { index } = await indexedList(NUM_ENTRIES, 'all');
    return index.length / NUM_ENTRIES;
  }),
  sizeCase(
    'patch memory',
    'times',
    'peak of a process with 100,000 entries while patches are put in force',
    async () => {
      return (await patches()).patch.times;
    },
  ),
  sizeCase('patch time', 'ms', 'the slowest of twenty, with a body being screened', async () => {
    return (await patches()).patch.ms;
  }),
  sizeCase('list bundle memory', 'times', 'the same while a whole bundle with the lists is put in force', async () => {
    return (await patches()).bundle.times;
  }),
  sizeCase('million build', 's', 'index of a million entries, all attributes, one thread', async () => {
    return (await builtMillion()).buildSeconds;
  }),
  sizeCase('million build, processor', 's', 'the same in processor time of all threads', async () => {
    return (await builtMillion()).buildCpuSeconds;
  }),
  sizeCase('million verify', 'ms', 'its hash, once when it is brought in', async () => (await builtMillion()).verifyMs),
  sizeCase('million open', 'ms', 'the verified index opened; the slowest of nine', async () => {
    return (await builtMillion()).openMs;
  }),
  sizeCase('million memory', 'bytes an entry', 'the index of a million entries', async () => {
    return (await builtMillion()).numBytes / NUM_MANY;
  }),
  sizeCase('million peak', 'MB', 'peak of the process that built it', async () => (await builtMillion()).peakMB),
];
