/**
 * A mail facility posts the day's file to the service and sorts what comes back: every row is answered, in order.
 * Usage: node facility.js mail.ndjson, with POSTERN_URL set (and POSTERN_API_KEY where the service wants one).
 */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { type Answer, HttpScreener, isRowError, PosternError } from '@postern/sdk/http';

const [path] = process.argv.slice(2);
const screener = new HttpScreener();
const counts = new Map<string, number>();

try {
  // streamed both ways: a file of any length takes the same memory
  const answers = Readable.from(screener.screenStream(createReadStream(path), { from: 'ndjson' }));
  for await (const line of createInterface({ input: answers })) {
    const answer = JSON.parse(line) as Answer;
    const outcome = isRowError(answer) ? answer.error.code : answer.action;
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  }
  for (const [outcome, count] of counts) console.log(`${outcome}: ${count}`);
} catch (error) {
  // a stream is never sent twice by itself: whether to send the file again is the facility's decision
  if (!(error instanceof PosternError)) throw error;
  console.error(`${error.code}: ${error.message}`);
  process.exitCode = 1;
} finally {
  await screener.close();
}
