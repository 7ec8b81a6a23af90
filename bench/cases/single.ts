/** One parcel object at a time, as a carrier's process would ask. */
import type { BenchCase } from '../case.ts';
import { defaultForest, openDefaultBundle } from '../bundle.ts';
import { mail, parcelsOf } from '../data.ts';
import { createPlainPipeline } from '../peers/plainPipeline.ts';
import { createEngine } from '../../src/engine/createEngine.ts';

const NUM_PARCELS = 1_000;

export const singleCase: BenchCase = {
  name: 'single',
  unit: 'us a parcel',
  perUnit: 'us',
  installsPeers: true,
  about: 'one parcel object to one decision, embedded',
  prepare: async () => {
    const parcels = parcelsOf(mail(NUM_PARCELS));
    const engine = createEngine();
    const plain = await createPlainPipeline(defaultForest(), openDefaultBundle());
    let at = 0;
    const next = (): (typeof parcels)[number] => parcels[at++ % NUM_PARCELS];
    return {
      numUnits: 1,
      ours: () => engine.screen(next()),
      peers: { 'features + onnxruntime-node': () => plain.screen(JSON.stringify(next())) },
      check: async () => {
        for (const parcel of parcels) {
          const answer = await engine.screen(parcel);
          if ('error' in answer || answer.itemId !== parcel.itemId) throw new Error(`no decision on ${parcel.itemId}`);
        }
      },
      close: async () => {
        await engine.close();
        await plain.close();
      },
    };
  },
};
