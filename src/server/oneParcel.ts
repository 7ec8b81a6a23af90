/** One parcel as JSON bytes, screened as it came: parsing it here would hide what only the strict scan sees. */
import type { Answer } from '../contract/decision.ts';
import { PosternError } from '../contract/errors.ts';
import type { Screener } from '../contract/screener.ts';

const OPEN = Uint8Array.of(0x5b);
const CLOSE = Uint8Array.of(0x5d);

/** The answer to the one record in `body`. @throws BODY_INVALID for no record, several, or what is not JSON. */
export async function screenBody(screener: Screener, body: Uint8Array, signal: AbortSignal): Promise<Answer> {
  const answers: Uint8Array[] = [];
  for await (const chunk of screener.screenStream(arrayOf(body), { from: 'json', to: 'json', signal })) {
    answers.push(chunk);
  }
  const decided = JSON.parse(Buffer.concat(answers).toString('utf8')) as Answer[];
  if (decided.length === 1) return decided[0];
  throw new PosternError(
    'BODY_INVALID',
    `got ${decided.length} records, expected one; send batches to the batch route`,
  );
}

// an array of one record is the batch that this parcel is
async function* arrayOf(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield OPEN;
  yield body;
  yield CLOSE;
}
