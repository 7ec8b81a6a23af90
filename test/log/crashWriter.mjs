/** A process to be killed: appends to a log without end and prints what was acknowledged, `first count` a line. */
import { writeSync } from 'node:fs';
import { DecisionLog } from '../../dist/src/log/decisionLog.js';

const [, , folder, seedText, atText, itemText] = process.argv;
const log = await DecisionLog.open(folder, { segmentBytes: 40_000 });
let state = Number(seedText);
const below = (bound) => {
  state = (Math.imul(state, 1103515245) + 12345) >>> 0;
  return (state >>> 8) % bound;
};
// that of the test, so that midnight begins no second day
const at = Number(atText);
log.keysAt(at);
/** Items are numbered through all writers; the log numbers its notes of keys too. */
let next = Number(itemText);
const write = async () => {
  for (;;) {
    const count = 1 + below(12);
    const first = next;
    next += count;
    const texts = Array.from({ length: count }, (_, i) => `{"row":${first + i}}`);
    const line = (i) =>
      `{"at":${at},"item":"item-${first + i}","input":null,"decision":{"filler":"${'f'.repeat(below(200))}"}}\n`;
    const acknowledged = await log.append({
      at,
      count,
      lines: Buffer.from(texts.map((_, i) => line(i)).join('')),
      rows: {
        format: 'ndjson',
        bytes: Buffer.from(texts.join('')),
        lengths: Uint32Array.from(texts, (text) => text.length),
      },
    });
    // synchronous, so that what is printed was printed before the kill
    writeSync(1, `${acknowledged} ${count}\n`);
  }
};
await Promise.all(Array.from({ length: 6 }, write));
