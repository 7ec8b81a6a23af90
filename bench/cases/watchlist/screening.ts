/**
 * Mail against a list of 100,000 entries: the time of the match stage alone by the engine's own clock of stages, and of
 * whole calls from bytes to decisions. Cold: every party comes for the first time; repeats: 20,000 parties by Zipf's law.
 */
import type { Random } from '../../../src/base/random.ts';
import type { ScreeningHost } from '../../../src/contract/host.ts';
import type { Answer, Decision } from '../../../src/contract/decision.ts';
import { drain } from '../../answers.ts';
import type { BenchCase } from '../../case.ts';
import { readBase } from '../../lists/base.ts';
import { type Attributes, indexedList, openWithLists } from '../../lists/listEngine.ts';
import { type PlantedParcel, plantedMail } from '../../lists/plantedMail.ts';
import { meanOfLeast } from '../../shortRounds.ts';
import { once } from '../records.ts';

const NUM_ENTRIES = 100_000;
/** Short ones, that other work on the machine seldom falls into. */
const BATCH_PARCELS = 128;
/** Batches of other parties, with more names and addresses than the engine remembers: none comes again in time. */
const NUM_BATCHES = 400;
const PASSES = 6;
/** Of planted parties, how many must be named by a reason. */
const LEAST_FOUND = 0.8;
const PLANTED_SHARE = 0.01;
const NUM_REPEATING = 20_000;

type Traffic = 'cold' | 'repeats';
type Batch = { readonly rows: readonly PlantedParcel[]; readonly ndjson: Buffer };

async function batches(
  traffic: Traffic,
): Promise<{ batches: Batch[]; listed: Awaited<ReturnType<typeof indexedList>> }> {
  const listed = await indexedList(NUM_ENTRIES, 'all');
  const entryAt = (random: Random) => listed.list.entryAt(random.below(NUM_ENTRIES));
  const mail = plantedMail(await readBase(), entryAt, {
    parcels: BATCH_PARCELS * NUM_BATCHES,
    plantedShare: PLANTED_SHARE,
    parties: traffic === 'cold' ? null : NUM_REPEATING,
    isLatinOnly: false,
  });
  const made = Array.from({ length: NUM_BATCHES }, (_, i) => {
    const rows = mail.slice(i * BATCH_PARCELS, (i + 1) * BATCH_PARCELS);
    return { rows, ndjson: Buffer.from(rows.map(({ parcel }) => `${JSON.stringify(parcel)}\n`).join('')) };
  });
  return { batches: made, listed };
}

async function screened(engine: ScreeningHost, { ndjson }: Batch): Promise<Buffer> {
  return drain(engine.screenStream(once(ndjson), { from: 'ndjson', to: 'ndjson' }));
}

function answerOf(text: string, itemId: string): Decision {
  const answer = JSON.parse(text) as Answer;
  if (answer.itemId !== itemId) throw new Error(`expected the answer to ${itemId}, got ${answer.itemId}`);
  if ('error' in answer) throw new Error(`${itemId}: ${answer.error.code} at ${answer.error.pointer}`);
  return answer;
}

function screeningCase(attributes: Attributes, traffic: Traffic, what: 'stage' | 'whole call'): BenchCase {
  return {
    name: `watchlist ${attributes} ${traffic} ${what}`,
    unit: 'us a parcel',
    direct: true,
    about: `${NUM_ENTRIES} entries, ${attributes === 'all' ? 'all attributes' : 'identifiers and phrases alone'}, ${
      traffic === 'cold' ? 'every party new' : `${NUM_REPEATING} parties that come again`
    }; ${what === 'stage' ? 'time in the match stage alone' : 'bytes to decisions'}`,
    prepare: async () => {
      const mail = await batches(traffic);
      const { index } = await indexedList(NUM_ENTRIES, attributes);
      const engine = openWithLists(index, NUM_ENTRIES);
      const clock = what === 'stage' ? () => engine.stats().stageSeconds.match : () => performance.now() / 1000;
      return {
        numUnits: 1,
        ours: () =>
          meanOfLeast(NUM_BATCHES, PASSES, async (batch) => {
            const from = clock();
            await screened(engine, mail.batches[batch]);
            return ((clock() - from) * 1e6) / BATCH_PARCELS;
          }),
        peers: {},
        check: async () => {
          const planted = { all: 0, found: 0 };
          for (const batch of mail.batches) {
            const texts = (await screened(engine, batch)).toString('utf8').trimEnd().split('\n');
            if (texts.length !== BATCH_PARCELS)
              throw new Error(`expected ${BATCH_PARCELS} answers, got ${texts.length}`);
            for (const [row, { parcel, planted: truth }] of batch.rows.entries()) {
              const answer = answerOf(texts[row], parcel.itemId);
              if (truth === null || truth.as === 'in Cyrillic') continue;
              planted.all++;
              const names = `${truth.entry.id} of multiplied`;
              if (answer.reasons.some(({ code, text }) => code === 'LIST_NAME' && text.includes(names)))
                planted.found++;
            }
          }
          if (attributes === 'all' && planted.found < LEAST_FOUND * planted.all) {
            throw new Error(
              `${planted.found} of ${planted.all} planted parties are named, expected ${LEAST_FOUND} of them`,
            );
          }
        },
        close: () => engine.close(),
      };
    },
  };
}

export const listScreeningCases: readonly BenchCase[] = [
  screeningCase('identifiers', 'cold', 'stage'),
  screeningCase('all', 'cold', 'stage'),
  screeningCase('all', 'repeats', 'stage'),
  screeningCase('all', 'cold', 'whole call'),
];
