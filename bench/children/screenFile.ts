/** Screens a file in this process and prints its peak resident memory in MB: `node screenFile.js FILE WORKERS`. */
import { createReadStream } from 'node:fs';
import { createPool } from '../../src/workers/createPool.ts';

const [, , file, workers] = process.argv;
const pool = createPool({ numWorkers: Number(workers) });
const source = createReadStream(file, { highWaterMark: 1 << 20 }) as AsyncIterable<Buffer>;
let numBytes = 0;
for await (const answers of pool.screenStream(source, { from: 'ndjson', to: 'ndjson' })) numBytes += answers.length;
const { rowsByAction, rowErrorsByCode } = pool.stats();
await pool.close();
const sum = (counts: Readonly<Record<string, number>>): number => Object.values(counts).reduce((a, b) => a + b, 0);
const peakMb = process.resourceUsage().maxRSS / 1024;
process.stdout.write(
  `${JSON.stringify({ peakMb, numBytes, rows: sum(rowsByAction), errors: sum(rowErrorsByCode) })}\n`,
);
