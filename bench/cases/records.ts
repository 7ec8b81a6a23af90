/** Raw NDJSON to NDJSON decisions, embedded, one thread: the whole way of a parcel. */
import type { BenchCase } from '../case.ts';
import { defaultForest, openDefaultBundle } from '../bundle.ts';
import { checkAnswers, drain } from '../answers.ts';
import { linesOf, mail } from '../data.ts';
import { createPlainPipeline } from '../peers/plainPipeline.ts';
import { createEngine } from '../../src/engine/createEngine.ts';

const NUM_PARCELS = 20_000;
const PEER_PARCELS = 4_000;

export const recordsCase: BenchCase = {
  name: 'records',
  unit: 'rows',
  installsPeers: true,
  about: 'simulated mail as NDJSON to NDJSON decisions, embedded, one thread, default bundle',
  prepare: async () => {
    const body = mail(NUM_PARCELS);
    const lines = linesOf(body);
    const few = `${lines.slice(0, PEER_PARCELS).join('\n')}\n`;
    const engine = createEngine();
    const plain = await createPlainPipeline(defaultForest(), openDefaultBundle());
    const ndjson = { from: 'ndjson', to: 'ndjson' } as const;
    return {
      numUnits: NUM_PARCELS,
      ours: () => drain(engine.screenStream(once(body), ndjson)),
      peers: {
        'JSON.parse alone': () => parseBody(body),
        'JSON.parse of ready strings': () => parseAll(lines),
        'JSON.parse + features + onnxruntime-node': async () => {
          for (let part = 0; part < NUM_PARCELS / PEER_PARCELS; part++) await plain.screen(few);
        },
      },
      check: async () => {
        const answers = await drain(engine.screenStream(once(body), ndjson));
        checkAnswers(answers, lines, await plain.screen(few));
      },
      close: async () => {
        await engine.close();
        await plain.close();
      },
    };
  },
};

/** The same bytes: decoded, split at newlines, parsed. */
export function parseBody(body: Buffer): number {
  const text = body.toString('utf8');
  let numKeys = 0;
  for (let at = 0, end = text.indexOf('\n'); end >= 0; at = end + 1, end = text.indexOf('\n', at)) {
    numKeys += Object.keys(JSON.parse(text.slice(at, end)) as object).length;
  }
  return numKeys;
}

/** Parses every line and keeps what keeps the work from being optimised away. */
export function parseAll(lines: readonly string[]): number {
  let numKeys = 0;
  for (const line of lines) numKeys += Object.keys(JSON.parse(line) as object).length;
  return numKeys;
}

export async function* once(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body;
}
