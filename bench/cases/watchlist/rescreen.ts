/**
 * A changed list and the mail of the past: the parcels that the change affects, found through the reverse index, beside
 * screening all of them with the old lists and the new ones. Both have the whole lists and the reverse index ready, as
 * they are made once; both must find the same parcels.
 */
import type { Entry } from '../../../src/watchlist/entry.ts';
import { type RescreenSources, rescreen, screenAll } from '../../../src/engine/rescreen/rescreen.ts';
import { twoListsOf } from '../../../src/engine/rescreen/twoLists.ts';
import { ParcelIndexBuilder } from '../../../src/watchlist/rescreen/buildParcelIndex.ts';
import { ParcelIndex } from '../../../src/watchlist/rescreen/parcelIndex.ts';
import type { BenchCase } from '../../case.ts';
import { readBase } from '../../lists/base.ts';
import { multipliedList } from '../../lists/listEngine.ts';
import type { MultipliedList } from '../../lists/multiply.ts';
import { plantedMail } from '../../lists/plantedMail.ts';
import { meanOfLeast } from '../../shortRounds.ts';

const NUM_ENTRIES = 100_000;
const NUM_PARCELS = 60_000;
const PASSES = 3;
const PLANTED_SHARE = 0.01;
/** Of so many entries one goes, one comes, one gets another name, and one is valid no more. */
const EVERY = 2000;

async function sourcesOf(): Promise<RescreenSources> {
  const list = await multipliedList();
  const before = Array.from({ length: NUM_ENTRIES }, (_, place) => list.entryAt(place));
  const entries = { before, after: laterEntries(before, list) };
  const mail = plantedMail(await readBase(), (random) => before[random.below(NUM_ENTRIES)], {
    parcels: NUM_PARCELS,
    plantedShare: PLANTED_SHARE,
    parties: null,
    isLatinOnly: false,
  });
  // of the parties of some entries that change there is mail
  const changed = before.filter((_, place) => place % EVERY < 3);
  const planted = plantedMail(await readBase(), (random) => random.pick(changed), {
    parcels: NUM_PARCELS / EVERY,
    plantedShare: 1,
    parties: null,
    isLatinOnly: false,
  });
  const builder = new ParcelIndexBuilder();
  const rows = [...mail, ...planted].map(({ parcel }, number) => {
    const row = Buffer.from(JSON.stringify({ ...parcel, itemId: `${parcel.itemId}-${number}` }));
    builder.add({ parcel, row, start: number, end: number + 1 });
    return row;
  });
  const whole = twoListsOf(entries, []);
  return {
    index: new ParcelIndex(builder.finish(rows.length)),
    entries,
    counted: [],
    whole: () => whole,
    rowsOf: async function* (parcels) {
      for (const parcel of parcels) yield { parcel, row: rows[parcel] };
    },
  };
}

function laterEntries(before: readonly Entry[], list: MultipliedList): Entry[] {
  return before.flatMap((entry, place) => {
    const turn = place % EVERY;
    if (turn === 0) return [];
    if (turn === 1) return [{ ...entry, indicators: entry.indicators.slice(1) }];
    if (turn === 2) return [{ ...entry, validUntil: '2020-01-01' }];
    // read anew, as from another file
    const same = list.entryAt(place);
    return turn === 3 ? [same, list.entryAt(NUM_ENTRIES + place)] : [same];
  });
}

export const rescreenCase: BenchCase = {
  name: 'watchlist rescreen',
  unit: 'ms',
  direct: true,
  about:
    `${NUM_PARCELS} parcels of the past, ${NUM_ENTRIES} entries of which 0.2 % change: those that the change affects, ` +
    'by the reverse index, beside screening all of them with both lists; processor time',
  prepare: async () => {
    const sources = await sourcesOf();
    return {
      numUnits: 1,
      ours: () => leastMs(() => rescreen(sources)),
      peers: { 'screening all': () => leastMs(() => screenAll(sources)) },
      check: async () => {
        const { candidates, affected } = await rescreen(sources);
        const found = affected.map(({ parcel }) => parcel);
        const all = await screenAll(sources);
        if (found.join() !== all.join()) throw new Error(`${found.length} affected, expected ${all.length}`);
        if (found.length === 0 || candidates === sources.index.numParcels) {
          throw new Error(`expected some parcels to be affected and not all to be looked at, got ${candidates}`);
        }
      },
    };
  },
};

function leastMs(work: () => Promise<unknown>): Promise<number> {
  return meanOfLeast(1, PASSES, async () => {
    const started = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(started);
    return (user + system) / 1000;
  });
}
