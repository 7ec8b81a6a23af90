/**
 * Bytes to bytes, of any length: gather, cut, screen, answer, in input order. Back-pressure both ways: at most
 * `maxInFlight` tasks of a body are under way or waiting to be read, and one bundle answers all of it.
 */
import type { Format } from '../contract/formats.ts';
import type { RecordedPart, RecordingOrder } from '../contract/recording.ts';
import type { Tier } from '../contract/tier.ts';
import { Body } from './body.ts';
import { openCsv } from './csvBody.ts';
import type { Desk, Served } from './desk.ts';
import { Framing } from './frame.ts';
import { gather } from './gather.ts';
import { inTurn } from './inTurn.ts';

export type StreamOptions = {
  from: Format;
  to: Format;
  tier: Tier;
  signal?: AbortSignal | undefined;
  /** Take down what is decided. */
  recording?: () => RecordingOrder;
};

/** Tasks of one body at once: enough to keep every worker fed, twice over. */
const IN_FLIGHT_PER_SLOT = 1;

/** Screen a body. @throws as `streamParts` */
export async function* streamAnswers(
  desk: Desk,
  source: AsyncIterable<Uint8Array>,
  options: StreamOptions,
): AsyncGenerator<Uint8Array> {
  for await (const { answers } of streamParts(desk, source, options)) yield* answers;
}

/** The same with what was taken down. @throws BODY_INVALID when the body is not what its format says, ABORTED, CLOSED, BUSY */
export async function* streamParts(
  desk: Desk,
  source: AsyncIterable<Uint8Array>,
  { from, to, tier, signal, recording }: StreamOptions,
): AsyncGenerator<RecordedPart> {
  const { core, memory, regions, slots, shelf, limits } = desk.parts;
  const leave = desk.enter();
  const bundle = shelf.hold();
  const inFlight: Promise<Served>[] = [];
  try {
    const csv = from === 'csv' ? await openCsv(source, limits.rowBytes) : undefined;
    const body = new Body(from, core, memory, regions);
    const framing = new Framing(to, tier);
    const batches = gather(csv?.rest ?? source, () => body.room(regions.slots[0].inputBytes));
    for await (const event of inTurn(batches, inFlight, slots.total * IN_FLIGHT_PER_SLOT, signal)) {
      if ('answer' in event) {
        const { answers, recorded } = event.answer;
        yield { answers: [...framing.part(answers, body.declaredRows)], recorded };
        continue;
      }
      const slot = await slots.acquire(signal);
      try {
        const cut = body.lay(regions.slots[slot], event.batch.chunks, event.batch.last);
        csv?.layPlan(memory, regions.slots[slot]);
        const job = {
          from,
          to,
          bundle,
          tier,
          signal,
          ...(csv && { csvHeader: csv.columns }),
          ...(recording && { recording }),
        };
        const answers = desk.serve(slot, cut, job);
        // a failure is reported when its turn comes, not before
        answers.catch(() => undefined);
        inFlight.push(answers);
      } catch (error) {
        slots.release(slot);
        throw error;
      }
    }
    yield { answers: [...framing.close(body.declaredRows)], recorded: [] };
  } finally {
    await Promise.allSettled(inFlight);
    shelf.release(bundle);
    leave();
  }
}
