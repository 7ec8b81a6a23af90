/** The same mail through worker threads: what the second one adds. */
import type { BenchCase } from '../case.ts';
import { drain } from '../answers.ts';
import { mail } from '../data.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { createPool } from '../../src/workers/createPool.ts';

const NUM_PARCELS = 100_000;
const CHUNK_BYTES = 1 << 20;
const ndjson = { from: 'ndjson', to: 'ndjson' } as const;

export const poolCase: BenchCase = {
  name: 'pool',
  unit: 'rows',
  best: true,
  about: 'simulated mail through a pool of two workers, beside a pool of one; best of the rounds',
  prepare: async () => {
    const body = mail(NUM_PARCELS);
    const [one, two] = [createPool({ numWorkers: 1 }), createPool({ numWorkers: 2 })];
    return {
      numUnits: NUM_PARCELS,
      ours: () => consume(two.screenStream(chunksOf(body), ndjson)),
      peers: { '1 worker': () => consume(one.screenStream(chunksOf(body), ndjson)) },
      check: async () => {
        const engine = createEngine();
        const [expected, got] = [
          await drain(engine.screenStream(chunksOf(body), ndjson)),
          await drain(two.screenStream(chunksOf(body), ndjson)),
        ];
        await engine.close();
        if (!expected.equals(got)) throw new Error('the pool answered other bytes than the engine');
      },
      close: async () => {
        await one.close();
        await two.close();
      },
    };
  },
};

async function consume(answers: AsyncIterable<Uint8Array>): Promise<number> {
  let numBytes = 0;
  for await (const part of answers) numBytes += part.length;
  return numBytes;
}

/** A body as a socket or a file would bring it. */
async function* chunksOf(body: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < body.length; at += CHUNK_BYTES) yield body.subarray(at, at + CHUNK_BYTES);
}
