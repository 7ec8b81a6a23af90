/** Collects answers and checks them: every row answered, in order, and scored like the peer's where it scored. */
import type { Answer } from '../src/contract/decision.ts';
import type { Parcel } from '../src/contract/parcel.ts';

/** The peer's sums are float32: leaves of a hundred trees may differ in the sixth digit. */
const SCORE_TOLERANCE = 1e-4;

export async function drain(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const part of source) parts.push(part);
  return Buffer.concat(parts);
}

/** @param peer NDJSON answers of the first rows by the peer */
export function checkAnswers(answers: Buffer, lines: readonly string[], peer: string): void {
  const ours = answers.toString('utf8').trimEnd().split('\n');
  if (ours.length !== lines.length) throw new Error(`expected ${lines.length} answers, got ${ours.length}`);
  const beside = peer.trimEnd().split('\n');
  ours.forEach((text, row) => {
    const answer = JSON.parse(text) as Answer;
    const { itemId } = JSON.parse(lines[row]) as Parcel;
    if (answer.itemId !== itemId) throw new Error(`row ${row}: expected the answer to ${itemId}, got ${answer.itemId}`);
    if ('error' in answer) throw new Error(`row ${row}: ${answer.error.code} at ${answer.error.pointer}`);
    if (row >= beside.length) return;
    const { score } = JSON.parse(beside[row]) as { score: number };
    if (!(Math.abs(score - (answer.score ?? Number.NaN)) <= SCORE_TOLERANCE))
      throw new Error(`row ${row}: ${answer.score} beside ${score}`);
  });
}
