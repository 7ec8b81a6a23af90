/** Builds the index of a multiplied list in a process of its own and opens it; prints what it took as JSON. */
import { openLists } from '../../src/engine/lists/openLists.ts';
import type { Entry } from '../../src/watchlist/entry.ts';
import { checkIdentity } from '../../src/watchlist/index/listIndex.ts';
import { indexOf, multipliedList } from '../lists/listEngine.ts';

const NUM_OPENED = 9;

const numEntries = Number(process.argv[2]);
const list = await multipliedList();
let [numBuilt, makingMs] = [0, 0];

/** What the entries took to make is not the index's. */
function* entries(): Generator<Entry> {
  for (let place = 0; place < numEntries; place++) {
    const before = performance.now();
    const entry = list.entryAt(place);
    makingMs += performance.now() - before;
    numBuilt++;
    yield entry;
  }
}

const started = performance.now();
const index = indexOf(entries(), 'all');
const buildSeconds = (performance.now() - started - makingMs) / 1000;
if (numBuilt !== numEntries) throw new Error(`expected ${numEntries} entries, got ${numBuilt}`);

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
process.stdout.write(`${JSON.stringify({ buildSeconds, verifyMs, openMs, numBytes: index.length, peakMB })}\n`);
