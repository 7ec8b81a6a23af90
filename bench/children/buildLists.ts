/** Builds the index of a multiplied list in a process of its own and opens it; prints what it took as JSON. */
import { openLists } from '../../src/engine/lists/openLists.ts';
import type { Entry } from '../../src/watchlist/entry.ts';
import { checkIdentity } from '../../src/watchlist/index/listIndex.ts';
import { indexOf, multipliedList } from '../lists/listEngine.ts';

const NUM_OPENED = 9;
/** Entries are made a block at a time, so that making them can be told from building. */
const BLOCK_ENTRIES = 1000;

const numEntries = Number(process.argv[2]);
const list = await multipliedList();

/** Seconds by the clock, and of processor time of all threads: on a machine with other work the second says more. */
const clock = (): readonly [wall: number, cpu: number] => {
  const { user, system } = process.cpuUsage();
  return [performance.now() / 1000, (user + system) / 1e6];
};
const making = [0, 0];

/** What the entries took to make is not the index's. */
function* entries(): Generator<Entry> {
  for (let first = 0; first < numEntries; first += BLOCK_ENTRIES) {
    const [wall, cpu] = clock();
    const count = Math.min(BLOCK_ENTRIES, numEntries - first);
    const block = Array.from({ length: count }, (_, i) => list.entryAt(first + i));
    const [wallAfter, cpuAfter] = clock();
    making[0] += wallAfter - wall;
    making[1] += cpuAfter - cpu;
    yield* block;
  }
}

const [wall, cpu] = clock();
const index = indexOf(entries(), 'all');
const [wallAfter, cpuAfter] = clock();
const buildSeconds = wallAfter - wall - making[0];
const buildCpuSeconds = cpuAfter - cpu - making[1];

const verifying = performance.now();
checkIdentity(index);
const verifyMs = performance.now() - verifying;
const openMs = Array.from({ length: NUM_OPENED }, () => {
  const before = performance.now();
  const opened = openLists(index);
  if (opened?.base.entries?.numEntries !== numEntries) throw new Error('the index does not hold every entry');
  return performance.now() - before;
}).sort((a, b) => b - a)[0];
const peakMB = process.resourceUsage().maxRSS / 1024;
process.stdout.write(
  `${JSON.stringify({ buildSeconds, buildCpuSeconds, verifyMs, openMs, numBytes: index.length, peakMB })}\n`,
);
